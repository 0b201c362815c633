// Single values of an export's JSON: each is what it should be, or undefined.
const LATEST = 8.64e15; // what a `Date` holds

/** A text of at most `most` code units. */
export const text = (value: unknown, most: number): string | undefined =>
  typeof value === 'string' && value.length <= most ? value : undefined;

/** A whole number from 0. */
export const count = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;

/** Milliseconds since 1970. */
export const time = (value: unknown): number | undefined =>
  typeof value === 'number' && value >= 0 && value <= LATEST ? value : undefined;

/** Undefined for what is no list; of a list what reads well, `most` at most. */
export function listOf<Item>(
  value: unknown,
  most: number,
  read: (item: unknown) => Item | undefined,
): readonly Item[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items: readonly unknown[] = value;
  return items.slice(0, most).flatMap((item) => {
    const found = read(item);
    return found === undefined ? [] : [found];
  });
}
