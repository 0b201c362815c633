// JSON as the libraries of other programs write it, written from the facts and without the product's code: what a stand-in
// verifies and a foreign client signs.
type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

interface Style {
  readonly spaced: boolean;
  readonly sorted: boolean;
  readonly ascii: boolean;
}

/** What a text parses to; these tests put only plain values in. */
export const readJson = (text: string): Json => JSON.parse(text) as Json;

/** An object's members, or nothing where it is no object. */
export function membersOf(value: unknown): { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as { readonly [key: string]: unknown })
    : {};
}

/** Python's `json.dumps` as it is by default. */
export const pythonJson = (value: unknown): string =>
  dump(value, { spaced: true, sorted: false, ascii: true });

/** Python's `json.dumps(…, sort_keys=True, separators=(',', ':'))`. */
export const pythonSorted = (value: unknown): string =>
  dump(value, { spaced: false, sorted: true, ascii: true });

/** nlohmann's `dump()`: keys sorted, raw UTF-8. */
export const sortedJson = (value: unknown): string =>
  dump(value, { spaced: false, sorted: true, ascii: false });

function dump(value: unknown, style: Style): string {
  const comma = style.spaced ? ', ' : ',';
  if (typeof value === 'string') return text(value, style);
  if (Array.isArray(value)) return `[${value.map((item) => dump(item, style)).join(comma)}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value);
  if (style.sorted) entries.sort(([a], [b]) => (a < b ? -1 : 1));
  const colon = style.spaced ? ': ' : ':';
  return `{${entries.map(([key, item]) => text(key, style) + colon + dump(item, style)).join(comma)}}`;
}

function text(value: string, { ascii }: Style): string {
  const plain = JSON.stringify(value);
  if (!ascii) return plain;
  return plain.replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
