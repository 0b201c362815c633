// What the relay thinks of one frame: the text and the sender's standing go in, a verdict comes out. No sockets here,
// so that a fuzzer can throw a million frames at it.
import { createHash } from 'node:crypto';
import { toBase64 } from '../lib/base64.ts';
import { parseFrame, type Frame, type SignedFrame } from '../protocol/frame.ts';
import { LIMITS } from '../protocol/limits.ts';
import { ProtocolError } from '../protocol/problem.ts';
import { readKey, signatureHolds, type KnownKey } from './keys.ts';
import type { Ledger, SocketCounters } from './ledger.ts';

export interface ClientStanding {
  readonly role: 'client';
  readonly key: KnownKey;
  readonly counters: SocketCounters;
}
/** Who is at the other end of a socket, as far as proved. */
export type Standing =
  | { readonly role: 'new'; readonly place?: string | undefined }
  | ClientStanding
  | { readonly role: 'neighbour'; readonly address: string };

export type Verdict =
  | { readonly kind: 'ignore'; readonly why: string }
  | { readonly kind: 'close'; readonly code: number; readonly reason: string }
  | { readonly kind: 'join'; readonly standing: ClientStanding }
  | { readonly kind: 'link'; readonly address: string; readonly first?: Verdict }
  | { readonly kind: 'list' }
  | { readonly kind: 'repeat' }
  | { readonly kind: 'public' }
  | { readonly kind: 'chat'; readonly destinations: readonly string[] }
  | { readonly kind: 'update'; readonly clients: readonly string[] }
  | { readonly kind: 'update-request' };

/** What the handler asks about neighbours. */
export interface NeighbourJudge {
  /** The address whose server key signed this server_hello, or why it is refused. */
  admit(frame: SignedFrame): Promise<{ readonly address: string } | { readonly refused: string }>;
  /** The neighbour at an IP address that, as configured, does without a server_hello. */
  silentAt(place: string): string | undefined;
  /** A key that some neighbour or we ourselves list, by a name of its. */
  keyNamed(sender: string): KnownKey | undefined;
}

export interface HandlerParts {
  readonly ledger: Ledger;
  readonly neighbours: NeighbourJudge;
  /** True when no further key may join. */
  isFull(key: KnownKey): boolean;
}

/** Judges one frame; never throws whatever the text holds. Frames of one socket are judged one after the other. */
export type Handler = (text: string, standing: Standing) => Promise<Verdict>;

const POLICY = 1008;
const TRY_LATER = 1013;
const ignore = (why: string): Verdict => ({ kind: 'ignore', why });
const refuse = (reason: string, code = POLICY): Verdict => ({ kind: 'close', code, reason });

function parse(text: string, limit: number): Frame | ProtocolError {
  try {
    return parseFrame(text, limit);
  } catch (error) {
    if (error instanceof ProtocolError) return error;
    throw error;
  }
}

/** What other servers may die of is not passed on. */
const isIrregular = (frame: Frame): boolean =>
  frame.type === 'signed_data' &&
  ((frame.data.type === 'chat' && frame.data.irregular !== undefined) ||
    (frame.data.type === 'public_chat' && frame.data.sender === '') ||
    frame.signatureText !== toBase64(frame.signature));

/** Names the exact bytes of a frame. */
const digestOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('base64');

async function judgeHello(
  parts: HandlerParts,
  frame: SignedFrame,
  publicKey: string,
  text: string,
): Promise<Verdict> {
  const read = readKey(publicKey);
  if ('refused' in read) return refuse('key');
  const { key } = read;
  const { counter } = frame;
  const digest = digestOf(text);
  if (!parts.ledger.helloIsNew(key.fingerprint, counter, digest)) return refuse('counter');
  if (!(await signatureHolds(key, frame))) return refuse('signature');
  if (parts.isFull(key)) return refuse('full', TRY_LATER);
  // Asked again, since another socket may have said hello while this signature was checked.
  if (!parts.ledger.acceptHello(key.fingerprint, counter, digest)) return refuse('counter');
  return { kind: 'join', standing: { role: 'client', key, counters: { hello: counter, last: counter } } };
}

