// A tiny scripted protocol client for tests: its own key, both `data` forms, everything it received kept as text.
import { WebSocket } from 'ws';
import { gcmSeal } from '../../src/crypto/gcm.ts';
import {
  importPrivate,
  makeKeyPair,
  spkiOf,
  type KeyPairBytes,
  type PrivateKeys,
} from '../../src/crypto/key-pair.ts';
import { makeMessageKey } from '../../src/crypto/message-key.ts';
import { wrapKey } from '../../src/crypto/oaep.ts';
import { sign } from '../../src/crypto/pss.ts';
import { importEncryptKey } from '../../src/crypto/public-key.ts';
import { fingerprintOf } from '../../src/crypto/fingerprint.ts';
import { toBase64 } from '../../src/lib/base64.ts';
import { utf8 } from '../../src/lib/bytes.ts';
import { systemRandom } from '../../src/lib/clock.ts';
import { derToPem } from '../../src/protocol/pem.ts';
import { signedText, writeSignedFrame } from '../../src/protocol/write.ts';

/** What a test may read of a frame; every member may be missing. */
export interface SeenFrame {
  readonly type?: string;
  readonly servers?: readonly { readonly address: string; readonly clients: readonly string[] }[];
  readonly data?: unknown;
  readonly counter?: number;
}
export interface PeerKey extends KeyPairBytes {
  readonly keys: PrivateKeys;
  readonly pem: string;
  readonly fingerprint: string;
}
export interface PeerOptions {
  /** http(s) or ws(s) address of the relay. */
  readonly url: string;
  /** How `data` stands in its frames. Default: 'string'. */
  readonly form?: 'string' | 'object';
  /** Default: a new key. */
  readonly key?: PeerKey;
  /** Its next counter; grows by one with each frame. Default: quarter seconds since 2026, as Porchlight's. */
  readonly counter?: number;
  readonly headers?: Record<string, string>;
}
/** How a chat's recipient is addressed: by a peer, and the server it is on. */
export interface ChatTarget {
  readonly key: Pick<PeerKey, 'spki' | 'fingerprint'>;
  readonly server: string;
}
export interface Peer {
  readonly key: PeerKey;
  readonly fingerprint: string;
  readonly socket: WebSocket;
  /** Exact texts, in the order they came. */
  readonly frames: readonly string[];
  counter: number;
  /** Signs `data` and sends it; gives the exact text. */
  send(data: object, counter?: number): Promise<string>;
  /** The frame without sending it. */
  write(data: object, counter?: number): Promise<string>;
  sendRaw(text: string | Buffer): void;
  /** Says hello and waits for the list that names this key. Rejects when the socket closes instead. */
  hello(counter?: number): Promise<string>;
  sendPublic(text: string): Promise<string>;
  sendChat(to: readonly ChatTarget[], text: string): Promise<string>;
  /** Asks for a list: address → PEMs. */
  list(): Promise<Map<string, readonly string[]>>;
  /** The first frame, already here or yet to come, that `matches`; rejects after `ms`. */
  until(matches: (frame: SeenFrame, text: string) => boolean, ms?: number): Promise<string>;
  /** Code and reason of the socket's end. */
  readonly closed: Promise<{ code: number; reason: string }>;
  close(): Promise<void>;
}

/** A new key; takes a tenth of a second or more. */
export async function makePeerKey(): Promise<PeerKey> {
  return peerKeyOf((await makeKeyPair()).pkcs8);
}

/** The peer that owns an existing key. */
export async function peerKeyOf(pkcs8: Uint8Array<ArrayBuffer>): Promise<PeerKey> {
  const pair = { pkcs8, spki: spkiOf(pkcs8) };
  const pem: string = derToPem(pair.spki);
  return { ...pair, keys: await importPrivate(pair.pkcs8), pem, fingerprint: await fingerprintOf(pem) };
}

const parse = (text: string): SeenFrame => JSON.parse(text) as SeenFrame;
const wsUrl = (url: string): string => url.replace(/^http/, 'ws');
const startCounter = (): number => Math.floor((Date.now() - Date.UTC(2026, 0, 1)) / 250);

