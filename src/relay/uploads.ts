// Files left for others: streamed to disk under random names, within a size, a quota and an age (T43, T44).
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { toHex } from '../lib/bytes.ts';
import type { Clock, RandomBytes } from '../lib/clock.ts';

export interface UploadParts {
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Where they lie; undefined: a temporary directory that goes with the relay. */
  readonly directory: string | undefined;
  /** Bytes of one file, bytes of all. */
  readonly maxUpload: number;
  readonly quota: number;
  /** Milliseconds a file is kept. */
  readonly age: number;
}

/** Why a file was not kept, as the HTTP status that says so. */
export class UploadRefused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface OpenFile {
  readonly handle: FileHandle;
  readonly size: number;
}

export interface Uploads {
  readonly maxUpload: number;
  /** Keeps what `content` yields; gives its random name. Rejects with UploadRefused (413, 507) or the stream's error. */
  keep(content: Readable): Promise<string>;
  /** Takes back a file that was just kept. */
  drop(name: string): Promise<void>;
  /** A kept file; the caller closes its handle. */
  open(name: string): Promise<OpenFile | undefined>;
  stop(): Promise<void>;
}

const NAME = /^[0-9a-f]{32}$/;
const PART = /^[0-9a-f]{32}\.part$/;
/** Even an empty file takes a block and an entry in the directory. */
const SMALLEST = 4096;
const SWEEP_EVERY = 600_000;

interface Kept {
  readonly size: number;
  /** Wall time in milliseconds. */
  readonly at: number;
}

async function findKept(directory: string): Promise<Map<string, Kept>> {
  const kept = new Map<string, Kept>();
  for (const name of await readdir(directory)) {
    if (PART.test(name)) await rm(join(directory, name), { force: true });
    if (!NAME.test(name)) continue;
    const { size, mtimeMs } = await stat(join(directory, name));
    kept.set(name, { size, at: mtimeMs });
  }
  return kept;
}

async function prepare(directory: string): Promise<string> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  return directory;
}

const cost = (size: number): number => Math.max(size, SMALLEST);

/** Opens the store. Rejects when the directory cannot be used. */
export async function openUploads(parts: UploadParts): Promise<Uploads> {
  const { clock, maxUpload, quota } = parts;
  // A temporary directory is made for the first upload only: a relay that is killed before leaves nothing behind.
  let place = parts.directory === undefined ? undefined : prepare(parts.directory);
  const directory = (): Promise<string> => (place ??= mkdtemp(join(tmpdir(), 'porchlight-uploads-')));
  const kept = place === undefined ? new Map<string, Kept>() : await findKept(await place);
  let used = 0;
  for (const { size } of kept.values()) used += cost(size);

  async function drop(name: string): Promise<void> {
    const file = kept.get(name);
    if (file === undefined) return;
    kept.delete(name);
    used -= cost(file.size);
    await rm(join(await directory(), name), { force: true });
  }

  async function sweep(): Promise<void> {
    const oldest = clock.now() - parts.age;
    for (const [name, { at }] of kept) if (at < oldest) await drop(name);
  }

  /** Lets bytes through while they fit, counting them against the quota as they come. */
  function scale(counted: { size: number; cost: number }): Transform {
    return new Transform({
      transform(chunk: Buffer, _encoding, done) {
        counted.size += chunk.length;
        const more = cost(counted.size) - counted.cost;
        counted.cost += more;
        used += more;
        if (counted.size > maxUpload) done(new UploadRefused(413, 'too large'));
        else if (used > quota) done(new UploadRefused(507, 'no room'));
        else done(null, chunk);
      },
    });
  }

  async function keep(content: Readable): Promise<string> {
    await sweep();
    const name = toHex(parts.random(16));
    const folder = await directory();
    const part = join(folder, `${name}.part`);
    const counted = { size: 0, cost: SMALLEST };
    used += SMALLEST;
    try {
      if (used > quota) throw new UploadRefused(507, 'no room');
      await pipeline(content, scale(counted), createWriteStream(part, { flags: 'wx', mode: 0o600 }));
      await rename(part, join(folder, name));
      kept.set(name, { size: counted.size, at: clock.now() });
      return name;
    } catch (error) {
      used -= counted.cost;
      content.destroy();
      await rm(part, { force: true });
      throw error;
    }
  }

  async function openKept(name: string): Promise<OpenFile | undefined> {
    const file = kept.get(name);
    if (file === undefined) return undefined;
    if (file.at < clock.now() - parts.age) {
      await drop(name);
      return undefined;
    }
    try {
      return { handle: await open(join(await directory(), name)), size: file.size };
    } catch (error) {
      // Somebody tidied the directory by hand.
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  }

  let stopSweep = (): void => undefined;
  const sweepLater = (): void => {
    stopSweep = clock.after(SWEEP_EVERY, () => {
      sweep()
        .finally(sweepLater)
        .catch(() => undefined);
    });
  };
  await sweep();
  sweepLater();
  return {
    maxUpload,
    keep,
    drop,
    open: openKept,
    stop: async () => {
      stopSweep();
      if (parts.directory !== undefined || place === undefined) return;
      await rm(await place, { recursive: true, force: true });
    },
  };
}
