// Views that are fetched when they are first needed, so that the first screen stays small.
import { type Signal, signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../words/words.ts';
import { Button } from './button.tsx';
import { Empty } from './empty.tsx';
import { PageSkeleton } from './skeleton.tsx';

type State<P> = { readonly view: ComponentType<P> } | 'waiting' | 'missing';

/** A component that stands in for another one until that is here. */
export function lazy<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const state: Signal<State<P> | undefined> = signal(undefined);
  const fetchIt = (): void => {
    state.value = 'waiting';
    load().then(
      (view) => (state.value = { view }),
      () => (state.value = 'missing'),
    );
  };
  return function Lazy(props: P) {
    useEffect(() => void (state.peek() ?? fetchIt()), []);
    const now = state.value;
    if (typeof now === 'object') return <now.view {...props} />;
    if (now !== 'missing') return <PageSkeleton />;
    const reload = (
      <Button tone="primary" onClick={() => location.reload()}>
        {t.value.app.reload}
      </Button>
    );
    return <Empty title={t.value.app.partMissing} action={reload} />;
  };
}
