// A server in memory that floods, as the relay does: it keeps the last counter of each key, echoes, pushes a list on every
// change, and its lines can be cut with frames still in them. Nothing moves unless the test says so.
import { parseFrame, type SignedFrame } from '../../src/protocol/frame.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import type { FakeList, KeyFacts } from './parts-fakes.ts';

export const HALL = 'hall:8001';

export type Down =
  | { readonly kind: 'frame'; readonly text: string; readonly from?: string }
  | { readonly kind: 'list'; readonly list: FakeList };
type Up =
  | { readonly kind: 'hello'; readonly counter: number }
  | { readonly kind: 'ask' }
  | { readonly kind: 'frame'; readonly text: string };

/** One socket, seen from the server. */
export class Line {
  readonly key: KeyFacts;
  readonly up: Up[] = [];
  readonly down: Down[] = [];
  /** Who is at the other end; several devices may have one key. */
  readonly owner: string;
  isOpen = true;
  hello: number | undefined;
  /** Told when the line is cut or refused. */
  onEnd: (refused: boolean) => void = () => undefined;
  onDown: (item: Down) => void = () => undefined;

  constructor(key: KeyFacts, owner: string) {
    this.key = key;
    this.owner = owner;
  }
}

export class Hall {
  readonly lines = new Set<Line>();
  /** Everything the server took in, in order: what it must not contain twice is a counter of one key. */
  readonly taken: { readonly name: string; readonly frame: SignedFrame; readonly text: string }[] = [];
  /** False: does not echo chats, as some servers (DIALECTS.md). */
  echoes = true;
  /** False: swallows frames, answers lists. */
  takesFrames = true;
  answersLists = true;
  /** False: one socket for each key, as some servers have it. */
  servesDevices = false;
  /** Picks where in what is under way to somebody a frame goes: never before another one of its sender. */
  jumble: ((places: number) => number) | undefined;
  /** Every frame and hello that arrived, taken or not: texts by owner of the line and counter. */
  readonly arrived = new Map<string, Map<number, Set<string>>>();
  /** Signatures of frames that were dropped because another device with that key had got ahead of them. */
  readonly shadowed = new Set<string>();
  readonly #lastOwner = new Map<string, string>();
  readonly #lastHello = new Map<string, number>();
  readonly #lastFrame = new Map<string, number>();
  readonly #seen = new Set<string>();
  #holdsLists = false;
  #hellos = 0;

  connect(key: KeyFacts, hello: number, owner: string = key.fingerprint): Line {
    const line = new Line(key, owner);
    line.up.push({ kind: 'hello', counter: hello });
    this.lines.add(line);
    return line;
  }

  /** Cuts a line: what is under way in it is lost. */
  cut(line: Line, refused = false): void {
    if (!line.isOpen) return;
    line.isOpen = false;
    this.lines.delete(line);
    line.up.length = 0;
    line.down.length = 0;
    line.onEnd(refused);
    if (line.hello !== undefined) this.#pushLists();
  }

  /** Ends and starts again: nothing is remembered, all lines are cut. */
  restart(): void {
    this.#lastHello.clear();
    this.#lastFrame.clear();
    this.#seen.clear();
    for (const line of this.lines) this.cut(line);
  }

  /** True: lists are pushed no more, until false. */
  holdLists(holds: boolean): void {
    this.#holdsLists = holds;
    this.#pushLists();
  }

  /** Sends what was taken earlier to somebody once more. */
  replay(line: Line, which: number): void {
    const old = this.taken[which % this.taken.length];
    if (old !== undefined && line.hello !== undefined) line.down.push({ kind: 'frame', text: old.text });
  }

  /** The server reads one thing from this line; false when there is nothing. */
  takeUp(line: Line): boolean {
    const item = line.up.shift();
    if (item === undefined) return false;
    if (item.kind === 'hello') this.#hello(line, item.counter);
    else if (item.kind === 'ask') {
      if (this.answersLists) line.down.push({ kind: 'list', list: this.#list() });
    } else this.#frame(line, item.text);
    return true;
  }

  /** The client gets one thing from this line. */
  takeDown(line: Line): boolean {
    const item = line.down.shift();
    if (item === undefined) return false;
    line.onDown(item);
    return true;
  }

  #hello(line: Line, counter: number): void {
    const { fingerprint } = line.key;
    this.#note(line.owner, counter, `hello ${this.#hellos++}`);
    if (counter <= (this.#lastHello.get(fingerprint) ?? -1)) return this.cut(line, true);
    this.#lastHello.set(fingerprint, counter);
    for (const other of this.servesDevices ? [] : this.lines)
      if (other !== line && other.key.fingerprint === fingerprint) this.cut(other);
    line.hello = counter;
    this.#pushLists();
  }

  #frame(line: Line, text: string): void {
    const frame = parseFrame(text, LIMITS.relayClientFrame);
    if (frame.type !== 'signed_data' || !this.takesFrames || line.hello === undefined) return;
    const { fingerprint } = line.key;
    this.#note(line.owner, frame.counter, text);
    if (this.#seen.has(text)) return this.#send(line, text, fingerprint);
    if (frame.counter <= Math.max(line.hello, this.#lastFrame.get(fingerprint) ?? -1)) {
      if (this.#lastOwner.get(fingerprint) !== line.owner) this.shadowed.add(frame.signatureText);
      return;
    }
    this.#lastFrame.set(fingerprint, frame.counter);
    this.#lastOwner.set(fingerprint, line.owner);
    this.#seen.add(text);
    this.taken.push({ name: fingerprint, frame, text });
    for (const other of this.lines) {
      if (other.hello !== undefined && (other !== line || this.echoes)) this.#send(other, text, fingerprint);
    }
  }

  #note(name: string, counter: number, text: string): void {
    const counters = this.arrived.get(name) ?? new Map<number, Set<string>>();
    counters.set(counter, (counters.get(counter) ?? new Set()).add(text));
    this.arrived.set(name, counters);
  }

  #send(line: Line, text: string, from: string): void {
    const item: Down = { kind: 'frame', text, from };
    const isOwn = from === line.key.fingerprint;
    const behind = isOwn ? line.down.length : 1 + line.down.findLastIndex((one) => isOf(one, from));
    const at = behind + (this.jumble?.(line.down.length - behind + 1) ?? line.down.length - behind);
    line.down.splice(at, 0, item);
  }

  #pushLists(): void {
    if (this.#holdsLists) return;
    for (const line of this.lines)
      if (line.hello !== undefined) line.down.push({ kind: 'list', list: this.#list() });
  }

  #list(): FakeList {
    return new Map([
      [HALL, [...this.lines].filter((line) => line.hello !== undefined).map((line) => line.key)],
    ]);
  }
}

/** A list, too, stays before what comes of people who joined by it. */
function isOf(item: Down, from: string): boolean {
  return item.kind === 'list' || item.from === from;
}
