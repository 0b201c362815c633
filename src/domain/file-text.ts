// The readable text of a message that carries a file: what every other client shows (PROTOCOL.md rule 5).

const UNITS = ['kB', 'MB', 'GB'] as const;

/** `512 B`, `1.2 MB`: decimal units, one digit behind the point below ten. */
export function sizeText(bytes: number): string {
  let size = bytes;
  let unit = 'B';
  for (const next of UNITS) {
    if (size < 1000) break;
    size /= 1000;
    unit = next;
  }
  const rounded = unit !== 'B' && size < 10 ? size.toFixed(1).replace(/\.0$/, '') : size.toFixed(0);
  return `${rounded} ${unit}`;
}

/** `📎 NAME (1.2 MB)` and the address below; without an address while there is none. */
export function fileText(name: string, size: number, url: string): string {
  const head = `📎 ${name} (${sizeText(size)})`;
  return url === '' ? head : `${head}\n${url}`;
}
