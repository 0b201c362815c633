// Joining a server: the address as typed, the kind of link chosen for it, and the try that is being watched.
import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { AddressVerdict, Scheme, ServerRef, ServerView } from '../../engine/port/connection.ts';
import { useModel } from '../model/context.ts';
import { go, route } from '../route.ts';
import { takeWanted } from './wanted.ts';
import { isPageSecure, useVerdict } from './use-verdict.ts';

/** A second click within this time belongs to the one that began. */
const DOUBLE_CLICK_MS = 600;

export interface Join {
  readonly address: Signal<string>;
  readonly verdict: AddressVerdict | undefined;
  /** What will be used; undefined while the address makes no sense. */
  readonly scheme: Scheme | undefined;
  /** A try was begun here: its checks are shown. */
  readonly isWatching: boolean;
  readonly isTrying: boolean;
  readonly isThere: boolean;
  /** The reader wants to know what is wrong with the address. */
  readonly isTold: Signal<boolean>;
  readonly edit: (typed: string) => void;
  readonly choose: (scheme: Scheme) => void;
  readonly join: (server: ServerRef) => void;
  /** Tries what is typed; where it makes no sense, says so and goes to `field`. */
  readonly tryTyped: (field: HTMLElement | null) => Promise<void>;
  readonly submit: (event: Event) => void;
  readonly stop: () => void;
}

export function useJoin(): Join {
  const model = useModel();
  const now = model.connection.value;
  const current = now.phase === 'none' ? model.servers.peek()[0] : now.server;
  const address = useSignal(firstAddress(current?.address));
  const chosen = useSignal<Scheme | undefined>(undefined);
  const isWatching = useSignal(false);
  const isTold = useSignal(false);
  const began = useRef(0);
  const verdict = useVerdict(address);
  const isThere = isWatching.value && now.phase === 'online';
  const isTrying = isWatching.value && (now.phase === 'connecting' || now.phase === 'waiting');

  /** The reader's choice, else the one that worked here before, else what the address says. */
  const schemeFor = (read: AddressVerdict): Scheme | undefined => {
    if (chosen.value !== undefined || !read.ok) return chosen.value;
    return (read.schemeIsOpen ? remembered(model.servers.value, read.address) : undefined) ?? read.scheme;
  };
  const join = ({ address: wanted, scheme }: ServerRef): void => {
    address.value = wanted;
    chosen.value = scheme;
    isWatching.value = true;
    began.current = Date.now();
    const attempt = model.port.connect({ address: wanted, scheme }).catch((cause: unknown) => {
      isWatching.value = false;
      throw cause;
    });
    model.attempt(attempt);
  };
  /** What was typed last counts, also when its verdict is still on the way. */
  const tryTyped = async (field: HTMLElement | null): Promise<void> => {
    wasWatching.current = isWatching.peek();
    const typed = address.peek();
    const read = await model.port.readAddress(typed, isPageSecure());
    if (address.peek() !== typed || isWatching.peek() !== wasWatching.current) return;
    const scheme = schemeFor(read);
    if (read.ok && scheme !== undefined) return join({ address: read.address, scheme });
    isTold.value = true;
    field?.focus();
  };
  const wasWatching = useRef(false);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (isThere) return go('chats', undefined, 'replace');
    if (isTrying) return;
    const form = event.currentTarget;
    model.attempt(tryTyped(form instanceof HTMLFormElement ? form.querySelector('input') : null));
  };
  const stop = (): void => {
    if (Date.now() - began.current < DOUBLE_CLICK_MS) return;
    isWatching.value = false;
    model.attempt(model.port.disconnect());
  };
  const edit = (typed: string): void => {
    address.value = typed;
    chosen.value = undefined;
    isWatching.value = false;
  };
  // Sent here by "Move there", or by "Check the connection": the server we live at is joined again, and watched.
  useEffect(() => {
    const wanted = takeWanted();
    if (wanted !== undefined) join(wanted);
    else if (route.peek().arg === 'check' && now.phase !== 'none') join(now.server);
  }, []);
  return {
    address,
    verdict,
    scheme: verdict && schemeFor(verdict),
    isWatching: isWatching.value,
    isTrying,
    isThere,
    isTold,
    edit,
    choose: (scheme) => (chosen.value = scheme),
    join,
    tryTyped,
    submit,
    stop,
  };
}

/** Where both kinds of link worked, the protected one is proposed. */
function remembered(servers: readonly ServerView[], address: string): Scheme | undefined {
  const known = servers.filter((server) => server.address === address);
  return known.some(({ scheme }) => scheme === 'wss') ? 'wss' : known[0]?.scheme;
}

/** What the field begins with: our server or the one joined last, or the relay on this network that served this page. */
function firstAddress(current: string | undefined): string {
  if (current !== undefined) return current;
  const isNear = /^(localhost|127\.|10\.|192\.168\.|\[::1\])/.test(location.hostname);
  return isNear ? location.host : '';
}
