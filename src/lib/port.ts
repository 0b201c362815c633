// Typed calls and events over any channel that carries messages: page and worker, or many tabs on a BroadcastChannel.
// Both ends are of one build, so the shape of arguments and answers is the type checker's word, not tested again here.

/** What carries the messages; both ends hold one. A `BroadcastChannel` never hears its own words, which suits us. */
export interface Channel {
  post(message: unknown, transfer?: Transferable[]): void;
  /** Returns what ends the listening. */
  listen(listener: (message: unknown) => void): () => void;
}

/** What a `Worker`, a worker's own scope, a `MessagePort` and a `BroadcastChannel` have in common. */
export interface MessageTarget {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
}

/** The browser's message passing as a channel. A `MessagePort` must be started by its owner. */
export function channelOf(target: MessageTarget): Channel {
  return {
    post: (message, transfer = []) => target.postMessage(message, transfer),
    listen(listener) {
      const hear = (event: MessageEvent<unknown>): void => listener(event.data);
      target.addEventListener('message', hear);
      return () => target.removeEventListener('message', hear);
    },
  };
}

/** An API that can cross: methods only, each with a promise for an answer. */
export type Functions<Api> = { readonly [K in keyof Api]: (...args: never[]) => Promise<unknown> };
export type ArgsOf<Api extends Functions<Api>, K extends keyof Api> = Parameters<Api[K]>;
export type AnswerOf<Api extends Functions<Api>, K extends keyof Api> = Awaited<ReturnType<Api[K]>>;
/** The same API, seen from afar. */
export type Caller<Api extends Functions<Api>> = {
  readonly [K in keyof Api]: (...args: ArgsOf<Api, K>) => Promise<AnswerOf<Api, K>>;
};
/** The names of an API's methods: what may be called. The values are the caller's own notes. */
export type MethodsOf<Api> = { readonly [K in keyof Api & string]: unknown };

/** A refusal as it crosses the port: a documented `kind`, never content. */
export class PortError extends Error {
  override readonly name = 'PortError';
  readonly kind: string;
  constructor(kind: string, message = kind) {
    super(message);
    this.kind = kind;
  }
}

/** The far end: its API, its events, and an end to both. */
export interface Remote<Api extends Functions<Api>, Event> {
  readonly api: Caller<Api>;
  onEvent(listener: (event: Event) => void): () => void;
  /** Stops listening; outstanding calls are refused with `closed`. */
  close(): void;
}

/** The near end of a served API. */
export interface Service<Event> {
  publish(event: Event): void;
  close(): void;
}

// Methods, not function properties: their parameters are compared both ways, which is how an answer of unknown type
// finds the call of known type that waits for it.
interface Waiting {
  resolve(value: unknown): void;
  reject(reason: PortError): void;
}
interface Served {
  run(...args: unknown[]): Promise<unknown>;
}
interface Hearing {
  hear(event: unknown): void;
}

type Message =
  | {
      readonly port: 'call';
      readonly client: string;
      readonly id: number;
      readonly method: string;
      readonly args: readonly unknown[];
    }
  | { readonly port: 'answer'; readonly client: string; readonly id: number; readonly value: unknown }
  | {
      readonly port: 'refusal';
      readonly client: string;
      readonly id: number;
      readonly kind: string;
      readonly message: string;
    }
  | { readonly port: 'event'; readonly event: unknown };

/**
 * Calls an API that `serve` offers at the other end.
 *
 * @param methods Names what may be called (only the keys matter).
 * @param client Tells callers apart where many share a channel.
 */
export function callerOf<Api extends Functions<Api>, Event>(
  channel: Channel,
  methods: MethodsOf<Api>,
  client = '',
): Remote<Api, Event> {
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<Hearing>();
  let lastId = 0;
  const call = <K extends keyof Api>(method: K, args: ArgsOf<Api, K>): Promise<AnswerOf<Api, K>> =>
    new Promise<AnswerOf<Api, K>>((resolve, reject) => {
      const id = (lastId += 1);
      waiting.set(id, { resolve, reject });
      channel.post({ port: 'call', client, id, method, args });
    });
  const stop = channel.listen((message) => {
    if (!isMessage(message) || message.port === 'call') return;
    if (message.port === 'event') return tell(listeners, message.event);
    if (message.client === client) settle(waiting, message);
  });
  return {
    api: callerFrom<Api>(methods, call),
    onEvent: (listener) => addTo(listeners, { hear: listener }),
    close() {
      stop();
      for (const one of waiting.values()) one.reject(new PortError('closed'));
      waiting.clear();
    },
  };
}

