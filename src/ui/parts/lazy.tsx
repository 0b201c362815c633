// Views and parts of views that are fetched when they are first needed, so that the first screens stay small.
import { type Signal, signal } from '@preact/signals';
import type { ComponentChild, ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../words/words.ts';
import { Button } from './button.tsx';
import { Empty } from './empty.tsx';
import { PageSkeleton } from './skeleton.tsx';

type State<P> = { readonly view: ComponentType<P> } | 'waiting' | 'missing';

export interface Lazy<P> {
  (props: P): ComponentChild;
  /** Fetches it ahead of its first showing, which then takes no time. */
  fetch(): void;
}

/** A component that stands in for another one until that is here. A view of its own unless something is shown meanwhile. */
export function lazy<P extends object>(
  load: () => Promise<ComponentType<P>>,
  Meanwhile: ComponentType<P> = PageSkeleton,
): Lazy<P> {
  const state: Signal<State<P> | undefined> = signal(undefined);
  const fetchIt = (failed: State<P> | undefined): void => {
    load().then(
      (view) => (state.value = { view }),
      () => (state.value = failed),
    );
  };
  const Lazy = (props: P) => {
    useEffect(() => {
      if (state.peek() !== undefined) return;
      state.value = 'waiting';
      fetchIt('missing');
    }, []);
    const now = state.value;
    if (typeof now === 'object') return <now.view {...props} />;
    if (now !== 'missing') return <Meanwhile {...props} />;
    return Meanwhile === PageSkeleton ? <PageMissing /> : <PartMissing />;
  };
  Lazy.fetch = () => fetchIt(undefined);
  return Lazy;
}

/** For a part that shows nothing while it is on its way. */
export const Nothing = () => <span hidden aria-busy="true" />;

function PageMissing() {
  const reload = (
    <Button tone="primary" onClick={reloadPage}>
      {t.value.app.reload}
    </Button>
  );
  return <Empty title={t.value.app.partMissing} action={reload} />;
}

function PartMissing() {
  return (
    <p class="status status--fail" role="alert">
      <span>{t.value.app.partMissing}</span>
      <button type="button" onClick={reloadPage}>
        {t.value.app.reload}
      </button>
    </p>
  );
}

const reloadPage = (): void => location.reload();
