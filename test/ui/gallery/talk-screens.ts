// The gallery's screens of conversations as a whole: how they are kept, named, timed, and who is writing.
import type { ConversationId } from '../../../src/domain/ids.ts';
import { directId, type FakeEngine, fingerprintFor } from '../../support/fake-engine.ts';
import { at, chats, settle, type Screens, type Shown } from './screens.ts';

const GROUP = 'g:supper' as ConversationId;
const pause = (ms = 300): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** The evening's chats, some of them put in order. */
function kept(engine: FakeEngine): Shown {
  const who = chats(engine);
  engine.change(directId(who['Priya']!), { pinned: at('10:00') });
  engine.change(GROUP, { title: 'Saturday supper', mutedUntil: Infinity, unread: 38 });
  engine.change(directId(who['nightowl']!), { archived: true });
  engine.change(directId(who['owl2']!), { archived: true, unread: 2 });
  return { route: ['chats'], after: () => pause() };
}

/** A group with a title and a timer, and how it came by them. */
function named(engine: FakeEngine): Shown {
  const who = kept(engine).route && settle(engine);
  engine.preferences = { ...engine.preferences, typing: true };
  engine.addMessage(GROUP, who['Priya']!, 'Soup or salad to start?', { at: at('17:43') });
  engine.notice(GROUP, who['Ines']!, { kind: 'title', title: 'Saturday supper' });
  engine.addMessage(GROUP, 'me', 'Both', { at: at('17:50'), state: { kind: 'read' } });
  engine.notice(GROUP, who['Tomas']!, { kind: 'timer', seconds: 86_400 });
  engine.addMessage(GROUP, who['Tomas']!, 'Who has the string lights?', { at: at('18:31'), ttl: 86_400 });
  const expiresAt = Date.now() + 80_000_000;
  engine.addMessage(GROUP, 'me', 'I do', {
    at: at('18:32'),
    state: { kind: 'delivered' },
    ttl: 86_400,
    expiresAt,
  });
  engine.change(GROUP, { timer: 86_400, mutedUntil: undefined, unread: 0 });
  return { route: ['chat', GROUP], after: () => pause() };
}

/** Clicks what is there, once it is there. */
async function press(selector: string, at = 0): Promise<void> {
  for (let i = 0; i < 40 && document.querySelectorAll(selector).length <= Math.max(0, at); i += 1)
    await pause(50);
  [...document.querySelectorAll<HTMLElement>(selector)].at(at)?.click();
  await pause();
}
const menu =
  (...then: readonly number[]) =>
  (engine: FakeEngine): Shown => ({
    ...kept(engine),
    async after() {
      document
        .querySelectorAll('a.chatrow')[2]
        ?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
      await pause();
      for (const one of then) await press('dialog .cell', one);
    },
  });

export const TALK_SCREENS: Screens = {
  'c2-kept': kept,
  'c2-archive': (engine) => ({ ...kept(engine), after: () => press('.archive') }),
  'c3-menu': menu(),
  'c3-mute': menu(1),
  'c3-clear': menu(-1),
  'c3-timer': menu(2),
  'c3-title': (engine) => ({
    ...named(engine),
    async after() {
      await press('.chathead .ib', -1);
      await press('dialog .cell', 2);
    },
  }),
  'e3-named': named,
  'e4-writing': (engine) => ({
    ...named(engine),
    after(shown) {
      for (const chat of [GROUP, directId(fingerprintFor('Mira'))])
        shown.emit({ type: 'writing', conversation: chat, who: [fingerprintFor('Mira')] });
      return pause();
    },
  }),
};
