// The app from outside in: which phase it is in, and inside the main shell which panes stand beside each other.
import { effect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ChatsPane, NoChatPane } from './chats/chats.tsx';
import { Banners, TopBanner } from './banners.tsx';
import { toConversationId, toFingerprint } from './ids.ts';
import { EarlyKeys } from './keys/early.tsx';
import { width } from './layout.ts';
import { ModelContext, useModel } from './model/context.ts';
import type { Model } from './model/model.ts';
import { Rail, Tabs } from './nav.tsx';
import { viewTitle } from './parts/heading.tsx';
import { lazy } from './parts/lazy.tsx';
import { RowsSkeleton, useLate } from './parts/skeleton.tsx';
import { Toasts } from './parts/toasts.tsx';
import { RootBar } from './parts/top-bar.tsx';
import { go, invite, type Route, route } from './route.ts';
import { applyLook, keepLook, wasHere } from './theme.ts';
import { whenIdle } from './when-idle.ts';
import { t } from './words/words.ts';

const ChatView = lazy(() => import('./chat/chat.tsx').then((file) => file.ChatView));
const Welcome = lazy(() => import('./welcome/welcome.tsx').then((file) => file.Welcome));
const Connect = lazy(() => import('./connect/connect.tsx').then((file) => file.Connect));
const You = lazy(() => import('./you/you.tsx').then((file) => file.You));
const Contact = lazy(() => import('./contact/contact.tsx').then((file) => file.Contact));
const Verify = lazy(() => import('./verify/verify.tsx').then((file) => file.Verify));
const People = lazy(() => import('./people/people.tsx').then((file) => file.People));
const Choose = lazy(() => import('./people/choose.tsx').then((file) => file.Choose));
const Requests = lazy(() => import('./requests/requests.tsx').then((file) => file.Requests));
const Square = lazy(() => import('./square/square.tsx').then((file) => file.Square));
const Unlock = lazy(() => import('./lock/unlock.tsx').then((file) => file.Unlock));
const Keys = lazy(() => import('./keys/keys.tsx').then((file) => file.Keys), EarlyKeys);

export function App({ model }: { readonly model: Model }) {
  useEffect(
    () =>
      effect(() => {
        const { phase } = model.identity.value;
        if (phase !== 'loading') applyLook(model.preferences.value);
        if ('me' in model.identity.value) keepLook(model.preferences.value);
        if (phase === 'none') keepLook(undefined);
      }),
    [model],
  );
  useEffect(
    () =>
      effect(() => {
        // Browsers keep titles on the disk: behind a lock they tell no name.
        const { chats, people } = t.value.app;
        const { name } = route.value;
        const isNamed = invite.value !== undefined || ['contact', 'verify'].includes(name);
        const nameless = name === 'chat' ? chats : isNamed ? people : undefined;
        const view = (model.me.value?.lock && nameless) ?? viewTitle.value;
        document.title = plainTitle(view, model.unread.value.sealed);
      }),
    [model],
  );
  return (
    <ModelContext.Provider value={model}>
      <Phase />
      <Toasts />
    </ModelContext.Provider>
  );
}

/** Window titles are drawn by the system, which shows isolating signs as boxes. */
const plainTitle = (view: string, unread: number): string =>
  t.value.app.title(view.replace(/[\u2066-\u2069]/g, ''), unread);

function Phase() {
  const { identity, me, servers } = useModel();
  const { phase } = identity.value;
  const { name, arg } = route.value;
  if (phase === 'loading') return <Opening />;
  if (phase === 'locked') return <Unlock />;
  // A server is kept once it was joined, or a card was accepted that leads there: without one there is nothing to show yet.
  const isNowhere = servers.value.length === 0;
  // A new key whose spare is still to be made keeps nobody waiting who has a server.
  const isIn =
    phase === 'ready' || (phase === 'fresh' && !isNowhere && !(name === 'welcome' && arg === 'spare'));
  // A key whose name was never given (the page was reloaded meanwhile) is asked for it first; a card is a welcome, too.
  if (invite.value || !isIn || me.value?.name === '') return <Welcome />;
  if (isNowhere || name === 'connect') return <Connect />;
  return (
    <>
      <Shell />
      <Keys />
    </>
  );
}

/** The frame of what is about to open; nothing at all before 150 ms or where nobody lives yet. */
function Opening() {
  const late = useLate();
  if (!late || !wasHere()) return <div class="app" aria-busy="true" />;
  const isNarrow = width.value === 'narrow';
  return (
    <div class={isNarrow ? 'app' : 'app app--desk'}>
      {!isNarrow && <Rail />}
      <div class={isNarrow ? 'pane grow' : 'pane pane--list'}>
        <RootBar title={t.value.app.chats}>
          <p class="pad light light--off opening" role="status">
            <span class="spin" />
            {t.value.app.opening}
          </p>
        </RootBar>
        <RowsSkeleton />
      </div>
      {isNarrow && <Tabs />}
    </div>
  );
}

/** Tabs show on the first level only: a chat needs the height. */
const hasTabs = ({ name, arg }: Route): boolean =>
  arg === undefined && (name === 'chats' || name === 'people' || name === 'square' || name === 'you');

function Shell() {
  const now = route.value;
  // The next tap is most likely a chat, or somebody to start one with; a banner may be next.
  useEffect(() => whenIdle(() => [ChatView, People, TopBanner].forEach((view) => view.fetch())), []);
  useEffect(() => {
    if (now.name === 'welcome') go('chats', undefined, 'replace');
  }, [now]);
  if (width.value === 'narrow')
    return (
      <div class="app">
        <Skip />
        <View route={now} />
        {hasTabs(now) && <Tabs />}
      </div>
    );
  return (
    <div class="app app--desk">
      <Skip />
      <Rail />
      <div class="pane grow">
        <Banners at="shell" />
        <div class="panes">
          <View route={now} />
        </div>
      </div>
    </div>
  );
}

function View({ route: { name, arg } }: { readonly route: Route }) {
  if (name === 'people') return arg === undefined ? <People /> : <Choose />;
  if (name === 'square') return <Square />;
  if (name === 'you') return <You {...(arg !== undefined && { page: arg })} />;
  if (name === 'contact' && arg !== undefined) return <Contact key={arg} fingerprint={toFingerprint(arg)} />;
  if (name === 'verify') return <Verify key={arg} who={arg} />;
  const chat = name === 'chat' && arg !== undefined ? toConversationId(arg) : undefined;
  const main = chat === undefined ? undefined : <ChatView key={chat} id={chat} />;
  const list = name === 'chats' && arg === 'requests' ? <Requests /> : <ChatsPane current={chat} />;
  if (width.value === 'narrow') return main ?? list;
  return (
    <>
      {list}
      {main ?? <NoChatPane />}
    </>
  );
}

/** For keyboards: past the navigation, to what the view is about. Never followed: a hash would be a route. */
function Skip() {
  const words = t.value.app;
  const jump = (event: Event): void => {
    event.preventDefault();
    const main = document.querySelector('main');
    if (main === null) return;
    main.tabIndex = -1;
    main.focus();
  };
  return (
    <a class="skip" href="#app" onClick={jump}>
      {words.skip(viewTitle.value)}
    </a>
  );
}
