// What the page may ask of a bare worker. Frames are named by the set they lie in at the feeder.

export type BareJob =
  /** Opens and verifies each frame of a set; `part` of `parts` shares it between workers. */
  | {
      readonly kind: 'direct';
      readonly set: string;
      readonly pem: string;
      readonly part: number;
      readonly parts: number;
    }
  /** Tries the one wrapped key of each frame and fails. */
  | { readonly kind: 'foreign'; readonly set: string; readonly part: number; readonly parts: number }
  /** `count` messages to one person: message key, GCM, one OAEP, one signature. */
  | { readonly kind: 'seal'; readonly count: number; readonly pem: string }
  /** One message key for everybody in the set of keys, already imported. */
  | { readonly kind: 'wrap'; readonly set: string }
  /** Parse, one OAEP decryption, GCM, one verification, for each frame of a set. */
  | { readonly kind: 'group-open'; readonly set: string; readonly pem: string; readonly index: number }
  /** Parse, base64 and SHA-256 of every key. */
  | { readonly kind: 'list-first'; readonly set: string }
  | { readonly kind: 'list-parse'; readonly set: string };

export type BareAnswer = { readonly ms: number } | { readonly error: string };

export const framesOf = async (set: string): Promise<readonly string[]> => {
  const answer = await fetch(`/frames/${set}`);
  return (await answer.json()) as readonly string[];
};
