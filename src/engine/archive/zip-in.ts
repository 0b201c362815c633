// Reads a zip file that nobody vouches for: by its directory alone, within limits, each entry when it is asked for. Names
// are only ever looked up, never followed.
import { Inflate } from 'fflate';
import { fromUtf8 } from '../../lib/bytes.ts';
import { PortError } from '../../lib/port.ts';
import { BlockHash } from './block-hash.ts';

const END_BYTES = 22;
const ENTRY_BYTES = 46;
const HEAD_BYTES = 30;
const MOST_COMMENT = 0xffff;
const MOST_DIRECTORY = 32 * 1024 * 1024;
/** Unpacked bytes of all compressed entries together (T51). */
const MOST_UNPACKED = 4 * 1024 * 1024 * 1024;
/** Compressed bytes unpacked at once: a thousand times as much comes of them at worst. */
const SLICE = 16 * 1024;
const COPY = 1024 * 1024;

interface Entry {
  readonly isPacked: boolean;
  readonly packed: number;
  readonly size: number;
  readonly head: number;
}
export interface Unpacked {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly hash: string;
}

export class ZipIn {
  readonly #file: Blob;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(file: Blob, entries: ReadonlyMap<string, Entry>) {
    this.#file = file;
    this.#entries = entries;
  }

  /** Reads the directory. Refuses with `not-an-export` where there is none, with `damaged` and `too-large`. */
  static async open(file: Blob): Promise<ZipIn> {
    return new ZipIn(file, await readDirectory(file));
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** A compressed entry of at most `most` bytes. Refuses with `damaged` and `too-large`. */
  async unpack(name: string, most: number): Promise<Unpacked> {
    const entry = this.#entry(name);
    if (entry.size > most) throw new PortError('too-large');
    const bytes = new Uint8Array(entry.size);
    const hash = new BlockHash();
    let filled = 0;
    const take = (some: Uint8Array): void => {
      if (filled + some.length > bytes.length) throw new PortError('damaged');
      bytes.set(some, filled);
      filled += some.length;
    };
    const data = await this.#data(entry);
    if (entry.isPacked) await inflate(data, take);
    else take(new Uint8Array(await data.arrayBuffer()));
    if (filled !== bytes.length) throw new PortError('damaged');
    hash.add(bytes);
    return { bytes, hash: await hash.end() };
  }

  /** An entry that is not compressed, as a part of the file itself, and its hash. */
  async stored(name: string, most: number): Promise<{ readonly blob: Blob; readonly hash: string }> {
    const entry = this.#entry(name);
    if (entry.isPacked) throw new PortError('damaged');
    if (entry.size > most) throw new PortError('too-large');
    const data = await this.#data(entry);
    const hash = new BlockHash();
    const parts: Blob[] = [];
    for (let at = 0; at < data.size; at += COPY) {
      const bytes = new Uint8Array(await data.slice(at, at + COPY).arrayBuffer());
      hash.add(bytes);
      parts.push(new Blob([bytes]));
    }
    // A copy: the picked file may change or go away.
    return { blob: new Blob(parts, { type: 'application/octet-stream' }), hash: await hash.end() };
  }

  #entry(name: string): Entry {
    const entry = this.#entries.get(name);
    if (entry === undefined) throw new PortError('damaged');
    return entry;
  }

  async #data({ head, packed }: Entry): Promise<Blob> {
    const view = await viewOf(this.#file, head, HEAD_BYTES);
    if (view.getUint32(0, true) !== 0x04034b50) throw new PortError('damaged');
    const start = head + HEAD_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
    if (start + packed > this.#file.size) throw new PortError('damaged');
    return this.#file.slice(start, start + packed);
  }
}

async function inflate(data: Blob, take: (bytes: Uint8Array) => void): Promise<void> {
  const inflating = new Inflate((bytes) => take(bytes));
  try {
    for (let at = 0; at < data.size; at += SLICE) {
      const bytes = new Uint8Array(await data.slice(at, at + SLICE).arrayBuffer());
      inflating.push(bytes, at + SLICE >= data.size);
    }
  } catch (error) {
    if (error instanceof PortError) throw error;
    throw new PortError('damaged');
  }
}

async function readDirectory(file: Blob): Promise<ReadonlyMap<string, Entry>> {
  const end = await findEnd(file);
  if (end === undefined) throw new PortError('not-an-export');
  const { start, size, count } = end;
  if (size > MOST_DIRECTORY) throw new PortError('too-large');
  const view = await viewOf(file, start, size);
  const entries = new Map<string, Entry>();
  let at = 0;
  let unpacked = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY_BYTES > size || view.getUint32(at, true) !== 0x02014b50) throw new PortError('damaged');
    const [nameLength, more] = [
      view.getUint16(at + 28, true),
      view.getUint16(at + 30, true) + view.getUint16(at + 32, true),
    ];
    if (at + ENTRY_BYTES + nameLength + more > size) throw new PortError('damaged');
    const name = fromUtf8(new Uint8Array(view.buffer, view.byteOffset + at + ENTRY_BYTES, nameLength));
    const entry = readEntry(view, at);
    if (name === undefined || entry === undefined || entries.has(name)) throw new PortError('damaged');
    entries.set(name, entry);
    if (entry.isPacked) unpacked += entry.size;
    if (unpacked > MOST_UNPACKED) throw new PortError('too-large');
    at += ENTRY_BYTES + nameLength + more;
  }
  if (overlap([...entries.values()], start)) throw new PortError('damaged');
  return entries;
}

/** Undefined for what is encrypted, of a kind of its own, or of sizes that do not belong together. */
function readEntry(view: DataView, at: number): Entry | undefined {
  const isEncrypted = (view.getUint16(at + 8, true) & 1) === 1;
  const method = view.getUint16(at + 10, true);
  const [packed, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
  const isPacked = method === 8;
  // No deflated byte stands for more than 1,032.
  const isPossible = isPacked ? size <= packed * 1032 + 64 : method === 0 && size === packed;
  if (isEncrypted || !isPossible) return undefined;
  return { isPacked, packed, size, head: view.getUint32(at + 42, true) };
}

/** Small bombs let many entries share the same bytes: here each byte belongs to one entry at most. */
function overlap(entries: readonly Entry[], directory: number): boolean {
  const inOrder = [...entries].sort((a, b) => a.head - b.head);
  return inOrder.some(
    ({ head, packed }, at) => head + HEAD_BYTES + packed > (inOrder[at + 1]?.head ?? directory),
  );
}

interface End {
  readonly start: number;
  readonly size: number;
  readonly count: number;
}
/** The end of the directory, which stands at the end of the file, before a comment. */
async function findEnd(file: Blob): Promise<End | undefined> {
  const from = Math.max(0, file.size - END_BYTES - MOST_COMMENT);
  const view = await viewOf(file, from, file.size - from);
  for (let at = view.byteLength - END_BYTES; at >= 0; at -= 1) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    const [count, size, start] = [
      view.getUint16(at + 10, true),
      view.getUint32(at + 12, true),
      view.getUint32(at + 16, true),
    ];
    const isWhole = view.getUint16(at + 4, true) === 0 && view.getUint16(at + 8, true) === count;
    if (isWhole && start + size <= from + at) return { start, size, count };
  }
  return undefined;
}

async function viewOf(file: Blob, start: number, length: number): Promise<DataView> {
  if (start + length > file.size) throw new PortError('damaged');
  return new DataView(await file.slice(start, start + length).arrayBuffer());
}
