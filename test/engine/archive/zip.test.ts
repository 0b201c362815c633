// Zip files: what was written is read again, by others too; what is broken, too large or a trick is refused in words.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BlockHash } from '../../../src/engine/archive/block-hash.ts';
import { ZipIn } from '../../../src/engine/archive/zip-in.ts';
import { ZipOut } from '../../../src/engine/archive/zip-out.ts';
import { PortError } from '../../../src/lib/port.ts';

const AT = Date.UTC(2026, 10, 23);
const MOST = 64 * 1024 * 1024;
const bytesOf = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await blob.arrayBuffer());

const hasPython = spawnSync('python3', ['--version']).status === 0;

describe('a zip of ours', () => {
  it('gives back every text and every file, with the hashes it told', async () => {
    const text = fc.string({ unit: 'binary-ascii', maxLength: 2000 });
    const entry = fc.oneof(
      fc.array(text, { maxLength: 5 }).map((pieces) => ({ pieces })),
      fc.uint8Array({ maxLength: 3000 }).map((bytes) => ({ bytes })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 8 }), async (entries) => {
        const out = new ZipOut(AT);
        const hashes: string[] = [];
        for (const [at, one] of entries.entries())
          hashes.push(
            'pieces' in one
              ? await out.text(`messages/${at}.json`, one.pieces)
              : await out.blob(`files/${at}`, new Blob([one.bytes])),
          );
        const zip = await ZipIn.open(out.end());
        for (const [at, one] of entries.entries()) {
          if ('pieces' in one) {
            const { bytes, hash } = await zip.unpack(`messages/${at}.json`, MOST);
            expect(new TextDecoder().decode(bytes)).toBe(one.pieces.join(''));
            expect(hash).toBe(hashes[at]);
          } else {
            const { blob, hash } = await zip.stored(`files/${at}`, MOST);
            expect(await bytesOf(blob)).toEqual(one.bytes);
            expect(hash).toBe(hashes[at]);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('holds a file of several MiB, a zip inside it too', async () => {
    const inner = zipSync({ 'porchlight-export.json': strToU8('{}') });
    const large = new Uint8Array(1024 * 1024 + 70_000).map((_, at) => at * 31);
    const out = new ZipOut(AT);
    await out.blob('files/inner.zip', new Blob([inner]));
    await out.blob('files/large', new Blob([large]));
    await out.text('messages/1.json', ['x'.repeat(700_000), 'y']);
    const zip = await ZipIn.open(out.end());
    expect(await bytesOf((await zip.stored('files/inner.zip', MOST)).blob)).toEqual(inner);
    expect(Buffer.compare(await bytesOf((await zip.stored('files/large', MOST)).blob), large)).toBe(0);
    expect((await zip.unpack('messages/1.json', MOST)).bytes).toHaveLength(700_001);
    expect(zip.has('porchlight-export.json')).toBe(false);
  });

  it('is the same, byte for byte, for the same contents', async () => {
    const make = async (): Promise<Uint8Array> => {
      const out = new ZipOut(AT);
      await out.text('a.json', ['{}']);
      await out.blob('files/b', new Blob(['b']));
      return bytesOf(out.end());
    };
    expect(await make()).toEqual(await make());
  });

  it.skipIf(!hasPython)(`is opened by another program${hasPython ? '' : ' (no python3 here)'}`, async () => {
    const out = new ZipOut(AT);
    await out.text('a/b.json', ['{"one":', '1}']);
    await out.blob('files/c.bin', new Blob([new Uint8Array([1, 2, 3])]));
    const folder = mkdtempSync(join(tmpdir(), 'porchlight-zip-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'x.zip'), await bytesOf(out.end()));
    const script = `import zipfile; z = zipfile.ZipFile(${JSON.stringify(join(folder, 'x.zip'))}); print(z.testzip(), z.read('a/b.json').decode(), list(z.read('files/c.bin')))`;
    expect(spawnSync('python3', ['-c', script]).stdout.toString()).toBe('None {"one":1} [1, 2, 3]\n');
  });
});

describe('a zip of somebody', () => {
  const open = (bytes: Uint8Array<ArrayBuffer>): Promise<ZipIn> => ZipIn.open(new Blob([bytes]));
  const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset);
  /** Where the directory begins. */
  const directory = (bytes: Uint8Array): number => view(bytes).getUint32(bytes.length - 6, true);

  it.each([new Uint8Array(), strToU8('dear diary'), new Uint8Array(100_000)])(
    'that is none is refused',
    async (bytes) => {
      await expect(open(bytes)).rejects.toMatchObject({ kind: 'not-an-export' });
    },
  );

  it('with a bomb in it unpacks no more than it may, and no more than it said', async () => {
    const bomb = zipSync({ 'bomb.json': new Uint8Array(8 * 1024 * 1024) }, { level: 9 });
    expect(bomb.length).toBeLessThan(20_000);
    const zip = await open(bomb);
    await expect(zip.unpack('bomb.json', 1024 * 1024)).rejects.toMatchObject({ kind: 'too-large' });
    // It says 100 bytes and unpacks to 8 MiB.
    view(bomb).setUint32(directory(bomb) + 24, 100, true);
    await expect((await open(bomb)).unpack('bomb.json', MOST)).rejects.toMatchObject({ kind: 'damaged' });
    // It says 4 GB of 8 kB, which nothing can hold.
    view(bomb).setUint32(directory(bomb) + 24, 0xfffffff0, true);
    await expect(open(bomb)).rejects.toMatchObject({ kind: 'damaged' });
  });

  it('whose entries share their bytes is refused', async () => {
    const bytes = zipSync({ a: strToU8('a'.repeat(500)), b: strToU8('b'.repeat(500)) }, { level: 0 });
    const second = directory(bytes) + 46 + 1;
    view(bytes).setUint32(second + 42, view(bytes).getUint32(directory(bytes) + 42, true), true);
    await expect(open(bytes)).rejects.toMatchObject({ kind: 'damaged' });
  });

  it('that names an entry twice, is encrypted, or of a kind of its own is refused', async () => {
    const twice = zipSync({ a: strToU8('a'), b: strToU8('b') });
    twice[directory(twice) + 46 + 1 + 46] = 'a'.charCodeAt(0);
    await expect(open(twice)).rejects.toMatchObject({ kind: 'damaged' });
    for (const [place, value] of [
      [8, 1],
      [10, 93],
    ] as const) {
      const odd = zipSync({ a: strToU8('a') });
      view(odd).setUint16(directory(odd) + place, value, true);
      await expect(open(odd)).rejects.toMatchObject({ kind: 'damaged' });
    }
  });

  it('with names that lead elsewhere is read by the names that are asked for, and by no others', async () => {
    const zip = await open(zipSync({ '../../etc/passwd': strToU8('x'), 'C:\\x': strToU8('y') }));
    await expect(zip.unpack('passwd', MOST)).rejects.toMatchObject({ kind: 'damaged' });
  });

  it('that was cut or changed anywhere is refused in words, or gives what it says', async () => {
    const whole = zipSync({
      'porchlight-export.json': strToU8('{"format":"porchlight-export"}'.repeat(50)),
      'files/a': [strToU8('abc'.repeat(90)), { level: 0 }],
    });
    const change = fc.record({ at: fc.nat(whole.length - 1), value: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(40), async (changes, cut) => {
        const bytes = whole.slice(0, whole.length - (cut > 20 ? cut * 10 : 0));
        for (const { at, value } of changes) if (at < bytes.length) bytes[at] = value;
        try {
          const zip = await open(bytes);
          if (zip.has('porchlight-export.json')) await zip.unpack('porchlight-export.json', 100_000);
          if (zip.has('files/a')) await zip.stored('files/a', 100_000);
        } catch (error) {
          expect(error).toBeInstanceOf(PortError);
          expect(['not-an-export', 'damaged', 'too-large']).toContain((error as PortError).kind);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('the hash', () => {
  it('is the same however the bytes come', async () => {
    const bytes = new Uint8Array(2_500_000).map((_, at) => at % 251);
    const hashBy = (step: number): Promise<string> => {
      const hash = new BlockHash();
      for (let at = 0; at < bytes.length; at += step) hash.add(bytes.subarray(at, at + step));
      return hash.end();
    };
    const whole = await hashBy(bytes.length);
    expect(await hashBy(100_003)).toBe(whole);
    expect(await hashBy(1024 * 1024)).toBe(whole);
    bytes[2_400_000] = 252;
    expect(await hashBy(bytes.length)).not.toBe(whole);
  });
});
