// A zip file made bit by bit: what is finished goes into blobs, which the browser may lay on the disk.
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { utf8 } from '../../lib/bytes.ts';
import { PortError } from '../../lib/port.ts';
import { BlockHash } from './block-hash.ts';

/** Bytes taken at once, and bytes gathered before they become a blob. */
const SLICE = 256 * 1024;
const GATHER = 4 * 1024 * 1024;
/** What a zip of the old kind, which everybody can open, holds. */
const MOST_BYTES = 0xffffffff - 16 * 1024 * 1024;
const MOST_ENTRIES = 65_000;

export class ZipOut {
  readonly #zip: Zip;
  readonly #mtime: Date;
  readonly #blobs: Blob[] = [];
  #chunks: Uint8Array<ArrayBuffer>[] = [];
  #gathered = 0;
  #written = 0;
  #entries = 0;
  #failure: Error | undefined;

  /** @param at Time of all entries, ms since 1970. */
  constructor(at: number) {
    const latest = new Date(2099, 0, 1).getTime();
    this.#mtime = new Date(Math.min(Math.max(at, new Date(1980, 0, 2).getTime()), latest));
    this.#zip = new Zip((error, chunk) => {
      if (error !== null) this.#failure = error;
      else this.#take(chunk);
    });
  }

  /** Adds a text, compressed, as it is written; answers its hash. Refuses with `too-large`. */
  async text(name: string, pieces: AsyncIterable<string> | Iterable<string>): Promise<string> {
    const entry = new ZipDeflate(name, { level: 6 });
    const hash = new BlockHash();
    this.#begin(entry);
    let waiting = '';
    for await (const piece of pieces) {
      waiting += piece;
      if (waiting.length < SLICE) continue;
      this.#push(entry, hash, utf8(waiting), false);
      waiting = '';
    }
    this.#push(entry, hash, utf8(waiting), true);
    return hash.end();
  }

  /** Adds bytes as they are. Refuses with `too-large`. */
  async blob(name: string, blob: Blob): Promise<string> {
    const entry = new ZipPassThrough(name);
    const hash = new BlockHash();
    this.#begin(entry);
    for (let at = 0; at < blob.size; at += SLICE)
      this.#push(entry, hash, new Uint8Array(await blob.slice(at, at + SLICE).arrayBuffer()), false);
    this.#push(entry, hash, new Uint8Array(), true);
    return hash.end();
  }

  /** The finished file. */
  end(): Blob {
    this.#zip.end();
    this.#check();
    this.#lay();
    return new Blob(this.#blobs, { type: 'application/zip' });
  }

  #begin(entry: ZipDeflate | ZipPassThrough): void {
    this.#entries += 1;
    if (this.#entries > MOST_ENTRIES) throw new PortError('too-large');
    entry.mtime = this.#mtime;
    this.#zip.add(entry);
  }

  #push(entry: ZipDeflate | ZipPassThrough, hash: BlockHash, bytes: Uint8Array, isLast: boolean): void {
    hash.add(bytes);
    entry.push(bytes, isLast);
    this.#check();
  }

  #check(): void {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#written > MOST_BYTES) throw new PortError('too-large');
  }

  #take(chunk: Uint8Array<ArrayBuffer>): void {
    this.#chunks.push(chunk);
    this.#gathered += chunk.length;
    this.#written += chunk.length;
    if (this.#gathered >= GATHER) this.#lay();
  }

  #lay(): void {
    this.#blobs.push(new Blob(this.#chunks));
    this.#chunks = [];
    this.#gathered = 0;
  }
}