/**
 * Offers an API to whoever calls at the other end of the channel.
 *
 * What is no call, or calls a name that is not offered, is ignored. A refusal crosses as `kind` and message where the error
 * has a `kind`; any other error crosses as `internal` and without its words, which could hold content.
 *
 * @returns `publish` sends an event to everybody there; `close` ends the service.
 */
export function serve<Api extends Functions<Api>, Event>(
  channel: Channel,
  methods: MethodsOf<Api>,
  api: Caller<Api>,
): Service<Event> {
  const served = new Map<string, Served>();
  for (const method of namesOf(methods)) served.set(method, servedBy(api, method));
  const close = channel.listen((message) => {
    if (!isMessage(message) || message.port !== 'call') return;
    const { client, id } = message;
    const one = served.get(message.method);
    if (one === undefined) return;
    one.run(...message.args).then(
      (value) => channel.post({ port: 'answer', client, id, value }),
      (cause: unknown) => channel.post({ port: 'refusal', client, id, ...refusalOf(cause) }),
    );
  });
  return { publish: (event) => channel.post({ port: 'event', event }), close };
}

/** An API by its names, each method of which goes through `call`. */
export function callerFrom<Api extends Functions<Api>>(
  methods: MethodsOf<Api>,
  call: <K extends keyof Api>(method: K, args: ArgsOf<Api, K>) => Promise<AnswerOf<Api, K>>,
): Caller<Api> {
  const made: { [K in keyof Api]?: Caller<Api>[K] } = {};
  const names = namesOf(methods);
  const oneOf =
    <K extends keyof Api>(name: K): Caller<Api>[K] =>
    (...args) =>
      call(name, args);
  for (const name of names) made[name] = oneOf(name);
  const isWhole = (part: object): part is Caller<Api> => names.every((name) => name in part);
  if (!isWhole(made)) throw new TypeError('a method is missing');
  return made;
}

function servedBy<Api extends Functions<Api>>(api: Caller<Api>, method: keyof Api): Served {
  return { run: (...args: ArgsOf<Api, keyof Api>) => api[method](...args) };
}

function namesOf<Methods extends object>(methods: Methods): Extract<keyof Methods, string>[] {
  const names: Extract<keyof Methods, string>[] = [];
  for (const name in methods) names.push(name);
  return names;
}

function settle(waiting: Map<number, Waiting>, message: Extract<Message, { client: string }>): void {
  const one = waiting.get(message.id);
  if (one === undefined || message.port === 'call') return;
  waiting.delete(message.id);
  if (message.port === 'answer') one.resolve(message.value);
  else one.reject(new PortError(message.kind, message.message));
}

function tell(listeners: ReadonlySet<Hearing>, event: unknown): void {
  for (const one of listeners) one.hear(event);
}

function addTo<Item>(set: Set<Item>, item: Item): () => void {
  set.add(item);
  return () => void set.delete(item);
}

/** What of an error may cross: see `serve`. */
export function refusalOf(cause: unknown): { readonly kind: string; readonly message: string } {
  const named = cause instanceof Error && 'kind' in cause && typeof cause.kind === 'string';
  return named ? { kind: String(cause.kind), message: cause.message } : { kind: 'internal', message: '' };
}

function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null || !('port' in value)) return false;
  if (value.port === 'event') return 'event' in value;
  if (!('client' in value) || typeof value.client !== 'string') return false;
  if (!('id' in value) || typeof value.id !== 'number') return false;
  if (value.port === 'call') return 'method' in value && 'args' in value && Array.isArray(value.args);
  if (value.port === 'answer') return true;
  return value.port === 'refusal' && 'kind' in value && 'message' in value;
}
