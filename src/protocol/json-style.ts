// JSON written as other programs write it, to the byte: what they sign (signed-forms.ts).
import type { JsonNode } from './json-node.ts';
import { asciiText } from './json-text.ts';

/** As in `SignedForm` (speech.ts). */
export interface JsonStyle {
  readonly spaced: boolean;
  readonly sorted: boolean;
  readonly ascii: boolean;
}

/** As JavaScript's `JSON.stringify`: compact, raw characters. Keys stay in the order received. */
export const JS: JsonStyle = { spaced: false, sorted: false, ascii: false };
/** As Python's `json.dumps` by default: blanks behind `,` and `:`, all but printable ASCII as lower-case `\uXXXX`. */
export const PYTHON: JsonStyle = { spaced: true, sorted: false, ascii: true };
/** Compact, keys sorted at every level by their UTF-8 bytes, raw characters (nlohmann's dump, Python's sort_keys). */
export const SORTED: JsonStyle = { spaced: false, sorted: true, ascii: false };

/** `node` in that style. Numbers as JavaScript writes them where all is as JavaScript has it, else as Python does. */
export function writeJson(node: JsonNode, style: JsonStyle): string {
  if (node.kind === 'string') return textIn(node.value, style);
  if (node.kind === 'number') return numberIn(node.token, style);
  if (node.kind === 'literal') return node.token;
  const [comma, colon] = style.spaced ? [', ', ': '] : [',', ':'];
  if (node.kind === 'array') return `[${node.items.map((item) => writeJson(item, style)).join(comma)}]`;
  const members = style.sorted ? [...node.members].sort(byCodePoints) : node.members;
  const texts = members.map(([key, value]) => textIn(key, style) + colon + writeJson(value, style));
  return `{${texts.join(comma)}}`;
}

function textIn(value: string, { ascii }: JsonStyle): string {
  return ascii ? asciiText(value) : JSON.stringify(value);
}

function numberIn(token: string, { spaced, sorted, ascii }: JsonStyle): string {
  return spaced || sorted || ascii ? pythonNumber(token) : jsNumber(token);
}

/** Code points sort as their UTF-8 bytes do; UTF-16 units (what `<` compares) do not. */
function byCodePoints([a]: readonly [string, JsonNode], [b]: readonly [string, JsonNode]): number {
  const left = Array.from(a, codePoint);
  const right = Array.from(b, codePoint);
  for (let at = 0; at < left.length && at < right.length; at += 1) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function codePoint(character: string): number {
  return character.codePointAt(0) ?? 0;
}

function jsNumber(token: string): string {
  return JSON.stringify(Number(token));
}

/** Python keeps integers of any size as they are and writes floats as the shortest text that reads back the same. */
function pythonNumber(token: string): string {
  if (/^-?[0-9]+$/.test(token)) return token === '-0' ? '0' : token;
  const value = Number(token);
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const [mantissa = '', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 16) return plainFloat(value, exponent);
  const sign = exponent < 0 ? '-' : '+';
  return `${mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function plainFloat(value: number, exponent: number): string {
  if (Number.isInteger(value)) return `${value}.0`;
  const digits = (value.toExponential().split('e')[0] ?? '').replace(/[-.]/g, '').length;
  return value.toFixed(Math.max(digits - 1 - exponent, 1));
}
