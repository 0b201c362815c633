// Where in the app we are: a hash route on a signal, so that any static folder can serve the page.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { MessageId } from '../domain/ids.ts';

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

const current = signal<Route>({ name: 'chats', arg: undefined });
export const route: ReadonlySignal<Route> = current;
let depth = 0;

/** A card that somebody opened, and the message it came in. */
export interface Invite {
  readonly text: string;
  readonly from?: MessageId;
}
/** The one that waits for a word; it has left the address bar (T48). */
export const invite = signal<Invite | undefined>(undefined);

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
  const { name, arg } = current.peek();
  const opened = /^#\/i\/(.+)/.exec(location.hash)?.[1];
  if (opened !== undefined)
    history.replaceState({ depth: (depth += 1), invite: opened }, '', linkTo(name, arg));
  const { depth: noted, invite: kept } = noteOf(history.state);
  // It stays with its step, so that loading the page again does not lose it.
  if (typeof kept === 'string') invite.value = { text: kept };
  if (typeof noted === 'number') depth = noted;
  else if (location.hash === '') depth = 0;
  else history.replaceState({ depth: (depth += 1) }, '');
  const next = readRoute(location.hash);
  if (next.name !== name || next.arg !== arg) current.value = next;
}

/** What we wrote beside this step. */
const noteOf = (state: unknown): { readonly depth?: unknown; readonly invite?: unknown } =>
  typeof state === 'object' && state !== null ? state : {};

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    // Somebody's broken link: the view will say that it knows no such thing.
    if (cause instanceof URIError) return part;
    throw cause;
  }
}
