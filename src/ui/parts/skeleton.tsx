// Grey stand-ins for rows that are on their way; only after 150 ms, so that quick things do not flicker.
import { useEffect, useState } from 'preact/hooks';
import { t } from '../words/words.ts';

/** False for the first `ms`, then true. */
export function useLate(ms = 150): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return isLate;
}

export function RowsSkeleton({ rows = 7 }: { readonly rows?: number }) {
  return (
    <ul aria-busy="true">
      {Array.from({ length: rows }, (_, row) => (
        <li key={row} class="chatrow sks" aria-hidden="true">
          <span class="sk sk--c" />
          <span>
            <span class="sk" />
            <span class="sk" />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A page that is being fetched. */
export function PageSkeleton() {
  const isLate = useLate();
  return (
    <main class="pane grow" aria-busy="true">
      <p class="vh" role="status">
        {isLate ? t.value.app.openingPage : ''}
      </p>
      {isLate && <RowsSkeleton rows={4} />}
    </main>
  );
}
