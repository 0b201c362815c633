// A row of the chat list: who, the last line with its send state, when, how many unread.
import type { ConversationView, LastLine } from '../../engine/port/messages.ts';
import { useModel } from '../model/context.ts';
import { membersText, namesOf, otherOf } from '../model/conversations.ts';
import { nameText, type NameView } from '../model/names.ts';
import { Avatar, PairAvatar, SquareAvatar } from '../parts/avatar.tsx';
import { Icon } from '../parts/icon.tsx';
import { Count, PublicMark, Time } from '../parts/marks.tsx';
import { memo } from '../parts/memo.ts';
import { Name, NotThe } from '../parts/name.tsx';
import { linkTo } from '../route.ts';
import { lineOf } from '../text/later.ts';
import { number, shortWhen } from '../words/formats.ts';
import { t } from '../words/words.ts';
import { RowMarks, Writing } from './later.tsx';

export interface ChatRowProps {
  readonly conversation: ConversationView;
  readonly isCurrent: boolean;
  /** Under a group's title its people instead of the last words. */
  readonly showsPeople?: boolean;
}

export const ChatRow = memo(function ChatRow({ conversation, isCurrent, showsPeople }: ChatRowProps) {
  const { unread, last, kind, pinned, mutedUntil, title } = conversation;
  const isMuted = mutedUntil !== undefined;
  return (
    <a
      class={unread > 0 && !isMuted ? 'chatrow inset-focus is-unread' : 'chatrow inset-focus'}
      href={linkTo('chat', conversation.id)}
      aria-current={isCurrent ? 'true' : undefined}
    >
      <Face conversation={conversation} />
      <span class="min0">
        <span class="chatrow__a">
          <Title conversation={conversation} />
          {(pinned !== undefined || isMuted) && <RowMarks conversation={conversation} />}
          {last && <Time at={last.at}>{shortWhen(last.at)}</Time>}
        </span>
        <span class="chatrow__b">
          {title !== undefined && (showsPeople || last === undefined) ? (
            <People conversation={conversation} />
          ) : (
            <LastWords conversation={conversation} isGroup={kind === 'group'} />
          )}
          <Count count={unread} said={t.value.app.unread(unread)} {...(isMuted && { tone: 'quiet' })} />
        </span>
      </span>
    </a>
  );
});

export function Face({
  conversation,
  size,
}: {
  readonly conversation: ConversationView;
  readonly size?: number;
}) {
  const model = useModel();
  const { kind, members } = conversation;
  const more = size === undefined ? {} : { size };
  if (kind === 'group') return <PairAvatar members={members} {...more} />;
  const one = otherOf(conversation) ?? model.me.value?.fingerprint;
  return one === undefined ? undefined : <Avatar fingerprint={one} {...more} />;
}

const isMine = (name: NameView): boolean => name.kind === 'pet';

/** The name of a chat: one name, or some of a group, each by its own rules, those I gave first. */
export function Title({ conversation }: { readonly conversation: ConversationView }) {
  const names = namesOf(conversation, useModel());
  const [only] = names;
  // Anybody in the group may have given it: as sure as a claimed name.
  if (conversation.title !== undefined)
    return (
      <span class="claim clip1">
        <bdi>{conversation.title}</bdi>
      </span>
    );
  if (only === undefined) return <span class="pet clip1">{t.value.chat.yourself}</span>;
  if (names.length === 1) return <Name name={only} />;
  const shown = [...names.filter(isMine), ...names.filter((name) => !isMine(name))].slice(
    0,
    names.length > 3 ? 2 : 3,
  );
  const rest = names.length - shown.length;
  return (
    <span class="names">
      {shown.map((name) => (
        <span key={name.text + name.tag}>
          <Name name={name} />
        </span>
      ))}
      {rest > 0 && (
        <span class="names__rest" dir="ltr">
          +{number(rest)}
        </span>
      )}
    </span>
  );
}

