// JSON as another program's library writes it, so that what it signs or checks after reading is our text to the byte.
import { toWellFormed } from '../lib/text-shape.ts';
import { plainJson, type PlainJson } from './plain-json.ts';

/** Blanks behind `,` and `:` (Python's default); all but printable ASCII as lower-case `\uXXXX`. */
export interface JsonStyle {
  readonly spaced: boolean;
  readonly ascii: boolean;
}

/** `value` in that style. A lone surrogate goes out as U+FFFD: a strict receiver would refuse the frame (rule 7). */
export function jsonText(value: PlainJson, style: JsonStyle): string {
  if (!style.ascii && !style.spaced) return plainJson(value);
  if (typeof value === 'string') return style.ascii ? asciiText(value) : JSON.stringify(toWellFormed(value));
  const comma = style.spaced ? ', ' : ',';
  if (isList(value)) return `[${value.map((item) => jsonText(item, style)).join(comma)}]`;
  const colon = style.spaced ? ': ' : ':';
  const members = Object.entries(value).map(
    ([name, inner]) => jsonText(name, style) + colon + jsonText(inner, style),
  );
  return `{${members.join(comma)}}`;
}

/** Text as JSON of printable ASCII alone: DEL and what lies above as lower-case `\uXXXX`, a pair as two of them. */
export function asciiText(text: string): string {
  return JSON.stringify(toWellFormed(text)).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function isList(value: Exclude<PlainJson, string>): value is readonly PlainJson[] {
  return Array.isArray(value);
}
