// JSON as other programs' libraries write it, made here from their rules alone, so that it can judge our writers.

export interface DumpOptions {
  readonly comma: string;
  readonly colon: string;
  readonly sort: boolean;
  readonly ascii: boolean;
}

/** Python's `json.dumps` by default. */
export const PYTHON: DumpOptions = { comma: ', ', colon: ': ', sort: false, ascii: true };
/** Python's `json.dumps(…, sort_keys=True, separators=(',', ':'))`. */
export const PYTHON_SORTED: DumpOptions = { comma: ',', colon: ':', sort: true, ascii: true };
/** nlohmann's `dump()`, and Python's with `ensure_ascii=False` and the options above. */
export const SORTED: DumpOptions = { comma: ',', colon: ':', sort: true, ascii: false };

export function dump(value: unknown, options: DumpOptions): string {
  if (typeof value === 'string') return quoted(value, options.ascii);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map((item) => dump(item, options)).join(options.comma)}]`;
  const members = Object.entries(value as Record<string, unknown>);
  if (options.sort) members.sort(([a], [b]) => (a < b ? -1 : 1)); // ASCII names only
  const texts = members.map(
    ([name, inner]) => quoted(name, options.ascii) + options.colon + dump(inner, options),
  );
  return `{${texts.join(options.comma)}}`;
}

const SHORT: Readonly<Record<number, string>> = {
  0x08: '\\b',
  0x09: '\\t',
  0x0a: '\\n',
  0x0c: '\\f',
  0x0d: '\\r',
  0x22: '\\"',
  0x5c: '\\\\',
};

function quoted(text: string, ascii: boolean): string {
  let out = '"';
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const isEscaped = unit < 0x20 || (ascii && unit > 0x7e);
    out += SHORT[unit] ?? (isEscaped ? `\\u${`000${unit.toString(16)}`.slice(-4)}` : text[at]);
  }
  return `${out}"`;
}
