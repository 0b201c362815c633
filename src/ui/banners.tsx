// The banner: one at a time, the most urgent wins (DESIGN.md, "Components and states").
import { width } from './layout.ts';
import { useModel } from './model/context.ts';
import { lazy, Nothing } from './parts/lazy.tsx';

/** Fetched when the page is idle (app.tsx): most have nothing to say at the start. */
export const TopBanner = lazy(() => import('./top-banner.tsx').then((file) => file.TopBanner), Nothing);

/** On a phone the view places it under its own bar; elsewhere it stands above all panes. */
export function Banners({ at }: { readonly at: 'view' | 'shell' }) {
  const { connection, identity, storageProblem, app, elsewhere, preferences } = useModel();
  if ((width.value === 'narrow') !== (at === 'view')) return undefined;
  const { phase } = connection.value;
  const isWell = phase === 'online' || (phase === 'connecting' && !connection.value.again);
  // Another device has my key, and I have not said yet that it is mine.
  const isElsewhere = elsewhere.value && !preferences.value.elsewhereKnown;
  const isQuiet = storageProblem.value === undefined && identity.value.phase !== 'fresh' && !isElsewhere;
  if (isWell && isQuiet && !app.updateReady.value) return undefined;
  return <TopBanner />;
}
