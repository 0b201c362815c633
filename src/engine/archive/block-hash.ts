// A hash that takes its bytes as they come: SHA-256 over the SHA-256 of each MiB, because the platform's own wants all bytes
// at once and a file may be large.
import { sha256 } from '../../crypto/fingerprint.ts';
import { toBase64 } from '../../lib/base64.ts';
import { concatBytes } from '../../lib/bytes.ts';

const BLOCK = 1024 * 1024;

export class BlockHash {
  readonly #hashes: Promise<Uint8Array<ArrayBuffer>>[] = [];
  #block = new Uint8Array(BLOCK);
  #length = 0;

  add(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const some = bytes.subarray(at, at + BLOCK - this.#length);
      this.#block.set(some, this.#length);
      this.#length += some.length;
      at += some.length;
      if (this.#length === BLOCK) this.#close();
    }
  }

  /** Base64 of 32 bytes. */
  async end(): Promise<string> {
    this.#close();
    return toBase64(await sha256(concatBytes(...(await Promise.all(this.#hashes)))));
  }

  #close(): void {
    // The platform takes its copy at once; so the block serves again.
    if (this.#length > 0) this.#hashes.push(sha256(this.#block.subarray(0, this.#length)));
    this.#length = 0;
  }
}
