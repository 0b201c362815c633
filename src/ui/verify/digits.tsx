// Sixty digits in twelve groups of five: always from left to right, and spoken digit by digit.
import { t } from '../words/words.ts';

const groupsOf = (digits: string): readonly string[] => digits.match(/.{5}/g) ?? [];
/** "3 7 1 9 4, 8 8 2 0 5": or a screen reader says thirty-seven thousand. */
const spoken = (groups: readonly string[]): string =>
  groups.map((group) => Array.from(group).join(' ')).join(', ');

const PER_ROW = 3;

export function Digits({ digits }: { readonly digits: string }) {
  const groups = groupsOf(digits);
  return (
    <p class="digits" role="img" aria-label={t.value.verify.number(spoken(groups))}>
      {groups.map((group, at) => (
        <span key={at}>{group}</span>
      ))}
    </p>
  );
}

/** For reading aloud: large, and in rows to take turns with. */
export function DigitRows({ digits }: { readonly digits: string }) {
  const groups = groupsOf(digits);
  const rows = Array.from({ length: groups.length / PER_ROW }, (_, row) =>
    groups.slice(row * PER_ROW, (row + 1) * PER_ROW),
  );
  return (
    <ol class="digitrows">
      {rows.map((row, at) => (
        <li key={at}>
          <p class="digits digits--l" role="img" aria-label={t.value.verify.row(at + 1, spoken(row))}>
            {row.map((group, place) => (
              <span key={place}>{group}</span>
            ))}
          </p>
        </li>
      ))}
    </ol>
  );
}
