// The doctor's note: a sealed chat to ourselves alone, sent by way of our own server. That it comes home and opens shows
// that signing, sealing and routing work; nobody else can tell it from a message, and it is never shown.
import type { CryptoRunner } from '../crypto/runner.ts';
import type { Clock } from '../lib/clock.ts';
import { readAnyChat } from '../protocol/any-chat.ts';
import type { Frame } from '../protocol/frame.ts';
import { readingsOf } from '../protocol/readings.ts';
import type { Desk } from './desk.ts';
import { newOutboxRow } from './outbox.ts';
import type { Ledger, Link } from './parts.ts';
import { SQUARE } from '../domain/conversation.ts';
import { seal, type SealerOptions } from './sealer.ts';

const ECHO_MS = 8000;
/** Signatures remembered, so that a late or repeated echo is recognised too. */
const REMEMBERED = 32;

export type NoteResult =
  | { readonly kind: 'ok'; readonly ms: number }
  | { readonly kind: 'no-echo' } // nothing within 8 s: this server sends no copies to their sender
  | { readonly kind: 'broken' } // it came back and did not open
  | { readonly kind: 'not-tried' }; // messages of unknown fate come first, or nothing could be sent

export interface LoopBackDeps {
  readonly clock: Clock;
  readonly runner: CryptoRunner;
  readonly link: Link;
  readonly ledger: Ledger;
  readonly desk: Desk;
  readonly sealer: SealerOptions;
  /** A higher counter than theirs would make frames of unknown fate worthless. */
  readonly lowestUncertain: () => number | undefined;
}

export class LoopBack {
  readonly #deps: LoopBackDeps;
  readonly #sent = new Map<string, (frame: Frame) => void>();

  constructor(deps: LoopBackDeps) {
    this.#deps = deps;
  }

  /** True when the frame is such a note come home; then nobody else is to see it. */
  take(frame: Frame): boolean {
    const waiting = frame.type === 'signed_data' ? this.#sent.get(frame.signatureText) : undefined;
    waiting?.(frame);
    return waiting !== undefined;
  }

  /** Sends a note and waits for it. Rejects with `StoreError` or `CryptoError`. */
  async run(): Promise<NoteResult> {
    const { clock, ledger, desk, link, sealer, lowestUncertain } = this.#deps;
    if (lowestUncertain() !== undefined) return { kind: 'not-tried' };
    const counter = await desk.edit((draft) => {
      const next = ledger.nextFrame();
      draft.ledger = ledger.row();
      draft.strict = true;
      return next;
    });
    // Without an `x.id`: another device with our key knows by that that it is no message (shelf.ts).
    const empty = { key: '', seq: 0, conversation: SQUARE, text: '', at: 0 };
    const row = newOutboxRow(empty, 'chat', [], { v: 1 });
    const { speech } = sealer.dialect();
    const job = { row, speech, targets: [], counter, isFirst: true, lookup: () => undefined };
    const frame = await seal(sealer, job);
    // A message may have taken a lower number while this was stored and sealed: above it, the note would make it worthless.
    if (frame === 'too-long' || lowestUncertain() !== undefined) return { kind: 'not-tried' };
    const start = clock.monotonic();
    const echo = this.#await(frame.signature);
    if (!link.write(frame.text)) return { kind: 'not-tried' };
    const home = await echo;
    if (home === undefined) return { kind: 'no-echo' };
    ledger.noteAccepted(counter);
    return (await this.#opens(home))
      ? { kind: 'ok', ms: Math.round(clock.monotonic() - start) }
      : { kind: 'broken' };
  }

  #await(signature: string): Promise<Frame | undefined> {
    return new Promise((answer) => {
      const cancel = this.#deps.clock.after(ECHO_MS, () => answer(undefined));
      this.#sent.set(signature, (frame) => {
        cancel();
        answer(frame);
      });
      const [oldest] = this.#sent.keys();
      if (this.#sent.size > REMEMBERED && oldest !== undefined) this.#sent.delete(oldest);
    });
  }

  async #opens(frame: Frame): Promise<boolean> {
    if (frame.type !== 'signed_data' || frame.data.type !== 'chat') return false;
    const { irregular } = frame.data;
    const data = irregular === undefined ? frame.data : readAnyChat(irregular);
    const { symmKeys: wrapped } = data;
    const order = wrapped.map((_, index) => index);
    const readings = readingsOf(data);
    const opened = await this.#deps.runner.open({
      wrapped,
      order,
      oaep: this.#deps.sealer.dialect().speech.oaepHash,
      readings,
      priority: 'high',
    });
    return typeof opened === 'object';
  }
}
