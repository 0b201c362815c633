// A text as the dark squares of a QR code (ISO/IEC 18004). Loaded with the first picture that is shown.
import { encodeQR } from 'qr';

export interface QrSquares {
  /** Modules on each side, without the margin. */
  readonly size: number;
  /** Path data: one rectangle for each run of dark modules in a row; a module is 1 by 1. */
  readonly path: string;
}

/**
 * `text` in the smallest code that holds it with 15 % of it lost ("medium"), which screens and paper need.
 * Undefined: longer than any code (some 2,300 bytes).
 */
export function squaresOf(text: string): QrSquares | undefined {
  const rows = rowsOf(text);
  if (rows === undefined) return undefined;
  const path = rows.flatMap((row, y) =>
    runsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`),
  );
  return { size: rows.length, path: path.join('') };
}

function rowsOf(text: string): readonly (readonly boolean[])[] | undefined {
  try {
    // The encoder insists on a margin; whoever draws has one of their own.
    const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 1 });
    return rows.slice(1, -1).map((row) => row.slice(1, -1));
  } catch (error) {
    if (error instanceof Error && /capacity/i.test(error.message)) return undefined;
    throw error;
  }
}

/** Where dark modules begin, and how many stand side by side. */
function runsOf(row: readonly boolean[]): readonly (readonly [start: number, length: number])[] {
  const runs: [number, number][] = [];
  row.forEach((isDark, x) => {
    const last = runs.at(-1);
    if (!isDark) return;
    if (last !== undefined && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  });
  return runs;
}
