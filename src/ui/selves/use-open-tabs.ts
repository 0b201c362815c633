// Which identities are open in other tabs, by the names that those tabs tell.
import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { openTabs } from './tabs.ts';
import type { ProfileId } from './book.ts';

export function useOpenTabs(): ReadonlySignal<ReadonlyMap<ProfileId, string>> {
  const names = useSignal<ReadonlyMap<ProfileId, string>>(new Map());
  useEffect(() => {
    const tabs = openTabs((word) => {
      if (word.kind === 'here') names.value = new Map(names.peek()).set(word.id, word.name);
    });
    tabs.say({ kind: 'who' });
    return () => tabs.close();
  }, []);
  return names;
}
