// The gallery's screens of conversations as a whole: how they are kept, named, timed, and who is writing.
import type { ConversationId } from '../../../src/domain/ids.ts';
import { directId, type FakeEngine } from '../../support/fake-engine.ts';
import { at, chats, type Screens, type Shown } from './screens.ts';

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
};
