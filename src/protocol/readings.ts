// The ways in which the sealed text of a chat may be read, likeliest first (DIALECTS.md, "key / IV / tag").
import { concatBytes } from '../lib/bytes.ts';
import type { ChatData } from './chat.ts';
import type { Speech } from './speech.ts';

/** What goes into AES-GCM, and what it would tell of the sender's program. */
export interface Reading {
  readonly iv: Uint8Array<ArrayBuffer>;
  /** Ciphertext, the tag behind it where there is one. */
  readonly sealed: Uint8Array<ArrayBuffer>;
  readonly tagged: boolean;
  readonly tag: Speech['tag'];
  readonly ivBytes: Speech['ivBytes'];
}

/** With a tag first, without one last: those are good only for what a signature covers. */
export function readingsOf(data: ChatData): readonly Reading[] {
  const { iv, chat, tag } = data;
  const isOwn = iv.length === 12 || iv.length === 16;
  const splits: Split[] = isOwn ? [{ iv, sealed: chat }] : [];
  if (!isOwn || data.participants !== undefined) splits.push(...prefixes(chat));
  const tagged = splits.map((split): Reading =>
    tag === undefined
      ? readingOf(split, 'appended')
      : readingOf({ ...split, sealed: concatBytes(split.sealed, tag) }, 'separate'),
  );
  return tag === undefined ? [...tagged, ...splits.map((split) => readingOf(split, 'none'))] : tagged;
}

interface Split {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly sealed: Uint8Array<ArrayBuffer>;
}

/** The IV in front of the ciphertext. */
function prefixes(chat: Uint8Array<ArrayBuffer>): Split[] {
  const lengths = [12, 16].filter((length) => chat.length >= length);
  return lengths.map((length) => ({ iv: chat.subarray(0, length), sealed: chat.subarray(length) }));
}

function readingOf({ iv, sealed }: Split, tag: Speech['tag']): Reading {
  return { iv, sealed, tagged: tag !== 'none', tag, ivBytes: iv.length === 12 ? 12 : 16 };
}
