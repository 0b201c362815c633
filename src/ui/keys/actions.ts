// What the palette can do besides leading to chats and people.
import { hexOfFingerprint } from '../../lib/key-tag.ts';
import type { Preferences } from '../../engine/port/preferences.ts';
import { isListed } from '../model/conversations.ts';
import type { Model } from '../model/model.ts';
import { requestsIn } from '../model/requests.ts';
import { copyText } from '../parts/copy-text.ts';
import type { IconName } from '../parts/icon-shapes.ts';
import '../parts/more-shapes.ts';
import { go } from '../route.ts';
import { searchIn } from '../search/open.ts';
import { t } from '../words/words.ts';
import '../words/with-keys.ts';
import '../words/with-lock.ts';
import { PAGE_ICONS, PAGES } from '../you/pages.ts';
import { openChat } from './walk.ts';

export interface Action {
  readonly key: string;
  readonly words: string;
  readonly icon: IconName;
  readonly run: () => void;
}

/** Everything that can be done right now. */
export function actionsOf(model: Model, onHelp: () => void): readonly Action[] {
  const words = t.value.keys;
  const chat = openChat();
  const { conversations } = model;
  const here = chat === undefined ? undefined : conversations.peek().get(chat);
  const unread = [...conversations.peek().values()].filter((one) => one.unread > 0 && isListed(one));
  const actions: Action[] = [
    { key: 'newChat', words: words.newChat, icon: 'pencil', run: () => go('people', 'choose') },
  ];
  if (here !== undefined && isListed(here))
    actions.push({
      key: 'here',
      words: words.searchHere,
      icon: 'search',
      run: () => (searchIn.value = here.id),
    });
  if (requestsIn(conversations.peek().values()).length > 0)
    actions.push({
      key: 'requests',
      words: words.requests,
      icon: 'knock',
      run: () => go('chats', 'requests'),
    });
  if (unread.length > 0)
    actions.push({
      key: 'allRead',
      words: words.allRead,
      icon: 'checks',
      run: () => model.attempt(readAll(model)),
    });
  return [
    ...actions,
    ...places(),
    ...looks(model),
    ...mine(model),
    ...lockNow(model),
    ...line(model),
    { key: 'help', words: words.help, icon: 'info', run: onHelp },
  ];
}

function places(): readonly Action[] {
  const words = t.value.keys;
  return [
    ...(['chats', 'people', 'square'] as const).map((key): Action => ({
      key,
      words: words[key],
      icon: key,
      run: () => go(key),
    })),
    ...PAGES.map((key): Action => ({
      key,
      words: t.value.pages[key],
      icon: PAGE_ICONS[key],
      run: () => go('you', key),
    })),
  ];
}

function looks(model: Model): readonly Action[] {
  const words = t.value.keys;
  const all = [
    ['light', 'sun', words.light],
    ['dark', 'moon', words.dark],
    ['auto', 'auto', words.likeDevice],
  ] as const;
  const use = (theme: Preferences['theme']) => (): void =>
    model.attempt(model.port.setPreferences({ theme }));
  const now = model.preferences.peek().theme;
  return all
    .filter(([theme]) => theme !== now)
    .map(([theme, icon, said]): Action => ({ key: theme, words: said, icon, run: use(theme) }));
}

/** My key, to be given to somebody by another way. */
function mine(model: Model): readonly Action[] {
  const words = t.value.keys;
  const me = model.me.peek();
  if (me === undefined) return [];
  const digits = (hexOfFingerprint(me.fingerprint).match(/.{4}/g) ?? []).join(' ');
  const now = model.connection.peek();
  const card = [me.name, digits, now.phase === 'none' ? '' : now.server.address].filter(Boolean).join('\n');
  const copy = (text: string) => (): void =>
    model.attempt(copyText(model, text, () => go('you', 'identity')));
  return [
    { key: 'copyKey', words: words.copyKey, icon: 'copy', run: copy(digits) },
    { key: 'copyCard', words: words.copyCard, icon: 'copy', run: copy(card) },
  ];
}

/** Only where there is a lock; what is on the page alone is stored first. */
function lockNow(model: Model): readonly Action[] {
  if (model.me.peek()?.lock === undefined) return [];
  const lock = (): void => model.attempt(model.leave().then(() => model.port.lock('now')));
  return [{ key: 'lockNow', words: t.value.lock.lockNow, icon: 'lock', run: lock }];
}

/** The line to the server: to leave it, to take it up again, to join another one. */
function line(model: Model): readonly Action[] {
  const words = t.value.keys;
  const now = model.connection.peek();
  const join: Action = { key: 'join', words: words.join, icon: 'plus', run: () => go('connect') };
  if (now.phase === 'none') return [join];
  if (now.phase === 'stopped') {
    const { address, scheme } = now.server;
    const again = (): void => model.attempt(model.port.connect({ address, scheme }));
    return [{ key: 'connect', words: words.connect, icon: 'lamp', run: again }, join];
  }
  const off = (): void => model.attempt(model.port.disconnect());
  return [{ key: 'disconnect', words: words.disconnect, icon: 'offline', run: off }, join];
}

async function readAll(model: Model): Promise<void> {
  for (const one of model.conversations.peek().values())
    if (one.unread > 0 && isListed(one)) await model.port.markRead(one.id, one.lastSeq);
  model.toasts.show(t.peek().keys.allReadDone, { icon: 'check' });
}
