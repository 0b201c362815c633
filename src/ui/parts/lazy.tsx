// Views and parts of views that are fetched when they are first needed, so that the first screens stay small.
import { type Signal, signal } from '@preact/signals';
import type { ComponentChild, ComponentType } from 'preact';
import { useEffect, useId } from 'preact/hooks';
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

/** Which of the parts of a file says that it did not come. */
export type Teller = Signal<string | undefined>;

/**
 * A component that stands in for another one until that is here. A view of its own unless something is shown meanwhile.
 *
 * @param teller The same for all parts of a file: of those that are missing one says so.
 */
export function lazy<P extends object>(
  load: () => Promise<ComponentType<P>>,
  Meanwhile: ComponentType<P> = PageSkeleton,
  teller: Teller = signal(undefined),
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
    if (now !== 'missing' || Meanwhile === Mark) return <Meanwhile {...props} />;
    return Meanwhile === PageSkeleton ? <PageMissing /> : <PartMissing teller={teller} />;
  };
  Lazy.fetch = () => fetchIt(undefined);
  return Lazy;
}

/** For a part that shows nothing while it is on its way. */
export const Nothing = () => <span hidden aria-busy="true" />;

/** The same for what only marks or helps, perhaps inside a link: that it does not come is not said there. */
export const Mark = () => <Nothing />;

function PageMissing() {
  const reload = (
    <Button tone="primary" onClick={reloadPage}>
      {t.value.app.reload}
    </Button>
  );
  return <Empty title={t.value.app.partMissing} action={reload} />;
}

function PartMissing({ teller }: { readonly teller: Teller }) {
  const me = useId();
  useEffect(() => void (teller.value ??= me), [teller.value]);
  useEffect(() => () => void (teller.peek() === me && (teller.value = undefined)), []);
  if (teller.value !== me) return undefined;
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
