// Frames that have been judged or are being judged: some servers loop one message for ever, and a copy costs no crypto.
import type { SignedFrame } from '../protocol/frame.ts';

/** Most frames remembered, and most characters of them. */
const FRAMES = 4096;
const CHARACTERS = 16 * 1024 * 1024;

/** Knows a frame by all it says: a captured signature on other words is another frame and must not silence the true one. */
export class SeenFrames {
  readonly #texts = new Map<string, string>();
  #characters = 0;

  /** False when this very frame is known already. */
  enter(frame: SignedFrame): boolean {
    const key = keyOf(frame);
    if (this.#texts.get(key) === frame.dataText) return false;
    this.#forget(key);
    this.#texts.set(key, frame.dataText);
    this.#characters += frame.dataText.length;
    this.#trim();
    return true;
  }

  /** Lets a frame be judged anew, after it was dropped for a reason that may pass. */
  leave(frame: SignedFrame): void {
    const key = keyOf(frame);
    if (this.#texts.get(key) === frame.dataText) this.#forget(key);
  }

  #trim(): void {
    for (const key of this.#texts.keys()) {
      if (this.#texts.size <= FRAMES && this.#characters <= CHARACTERS) return;
      this.#forget(key);
    }
  }

  #forget(key: string): void {
    this.#characters -= this.#texts.get(key)?.length ?? 0;
    this.#texts.delete(key);
  }
}

function keyOf(frame: SignedFrame): string {
  return `${frame.counter}|${frame.signatureText}`;
}
