// PEM as an armour and nothing more: bytes under a label, and back.
import { fromBase64, toBase64 } from './base64.ts';

/** Bytes of the first block with this very label; undefined where there is none, or it is damaged. */
export function pemBlock(text: string, label: string): Uint8Array<ArrayBuffer> | undefined {
  const begin = `-----BEGIN ${label}-----`;
  const start = text.indexOf(begin);
  const end = start < 0 ? -1 : text.indexOf(`-----END ${label}-----`, start);
  if (end < 0) return undefined;
  const bytes = fromBase64(text.slice(start + begin.length, end).replaceAll(/\s+/g, ''));
  return bytes?.length === 0 ? undefined : bytes;
}

/** True when a block with this label begins in the text. */
export const hasBlock = (text: string, label: string): boolean => text.includes(`-----BEGIN ${label}-----`);

/** 64 columns and a final line feed. */
export function pemText(label: string, bytes: Uint8Array): string {
  const lines = toBase64(bytes).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
