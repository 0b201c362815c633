// Reads strict DER (X.690), just as much of it as RSA keys and PBES2 need. Nothing lenient: one value, one encoding.
import { TAG } from './der.ts';
import { plain } from './plain.ts';
import { CryptoError } from './problem.ts';

/** Walks over DER values that lie side by side. Every method throws `bad-der` on anything unexpected. */
export class DerReader {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = plain(bytes);
  }

  /** Tag of the next value; undefined at the end. */
  peek(): number | undefined {
    return this.#bytes[this.#at];
  }

  /** Body of the next value, which must carry `tag`. */
  take(tag: number): Uint8Array<ArrayBuffer> {
    if (this.#byte() !== tag) throw new CryptoError('bad-der', 'unexpected tag');
    const length = this.#length();
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new CryptoError('bad-der', 'value longer than its surroundings');
    const body = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return body;
  }

  sequence(): DerReader {
    return new DerReader(this.take(TAG.sequence));
  }

  /** Magnitude, big-endian, without the sign byte; negative or padded integers are refused. */
  integer(): Uint8Array<ArrayBuffer> {
    const body = this.take(TAG.integer);
    const [first, second] = body;
    if (first === undefined || first >= 0x80) throw new CryptoError('bad-der', 'empty or negative integer');
    if (first !== 0 || body.length === 1) return body;
    if (second === undefined || second < 0x80) throw new CryptoError('bad-der', 'padded integer');
    return body.subarray(1);
  }

  /** An integer of at most 32 bits as a number. */
  smallInteger(): number {
    const body = this.integer();
    if (body.length > 4) throw new CryptoError('bad-der', 'integer too large');
    return body.reduce((sum, byte) => sum * 256 + byte, 0);
  }

  /** An object identifier in dotted decimals. */
  oid(): string {
    return dottedOid(this.take(TAG.oid));
  }

  /** Throws when anything is left. */
  end(): void {
    if (this.#at !== this.#bytes.length) throw new CryptoError('bad-der', 'trailing bytes');
  }

  #byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new CryptoError('bad-der', 'cut off');
    this.#at += 1;
    return byte;
  }

  #length(): number {
    const first = this.#byte();
    if (first < 0x80) return first;
    const count = first & 0x7f;
    if (count === 0 || count > 3) throw new CryptoError('bad-der', 'indefinite or huge length');
    let length = 0;
    for (let i = 0; i < count; i += 1) length = length * 256 + this.#byte();
    if (length < 0x80 || length < 256 ** (count - 1)) throw new CryptoError('bad-der', 'padded length');
    return length;
  }
}

function dottedOid(body: Uint8Array): string {
  const arcs: number[] = [];
  let arc = 0;
  let open = false;
  for (const byte of body) {
    if (!open && byte === 0x80) throw new CryptoError('bad-der', 'padded identifier');
    arc = arc * 128 + (byte & 0x7f);
    open = byte >= 0x80;
    if (arc > Number.MAX_SAFE_INTEGER / 128) throw new CryptoError('bad-der', 'identifier too large');
    if (open) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [first, ...rest] = arcs;
  if (first === undefined || open) throw new CryptoError('bad-der', 'cut identifier');
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - 40 * root, ...rest].join('.');
}
