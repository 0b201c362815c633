import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageIsSafe, readImageHeader } from '../../src/lib/image-header.ts';

function latin(text: string): number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}
function u32(value: number): number[] {
  return [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}
function u16(value: number): number[] {
  return [value >> 8, value & 255];
}
function le16(value: number): number[] {
  return [value & 255, value >> 8];
}
function png(width: number, height: number): number[] {
  const ihdr = [...latin('IHDR'), ...u32(width), ...u32(height), 8, 6, 0, 0, 0, 0, 0, 0, 0];
  return [...latin('\x89PNG\r\n\x1a\n'), ...u32(13), ...ihdr];
}
function jpeg(width: number, height: number, before: readonly number[] = []): number[] {
  const frame = [
    0xff,
    0xc2,
    ...u16(17),
    8,
    ...u16(height),
    ...u16(width),
    3,
    1,
    0x22,
    0,
    2,
    0x11,
    1,
    3,
    0x11,
    1,
  ];
  return [0xff, 0xd8, 0xff, 0xe0, ...u16(4), 0, 0, ...before, ...frame];
}
function gif(
  screen: readonly [number, number],
  frame: readonly [number, number],
  extra: readonly number[] = [],
) {
  const head = [...latin('GIF89a'), ...le16(screen[0]), ...le16(screen[1]), 0x80, 0, 0, 1, 2, 3, 4, 5, 6];
  return [...head, ...extra, 0x2c, 0, 0, 0, 0, ...le16(frame[0]), ...le16(frame[1]), 0];
}
function webp(chunk: string, body: readonly number[]): number[] {
  const filled = [...body, ...Array.from({ length: 20 }, () => 0)].slice(0, 20);
  return [...latin('RIFF'), 0, 0, 0, 0, ...latin('WEBP'), ...latin(chunk), 0, 0, 0, 0, ...filled];
}
const read = (bytes: readonly number[]) => readImageHeader(Uint8Array.from(bytes));

describe('image headers', () => {
  it('reads the size of each kind', () => {
    expect(read(png(640, 480))).toEqual({ type: 'image/png', width: 640, height: 480 });
    expect(read(jpeg(640, 480))).toEqual({ type: 'image/jpeg', width: 640, height: 480 });
    expect(read(gif([640, 480], [10, 10]))).toEqual({ type: 'image/gif', width: 640, height: 480 });
    const extended = [0, 0, 0, 0, 0x7f, 0x02, 0, 0xdf, 0x01, 0];
    expect(read(webp('VP8X', extended))).toEqual({ type: 'image/webp', width: 640, height: 480 });
    const lossless = [0x2f, 0x7f, 0xc2, 0x77, 0];
    expect(read(webp('VP8L', lossless))).toEqual({ type: 'image/webp', width: 640, height: 480 });
    const lossy = [0, 0, 0, 0x9d, 0x01, 0x2a, ...le16(640), ...le16(480)];
    expect(read(webp('VP8 ', lossy))).toEqual({ type: 'image/webp', width: 640, height: 480 });
  });

  it('walks a JPEG over its segments, a thumbnail inside one included', () => {
    const thumbnail = jpeg(16, 16);
    const exif = [0xff, 0xe1, ...u16(thumbnail.length + 2), ...thumbnail];
    const tables = [0xff, 0xff, 0xc4, ...u16(4), 9, 9];
    expect(read(jpeg(800, 600, [...exif, ...tables]))).toEqual({
      type: 'image/jpeg',
      width: 800,
      height: 600,
    });
  });

  it('takes the frame of a GIF that is larger than its screen', () => {
    const comment = [0x21, 0xfe, 3, 0x2c, 0x2c, 0x2c, 0];
    const bomb = read(gif([1, 1], [60_000, 60_000], comment));
    expect(bomb).toEqual({ type: 'image/gif', width: 60_000, height: 60_000 });
    expect(bomb && imageIsSafe(bomb)).toBe(false);
  });

  it('draws the line at 16,384 a side and 40 million pixels', () => {
    const safe = (width: number, height: number) => imageIsSafe({ type: 'image/png', width, height });
    expect(safe(16_384, 2441)).toBe(true);
    expect(safe(16_384, 2442)).toBe(false);
    expect(safe(16_385, 1)).toBe(false);
    expect(safe(1, 16_385)).toBe(false);
    expect(safe(8000, 5000)).toBe(true);
    expect(safe(8000, 5001)).toBe(false);
    expect(safe(0, 5)).toBe(false);
    expect(safe(5, 0)).toBe(false);
    const bomb = read(png(30_000, 30_000));
    expect(bomb && imageIsSafe(bomb)).toBe(false);
  });

  it('refuses SVG, HTML, other formats and cut-off files', () => {
    for (const text of [
      '<svg xmlns="http://www.w3.org/2000/svg">',
      '<!doctype html>',
      'BM',
      '',
      'II*\0',
      '%PDF-1.7',
    ]) {
      expect(read(latin(text))).toBeUndefined();
    }
    expect(read(latin('\0\0\0\x1cftypavif'))).toBeUndefined();
    for (const whole of [png(9, 9), jpeg(9, 9).slice(0, 20), gif([9, 9], [9, 9]), webp('VP8X', [])]) {
      const least = Math.min(whole[0] === 0xff ? 17 : whole.length - 1, 30); // what its header needs
      for (let length = 0; length < least; length += 1) expect(read(whole.slice(0, length))).toBeUndefined();
    }
    const misplaced = png(9, 9);
    misplaced[12] = 0x4a;
    expect(read(misplaced)).toBeUndefined();
  });

  it('survives anything', () => {
    const start = fc.constantFrom(png(9, 9), jpeg(9, 9), gif([9, 9], [9, 9]), webp('VP8L', [0x2f]), []);
    fc.assert(
      fc.property(start, fc.nat(40), fc.uint8Array({ maxLength: 60 }), (head, kept, tail) => {
        const found = read([...head.slice(0, kept), ...tail]);
        if (found !== undefined) expect(Number.isInteger(found.width * found.height)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});