/** The seed protocol's servers say no hello to each other: the first update tells that it is one (PROTOCOL.md). */
async function judgeSilent(parts: HandlerParts, frame: Frame, place: string | undefined): Promise<Verdict> {
  const isServers = frame.type === 'client_update' || frame.type === 'client_update_request';
  const address = isServers && place !== undefined ? parts.neighbours.silentAt(place) : undefined;
  if (address === undefined) return ignore('before-hello');
  return { kind: 'link', address, first: await judgeNeighbour(parts, frame) };
}

async function judgeNewcomer(
  parts: HandlerParts,
  frame: Frame,
  text: string,
  place: string | undefined,
): Promise<Verdict> {
  if (frame.type !== 'signed_data') return judgeSilent(parts, frame, place);
  if (frame.data.type === 'hello') return judgeHello(parts, frame, frame.data.publicKey, text);
  if (frame.data.type !== 'server_hello') return ignore('before-hello');
  const admitted = await parts.neighbours.admit(frame);
  if ('refused' in admitted) return refuse(admitted.refused);
  return { kind: 'link', address: admitted.address };
}

async function judgeMessage(
  parts: HandlerParts,
  frame: SignedFrame,
  text: string,
  { key, counters }: ClientStanding,
): Promise<Verdict> {
  const { data, counter } = frame;
  if (data.type === 'hello') return ignore('second-hello');
  if (data.type === 'server_hello') return ignore('not-for-clients');
  const digest = digestOf(text);
  if (parts.ledger.isRepeat(key.fingerprint, digest)) return { kind: 'repeat' };
  if (!parts.ledger.frameIsNew(key.fingerprint, counters, counter)) return ignore('old-counter');
  if (data.type === 'public_chat' && !key.goesBy(data.sender)) return ignore('sender');
  if (!(await signatureHolds(key, frame))) return ignore('signature');
  // Asked again, since another socket of this key may have been quicker.
  if (!parts.ledger.acceptFrame(key.fingerprint, counters, counter, digest)) return ignore('old-counter');
  if (data.type === 'public_chat') return { kind: 'public' };
  return { kind: 'chat', destinations: [...new Set(data.destinationServers)] };
}

async function judgeClient(
  parts: HandlerParts,
  frame: Frame,
  text: string,
  standing: ClientStanding,
): Promise<Verdict> {
  if (frame.type === 'client_list_request') return { kind: 'list' };
  if (frame.type !== 'signed_data') return ignore('not-for-clients');
  return judgeMessage(parts, frame, text, standing);
}

async function judgeRelayed(parts: HandlerParts, frame: SignedFrame): Promise<Verdict> {
  const { data } = frame;
  if (data.type === 'chat') return { kind: 'chat', destinations: [...new Set(data.destinationServers)] };
  if (data.type !== 'public_chat') return ignore('not-for-neighbours');
  // A signer nobody listed cannot be judged here; clients park such messages and judge for themselves (T01).
  const key = parts.neighbours.keyNamed(data.sender);
  if (key !== undefined && !(await signatureHolds(key, frame))) return ignore('signature');
  return { kind: 'public' };
}

async function judgeNeighbour(parts: HandlerParts, frame: Frame): Promise<Verdict> {
  if (frame.type === 'client_update') return { kind: 'update', clients: frame.clients };
  if (frame.type === 'client_update_request') return { kind: 'update-request' };
  return frame.type === 'signed_data' ? judgeRelayed(parts, frame) : ignore('not-for-neighbours');
}

export function createHandler(parts: HandlerParts): Handler {
  return async (text, standing) => {
    const fromNeighbour = standing.role === 'neighbour';
    const frame = parse(text, fromNeighbour ? LIMITS.relayNeighbourFrame : LIMITS.relayClientFrame);
    if (frame instanceof ProtocolError) return ignore(frame.kind);
    if (isIrregular(frame)) return ignore('bad-shape');
    if (standing.role === 'new') return judgeNewcomer(parts, frame, text, standing.place);
    if (standing.role === 'client') return judgeClient(parts, frame, text, standing);
    return judgeNeighbour(parts, frame);
  };
}
