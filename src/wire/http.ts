// What uploads need of HTTP, so that a worker's XMLHttpRequest and Node's fetch are interchangeable.

export interface PostRequest {
  readonly url: string;
  /** A form, or bare bytes. Without a type of its own: then no server has to be asked first (CORS). */
  readonly body: FormData | Blob;
  /** Bytes sent and in all, of the whole body. */
  readonly onProgress?: ((sent: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Longest silence in ms: no byte sent or received. */
  readonly quietMs: number;
}
/** `unreachable` also when the server forbids it by CORS: browsers do not tell these apart. */
export type PostAnswer =
  | { readonly kind: 'answer'; readonly status: number; readonly text: string }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'cancelled' };
/** Never rejects. An answer's text ends after `LIMITS.uploadAnswer` characters and one: what is longer will not be read. */
export interface HttpTransport {
  post(request: PostRequest): Promise<PostAnswer>;
}

/** What every request to a server of others is made with (T49, T50). */
export const PLAIN_REQUEST = {
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
  redirect: 'error',
  mode: 'cors',
  cache: 'no-store',
} as const satisfies RequestInit;
