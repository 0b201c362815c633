// The texts a signature may have been made over (T14): relays and clients serialise `data` again, each in its own way.
import type { SignedFrame } from './frame.ts';
import { readJsonNode, type JsonNode } from './json-node.ts';
import { signedText } from './write.ts';

/**
 * What the signature of `frame` may cover, most likely first, without duplicates: the received text, then the forms of
 * JavaScript, of Python and of the sorters, each followed by the counter. Lazy: later forms cost only when asked for.
 */
export function* signedTextCandidates(frame: SignedFrame): Generator<string, undefined> {
  yield signedText(frame.dataText, frame.counter);
  const node = readJsonNode(frame.dataText);
  const seen = new Set([frame.dataText]);
  for (const form of [jsJson, pythonJson, sortedJson]) {
    const text = form(node);
    if (seen.has(text)) continue;
    seen.add(text);
    yield signedText(text, frame.counter);
  }
  return undefined;
}

/** As JavaScript's `JSON.stringify`: compact, raw characters. Keys stay in the order received. */
export function jsJson(node: JsonNode): string {
  return write(node, { comma: ',', colon: ':', sort: false, text: JSON.stringify, number: jsNumber });
}

/** As Python's `json.dumps` by default: blanks behind `,` and `:`, all but printable ASCII as lower-case `\uXXXX`. */
export function pythonJson(node: JsonNode): string {
  return write(node, { comma: ', ', colon: ': ', sort: false, text: asciiText, number: pythonNumber });
}

/** Compact, keys sorted at every level by their UTF-8 bytes, raw characters (nlohmann's dump, Python's sort_keys). */
export function sortedJson(node: JsonNode): string {
  return write(node, { comma: ',', colon: ':', sort: true, text: JSON.stringify, number: pythonNumber });
}

interface Style {
  readonly comma: string;
  readonly colon: string;
  readonly sort: boolean;
  readonly text: (value: string) => string;
  readonly number: (token: string) => string;
}

function write(node: JsonNode, style: Style): string {
  if (node.kind === 'string') return style.text(node.value);
  if (node.kind === 'number') return style.number(node.token);
  if (node.kind === 'literal') return node.token;
  if (node.kind === 'array') return `[${node.items.map((item) => write(item, style)).join(style.comma)}]`;
  const members = style.sort ? [...node.members].sort(byCodePoints) : node.members;
  const texts = members.map(([key, value]) => style.text(key) + style.colon + write(value, style));
  return `{${texts.join(style.comma)}}`;
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

function asciiText(value: string): string {
  return JSON.stringify(value).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
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
