// Where the palette leads: chats and people. What it does besides is in actions.ts.
import type { ComponentChildren } from 'preact';
import { keyTag } from '../../lib/key-tag.ts';
import type { ConversationView } from '../../engine/port/messages.ts';
import type { PersonView } from '../../engine/port/people.ts';
import { Face, Title } from '../chats/chat-row.tsx';
import { inOrder, membersText } from '../model/conversations.ts';
import type { Model } from '../model/model.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Name } from '../parts/name.tsx';
import { Icon } from '../parts/icon.tsx';
import { go } from '../route.ts';
import { t } from '../words/words.ts';
import { actionsOf } from './actions.ts';
import { queryOf } from './fuzzy.ts';

export interface Entry {
  /** The same entry is the same key, for what was used last. */
  readonly key: string;
  /** What it can be found by. */
  readonly words: string;
  /** What it is; nothing for what one does. */
  readonly sort: string | undefined;
  readonly face: () => ComponentChildren;
  readonly title: () => ComponentChildren;
  readonly run: () => void;
}

const MOST = 50;
const MOST_CHATS = 8;
const RECENT = 6;
/** Keys of what was used last, the latest first; gone with the page. */
let recent: readonly string[] = [];

export function noteUse({ key }: Entry): void {
  recent = [key, ...recent.filter((one) => one !== key)].slice(0, RECENT);
}

/** What the palette shows for `typed`: what was used last first, else what fits best. */
export function entriesFor(model: Model, typed: string, onHelp: () => void): readonly Entry[] {
  const chats = inOrder(model.conversations.peek().values()).map((one) => chatEntry(model, one));
  const actions = actionsOf(model, onHelp).map(({ key, words, icon, run }): Entry => ({
    key,
    words,
    sort: undefined,
    face: () => <Icon name={icon} />,
    title: () => <bdi>{words}</bdi>,
    run,
  }));
  if (typed.trim() === '')
    return firstOf([...chats.slice(0, MOST_CHATS), ...actions], [...chats, ...actions]);
  return bestOf([...chats, ...peopleEntries(model), ...actions], typed);
}

const agoOf = ({ key }: Entry): number => {
  const at = recent.indexOf(key);
  return at < 0 ? RECENT : at;
};

function firstOf(usual: readonly Entry[], all: readonly Entry[]): readonly Entry[] {
  const used = all.filter((one) => agoOf(one) < RECENT).sort((a, b) => agoOf(a) - agoOf(b));
  return [...used, ...usual.filter((one) => !used.includes(one))];
}

function bestOf(all: readonly Entry[], typed: string): readonly Entry[] {
  const query = queryOf(typed);
  return all
    .map((entry, place) => ({ entry, place, score: query.score(entry.words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || agoOf(a.entry) - agoOf(b.entry) || a.place - b.place)
    .slice(0, MOST)
    .map(({ entry }) => entry);
}

function chatEntry(model: Model, conversation: ConversationView): Entry {
  const { id, title } = conversation;
  return {
    key: id,
    words: [title, membersText(conversation, model)]
      .filter(Boolean)
      .join(' ')
      .replaceAll(/[\u2066-\u2069]/g, ''),
    sort: t.value.keys.chat,
    face: () => <Face conversation={conversation} size={32} />,
    title: () => <Title conversation={conversation} />,
    run: () => go('chat', id),
  };
}

/** Those with whom there is no chat yet. */
function peopleEntries(model: Model): readonly Entry[] {
  const people = [...model.people.all.peek().values()].filter(({ hasChat, blocked }) => !hasChat && !blocked);
  return people.map((person) => personEntry(model, person));
}

function personEntry(model: Model, { fingerprint, petname, claimed }: PersonView): Entry {
  return {
    key: fingerprint,
    words: `${petname ?? ''} ${claimed ?? ''} ${keyTag(fingerprint, 8)}`.trim(),
    sort: t.value.keys.person,
    face: () => <Avatar fingerprint={fingerprint} size={32} />,
    title: () => <Name name={model.nameOf(fingerprint)} />,
    run: () => go('contact', fingerprint),
  };
}
