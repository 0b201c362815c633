// Small marks with one fixed meaning each: the lamp (presence), the key tag, "Public", "Sealed", counts.
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PersonView } from '../../engine/port/people.ts';
import { number, sinceWhen } from '../words/formats.ts';
import { t } from '../words/words.ts';
import { Icon } from './icon.tsx';

export type LampState = PersonView['light'] | 'away';

/** As long as one light takes to come on (`--d-4`): a second one meanwhile just is on. */
const COMING_MS = 700;
let lastComing = -COMING_MS;

/** True for the moment in which this light comes on before the reader's eyes: the one thing allowed to be pretty. */
function useIsComing(state: LampState, isPretty: boolean): boolean {
  const before = useRef(state);
  const [isComing, setComing] = useState(false);
  useLayoutEffect(() => {
    const cameOn = before.current === 'off' && state === 'on';
    before.current = state;
    const now = performance.now();
    if (!cameOn || !isPretty || now - lastComing < COMING_MS) return undefined;
    lastComing = now;
    setComing(true);
    const timer = setTimeout(() => setComing(false), COMING_MS);
    return () => clearTimeout(timer);
  }, [state, isPretty]);
  return isComing;
}

export interface LampProps {
  readonly state: LampState;
  /** Of somebody I know: its coming on may be seen. */
  readonly isKnown?: boolean;
}

/** On: filled · off: hollow · away: half, reconnecting · unknown: no lamp at all. Never the only sign: words go beside it. */
export function Lamp({ state, isKnown = false }: LampProps) {
  const isComing = useIsComing(state, isKnown);
  if (state === 'unknown') return undefined;
  const more = state === 'on' ? (isComing ? ' is-coming' : '') : ` lamp--${state}`;
  return <span class={`lamp${more}`} aria-hidden="true" />;
}

/** The first letters of a key: it belongs to every name that its owner chose. */
export function Tag({ tag }: { readonly tag: string }) {
  return (
    <span class="tag" role="img" aria-label={t.value.app.key(tag)}>
      {tag}
    </span>
  );
}

/** I compared this key with its owner. Who is not verified has no mark at all. */
export const Verified = () => (
  <>
    <Icon name="verified" size={16} class="vmark" />
    <span class="vh">, {t.value.app.verified}</span>
  </>
);

export const PublicMark = () => <span class="pub">{t.value.app.public}</span>;

/** A line under a title that begins with a lock. */
export function Sealed({ children }: { readonly children: ComponentChildren }) {
  return (
    <span class="sealed">
      <Icon name="lock" size={14} />
      <span class="clip1">{children}</span>
    </span>
  );
}

export interface CountProps {
  readonly count: number;
  readonly tone?: 'clay' | 'quiet';
  /** "2 unread", "12 new posts": what the number counts, for those who cannot see where it stands. */
  readonly said: string;
}
export function Count({ count, tone, said }: CountProps) {
  if (count === 0) return undefined;
  return (
    <span class={tone === undefined ? 'count' : `count count--${tone}`}>
      <span aria-hidden="true">{count > 999 ? `${number(999)}+` : number(count)}</span>
      <span class="vh"> {said}</span>
    </span>
  );
}

/** "Light on", "Light off since 14:20". */
export function lightWords(person: PersonView | undefined): string {
  const words = t.value.app;
  if (person === undefined || person.light === 'unknown') return '';
  if (person.light === 'on') return words.lightOn;
  return person.lightSince === undefined ? words.lightOff : words.lightOffSince(sinceWhen(person.lightSince));
}

export function Time({ at, children }: { readonly at: number; readonly children: string }) {
  return <time dateTime={new Date(at).toISOString()}>{children}</time>;
}
