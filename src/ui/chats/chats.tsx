// The chat list: the square on top, then every sealed chat, newest first. A pane of its own or beside an open chat.
import { useComputed } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ConversationId } from '../../domain/ids.ts';
import { Banners } from '../banners.tsx';
import { SQUARE } from '../ids.ts';
import { width } from '../layout.ts';
import { useModel } from '../model/context.ts';
import { inOrder } from '../model/conversations.ts';
import { Button } from '../parts/button.tsx';
import { Empty } from '../parts/empty.tsx';
import { lazy, Nothing } from '../parts/lazy.tsx';
import { Icon } from '../parts/icon.tsx';
import { moveWithArrows } from '../parts/arrow-keys.ts';
import { RootBar } from '../parts/top-bar.tsx';
import { Search } from '../parts/search.tsx';
import { ServerLine } from '../parts/server-line.tsx';
import { linkTo, route, type RouteName } from '../route.ts';
import { t } from '../words/words.ts';
import { ChatRow, SquareRow } from './chat-row.tsx';
import { Archived, RequestsRow, RowMenus } from './later.tsx';
import type { ManyProps } from './many.tsx';

/** Brings the words and rows of people along, so it comes when it is first needed. */
const Found = lazy(() => import('./found.tsx').then((file) => file.Found));

const AskNotices = lazy(() => import('./ask-notices.tsx').then((file) => file.AskNotices), Nothing);

/** Where what is found leads. */
const FINDS: ReadonlySet<RouteName> = new Set(['chat', 'square', 'contact']);

export interface ChatsPaneProps {
  /** The chat that is open beside the list. */
  readonly current?: ConversationId | undefined;
}

export function ChatsPane({ current }: ChatsPaneProps) {
  const words = t.value.chat;
  const { query, port } = useModel();
  // Back from what was found, the search is as it was; elsewhere it is over.
  useEffect(() => () => void (FINDS.has(route.peek().name) || (query.value = '')), []);
  const isNarrow = width.value === 'narrow';
  const search = (
    <Search
      value={query.value}
      onInput={(value) => (query.value = value)}
      onFocus={() => void port.search({ text: '', limit: 1 }).catch(() => undefined)} // gets ready
      placeholder={isNarrow ? words.search : words.searchShort}
      label={words.search}
    />
  );
  const scroller = useRef<HTMLDivElement>(null);
  const rows =
    query.value.trim() === '' ? (
      <Rows current={current} scroller={scroller} />
    ) : (
      <Found query={query.value} />
    );
  const list = (
    <div ref={scroller} class="scroll" onKeyDown={moveWithArrows}>
      {rows}
      <RowMenus />
    </div>
  );
  if (isNarrow)
    return (
      <>
        <RootBar title={t.value.app.chats}>
          <div class="pad top__more">
            <ServerLine />
            {search}
          </div>
        </RootBar>
        <Banners at="view" />
        <main class="pane grow">
          {list}
          <a class="fab" href={linkTo('people', 'choose')} aria-label={words.newChat}>
            <Icon name="pencil" />
          </a>
        </main>
      </>
    );
  const write = (
    <a class="ib" href={linkTo('people', 'choose')} aria-label={words.newChat}>
      <Icon name="pencil" />
    </a>
  );
  return (
    <section class="pane pane--list" aria-label={t.value.app.chats}>
      <RootBar title={t.value.app.chats} actions={write} isView={current === undefined}>
        <div class="pad top__more">{search}</div>
      </RootBar>
      {list}
      <ServerLine foot />
    </section>
  );
}

/** So many rows are simply there. */
const FEW = 40;

const Few = ({ chats, current }: Pick<ManyProps, 'chats' | 'current'>) =>
  chats.slice(0, FEW).map((one) => (
    <li key={one.id}>
      <ChatRow conversation={one} isCurrent={one.id === current} />
    </li>
  ));
const Many = lazy<ManyProps>(
  () => import('./many.tsx').then((file) => file.Many),
  (props) => (
    <ul>
      <Few {...props} />
    </ul>
  ),
);

interface RowsProps extends ChatsPaneProps {
  readonly scroller: RefObject<HTMLElement | null>;
}
function Rows({ current, scroller }: RowsProps) {
  const model = useModel();
  const all = useComputed(() => inOrder(model.conversations.value.values())).value;
  const order = all.filter(({ archived }) => !archived);
  const away = all.filter(({ archived }) => archived);
  const isMany = order.length > FEW;
  const isKnocked = [...model.conversations.value.values()].some(({ request }) => request);
  // After the first conversation: somebody has answered.
  const isToAsk =
    model.app.notices.permission.value === 'default' &&
    !model.preferences.value.noticesAsked &&
    order.some(({ last }) => last !== undefined && last.author !== 'me');
  return (
    <div class="rows">
      {isToAsk && <AskNotices />}
      <RequestsRow />
      <ul>
        <li>
          <SquareRow square={model.conversations.value.get(SQUARE)} />
        </li>
        {!isMany && <Few chats={order} current={current} />}
      </ul>
      {isMany && <Many chats={order} current={current} scroller={scroller} />}
      {away.length > 0 && <Archived chats={away} current={current} />}
      {all.length === 0 && width.value === 'narrow' && !isKnocked && <NoChats />}
    </div>
  );
}

function NoChats() {
  const words = t.value.chat;
  const isOn = useModel().connection.value.phase === 'online';
  const see = (
    <Button tone="primary" size="l" block href={linkTo('people')}>
      {words.seeWho}
    </Button>
  );
  return (
    <Empty picture={isOn ? 'on' : 'off'} title={isOn ? words.emptyTitle : words.emptyTitleOff} action={see}>
      {words.emptyHelp}
    </Empty>
  );
}

/** Beside the list while no chat is open. */
export function NoChatPane() {
  const words = t.value.chat;
  const model = useModel();
  const hasChats = useComputed(() => inOrder(model.conversations.value.values()).length > 0).value;
  const see = (
    <Button tone="tonal" href={linkTo('people')}>
      {words.seeWho}
    </Button>
  );
  return (
    <main class="pane pane--main">
      {hasChats ? (
        <Empty title={words.pick} action={see}>
          {words.pickHelp}
        </Empty>
      ) : (
        <NoChats />
      )}
    </main>
  );
}
