// The banner: one at a time, the most urgent wins (DESIGN.md, "Components and states").
import { width } from './layout.ts';
import { useModel } from './model/context.ts';
import type { Model } from './model/model.ts';
import { lazy, Nothing } from './parts/lazy.tsx';

/** Fetched when the page is idle (app.tsx): most have nothing to say at the start. */
export const TopBanner = lazy(() => import('./top-banner.tsx').then((file) => file.TopBanner), Nothing);

/** Another device has my key, and I have not said yet that it is mine. */
export const isKeyElsewhere = ({ elsewhere, preferences }: Model): boolean =>
  elsewhere.value && preferences.value.elsewhereKnown !== true;

/** On a phone the view places it under its own bar; elsewhere it stands above all panes. */
export function Banners({ at }: { readonly at: 'view' | 'shell' }) {
  const model = useModel();
  const { connection, storageProblem, app } = model;
  if ((width.value === 'narrow') !== (at === 'view')) return undefined;
  const { phase } = connection.value;
  const isWell = phase === 'online' || (phase === 'connecting' && !connection.value.again);
  if (isWell && storageProblem.value === undefined && !app.updateReady.value && !isKeyElsewhere(model))
    return undefined;
  return <TopBanner />;
}
