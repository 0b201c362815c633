// Where in the app we are: a hash route on a signal, so that any static folder can serve the page.
import { type ReadonlySignal, signal } from '@preact/signals';

const NAMES = [
  'chats',
  'chat',
  'people',
  'square',
  'you',
  'contact',
  'verify',
  'connect',
  'welcome',
] as const;
export type RouteName = (typeof NAMES)[number];
export interface Route {
  readonly name: RouteName;
  /** The second part: a conversation, a fingerprint, a page of You … */
  readonly arg: string | undefined;
}

/** Instead of somebody's fingerprint (44 signs): what it means that my own key shows up at another device. */
export const ELSEWHERE = 'elsewhere';

const current = signal<Route>({ name: 'chats', arg: undefined });
export const route: ReadonlySignal<Route> = current;
let depth = 0;

/** `#/chat/d:abc=` → chat, "d:abc="; what is unknown leads to the chats. */
export function readRoute(hash: string): Route {
  const [first = '', ...rest] = hash.replace(/^#\/?/, '').split('/');
  const name = NAMES.find((known) => known === first) ?? 'chats';
  return { name, arg: rest.length > 0 && name === first ? decoded(rest.join('/')) : undefined };
}

/** The address of a view, for `href`. */
export function linkTo(name: RouteName, arg?: string): string {
  return arg === undefined ? `#/${name}` : `#/${name}/${encodeURIComponent(arg)}`;
}

/** Goes to a view; `replace` leaves no step back to where we were. */
export function go(name: RouteName, arg?: string, how: 'push' | 'replace' = 'push'): void {
  const href = linkTo(name, arg);
  if (how === 'replace') history.replaceState({ depth }, '', href);
  else if (href !== location.hash) history.pushState({ depth: (depth += 1) }, '', href);
  arrive();
}

/** One step back inside the app, or to `fallback` where the app was opened right here. */
export function goBack(fallback: RouteName, arg?: string): void {
  if (depth > 0) history.back();
  else go(fallback, arg, 'replace');
}

/** Follows the address bar, links and the back button from now on. Returns what ends it. */
export function startRouting(): () => void {
  addEventListener('popstate', arrive);
  addEventListener('hashchange', arrive);
  arrive();
  return () => {
    removeEventListener('popstate', arrive);
    removeEventListener('hashchange', arrive);
  };
}

function arrive(): void {
  const noted = depthOf(history.state);
  if (noted === undefined && location.hash !== '') history.replaceState({ depth: (depth += 1) }, '');
  else depth = noted ?? 0;
  const next = readRoute(location.hash);
  const { name, arg } = current.peek();
  if (next.name !== name || next.arg !== arg) current.value = next;
}

function depthOf(state: unknown): number | undefined {
  if (typeof state !== 'object' || state === null || !('depth' in state)) return undefined;
  return typeof state.depth === 'number' ? state.depth : undefined;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    // Somebody's broken link: the view will say that it knows no such thing.
    if (cause instanceof URIError) return part;
    throw cause;
  }
}