function LastWords({
  conversation,
  isGroup,
}: {
  readonly conversation: ConversationView;
  readonly isGroup: boolean;
}) {
  const words = t.value.chat;
  const model = useModel();
  const other = otherOf(conversation);
  const name = other === undefined ? undefined : model.nameOf(other);
  if (name?.notThe !== undefined) return <NotThe name={name} />;
  const { draft, last } = conversation;
  if (model.writing.value.has(conversation.id)) return <Writing conversation={conversation} />;
  if (draft !== '')
    return (
      <>
        <Lock />
        <span class="prev">
          <span class="draft">{words.draft}</span> <bdi>{draft}</bdi>
        </span>
      </>
    );
  if (last === undefined) return <Lock />;
  const failed = last.state?.kind === 'failed';
  const held = last.state?.kind === 'held';
  return (
    <>
      <LastMark last={last} waitsFor={name === undefined ? undefined : nameText(name)} />
      <Preview who={isGroup ? nameText(model.nameOf(last.author)) : undefined}>
        {last.what === 'deleted'
          ? words.deletedMessage
          : last.text === '' && last.what === 'image'
            ? words.photo
            : lineOf(last.text)}
      </Preview>
      {failed && <span class="fail cap">{words.notSent}</span>}
      {held && <span class="draft cap">{words.notConfirmed}</span>}
    </>
  );
}

const People = ({ conversation }: Pick<ChatRowProps, 'conversation'>) => (
  <span class="prev">{membersText(conversation, useModel())}</span>
);

/** Somebody's words on one line. Alone they set the direction of the line, behind a name they only have their own. */
function Preview({ who, children }: { readonly who: string | undefined; readonly children: string }) {
  if (who === undefined)
    return (
      <span class="prev" dir="auto">
        {children}
      </span>
    );
  return (
    <span class="prev">
      <b>{who}</b> <bdi>{children}</bdi>
    </span>
  );
}

const Lock = () => (
  <>
    <Icon name="lock" size={14} />
    <span class="vh">{t.value.app.sealed}</span>
  </>
);

/** A lock before what others wrote; before my own words how far they got. */
function LastMark({ last, waitsFor }: { readonly last: LastLine; readonly waitsFor: string | undefined }) {
  const words = t.value.chat;
  const state = last.state?.kind;
  if (state === undefined) return <Lock />;
  if (state === 'failed' || state === 'held')
    return (
      <span class={state === 'failed' ? 'fail' : 'draft'}>
        <Icon name="alert" size={16} />
      </span>
    );
  const isWaiting = state === 'queued' || state === 'sealed' || state === 'written';
  const said = state === 'accepted' ? words.passedOn : state === 'read' ? words.read : words.delivered;
  const waiting = waitsFor !== undefined && state === 'queued' ? words.whenLight(waitsFor) : words.waiting;
  return (
    <span class={state === 'read' ? 'light' : 'ink-3'}>
      <Icon name={isWaiting ? 'clock' : state === 'accepted' ? 'check' : 'checks'} size={16} />
      <span class="vh">{isWaiting ? waiting : said}</span>
    </span>
  );
}

export function SquareRow({ square }: { readonly square: ConversationView | undefined }) {
  const model = useModel();
  const last = square?.last;
  const unread = square?.unread ?? 0;
  return (
    <a class="chatrow chatrow--public inset-focus" href={linkTo('square')}>
      <SquareAvatar />
      <span class="min0">
        <span class="chatrow__a">
          <span class="pet clip1">{t.value.app.theSquare}</span>
          <PublicMark />
          {last && <Time at={last.at}>{shortWhen(last.at)}</Time>}
        </span>
        <span class="chatrow__b">
          <Preview who={last && nameText(model.nameOf(last.author))}>
            {last === undefined ? t.value.app.notPrivate : lineOf(last.text)}
          </Preview>
          <Count count={unread} tone="clay" said={t.value.app.posts(unread)} />
        </span>
      </span>
    </a>
  );
}