function listOf(text: string): Map<string, readonly string[]> {
  return new Map((parse(text).servers ?? []).map(({ address, clients }) => [address, clients]));
}

/** The signed `data` of a chat from `sender`, sealed as v1.2 does. */
export async function chatData(sender: PeerKey, to: readonly ChatTarget[], message: string): Promise<object> {
  const aes = makeMessageKey(systemRandom);
  const iv = systemRandom(16);
  const participants = [sender, ...to.map(({ key }) => key)].map(({ fingerprint }) => fingerprint);
  const sealed = await gcmSeal(aes, iv, utf8(JSON.stringify({ message, participants })));
  const wrapped: string[] = [];
  for (const { key } of to) wrapped.push(toBase64(await wrapKey(await importEncryptKey(key.spki), aes)));
  return {
    chat: toBase64(sealed),
    destination_servers: to.map(({ server }) => server),
    iv: toBase64(iv),
    symm_keys: wrapped,
    type: 'chat',
  };
}

/** Connects; resolves when the socket is open, before any hello. */
export async function makePeer(options: PeerOptions): Promise<Peer> {
  const form = options.form ?? 'string';
  const key = options.key ?? (await makePeerKey());
  const headers = options.headers ?? {};
  const socket = new WebSocket(wsUrl(options.url), {
    perMessageDeflate: false,
    headers,
    rejectUnauthorized: false,
  });
  const frames: string[] = [];
  const watchers = new Set<() => void>();
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  socket.on('message', (bytes: Buffer) => {
    frames.push(bytes.toString('utf8'));
    for (const watch of watchers) watch();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.on('error', reject);
  });

  function until(matches: (frame: SeenFrame, text: string) => boolean, ms = 5000, from = 0): Promise<string> {
    return new Promise((resolve, reject) => {
      let at = from;
      const timer = setTimeout(() => settle(() => reject(new Error('no such frame came'))), ms);
      const watch = (): void => {
        for (; at < frames.length; at += 1) {
          const text = frames[at] ?? '';
          if (matches(parse(text), text)) return settle(() => resolve(text));
        }
        return undefined;
      };
      const settle = (end: () => void): void => {
        clearTimeout(timer);
        watchers.delete(watch);
        end();
      };
      watchers.add(watch);
      watch();
    });
  }

  async function write(data: object, counter = (peer.counter += 1)): Promise<string> {
    const dataText = JSON.stringify(data);
    const signature = await sign(key.keys.sign, utf8(signedText(dataText, counter)));
    return writeSignedFrame({ dataText, form, counter, signatureText: toBase64(signature) });
  }
  async function send(data: object, counter?: number): Promise<string> {
    const text = await write(data, counter);
    socket.send(text);
    return text;
  }
  const ended = async (): Promise<never> => {
    const { code, reason } = await closed;
    throw new Error(`closed ${code} ${reason}`);
  };

  const peer: Peer = {
    key,
    fingerprint: key.fingerprint,
    socket,
    frames,
    counter: options.counter ?? startCounter(),
    closed,
    write,
    send,
    until: (matches, ms) => until(matches, ms),
    sendRaw: (text) => socket.send(text, { binary: false }),
    hello: async (counter) => {
      const from = frames.length;
      const text = await send({ public_key: key.pem, type: 'hello' }, counter);
      const isMine = (frame: SeenFrame): boolean =>
        (frame.servers ?? []).some(({ clients }) => clients.includes(key.pem));
      await Promise.race([until(isMine, 5000, from), ended()]);
      return text;
    },
    sendPublic: (message) => send({ message, sender: key.fingerprint, type: 'public_chat' }),
    sendChat: async (to, message) => send(await chatData(key, to, message)),
    list: async () => {
      const from = frames.length;
      socket.send('{"type":"client_list_request"}');
      return listOf(await until((frame) => frame.type === 'client_list', 5000, from));
    },
    close: async () => {
      socket.close();
      await closed;
    },
  };
  return peer;
}
