// The groups that a people view shows now: recomputed as lights change, but not under a finger or pointer that is about to tap.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useModel } from '../model/context.ts';
import { finder, type Finder } from './find.ts';
import { type Filter, foundGroups, groupsOf, type PeopleGroup } from './groups.ts';

export interface Shown {
  readonly groups: readonly PeopleGroup[];
  readonly find: Finder | undefined;
  readonly count: number;
}

/** Longer than it takes to aim. */
const SETTLE_MS = 1000;

export function useGroups(query: string, filter: Filter, server: string | undefined): Shown {
  const model = useModel();
  const people = useSettled(model.people.all.value);
  const me = model.me.value?.fingerprint;
  const asked = query.trim();
  const find = asked === '' ? undefined : finder(asked);
  const connection = model.connection.value;
  const kept = useRef<{ readonly key: readonly unknown[]; readonly groups: readonly PeopleGroup[] }>(
    undefined,
  );
  const key = [people, me, asked, filter, server, connection];
  if (kept.current === undefined || key.some((part, i) => part !== kept.current?.key[i])) {
    const groups =
      find === undefined
        ? groupsOf({ people: people.values(), me, connection, filter, server })
        : foundGroups(people.values(), me, find);
    kept.current = { key, groups };
  }
  const { groups } = kept.current;
  return { groups, find, count: groups.reduce((sum, group) => sum + group.people.length, 0) };
}

/** The value, at most once a second and never while something is pressed: lists do not reorder under the finger. */
function useSettled<Value extends { readonly size: number }>(value: Value): Value {
  const [settled, settle] = useState(value);
  const isPressed = useRef(false);
  useEffect(() => {
    const down = (): void => void (isPressed.current = true);
    const up = (): void => void (isPressed.current = false);
    addEventListener('pointerdown', down);
    addEventListener('pointerup', up);
    addEventListener('pointercancel', up);
    return () => {
      removeEventListener('pointerdown', down);
      removeEventListener('pointerup', up);
      removeEventListener('pointercancel', up);
    };
  }, []);
  useEffect(() => {
    if (value === settled) return undefined;
    if (settled.size === 0) return settle(value);
    const timer = setInterval(() => isPressed.current || settle(value), SETTLE_MS);
    return () => clearInterval(timer);
  }, [value, settled]);
  return settled;
}
