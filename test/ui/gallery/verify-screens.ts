// The gallery's screens of comparing keys, of the mark that follows, and of keys in other places.
import type { ConversationId } from '../../../src/domain/ids.ts';
import { directId, type FakeEngine } from '../../support/fake-engine.ts';
import { at, chats, type Neighbours, type Screens, type Shown } from './screens.ts';

const GROUP = 'g:supper' as ConversationId;
const pause = (ms = 300): Promise<void> => new Promise((done) => setTimeout(done, ms));

async function press(selector: string, place = 0): Promise<void> {
  for (let i = 0; i < 40 && document.querySelectorAll(selector).length <= Math.max(0, place); i += 1)
    await pause(50);
  [...document.querySelectorAll<HTMLElement>(selector)].at(place)?.click();
  await pause();
}

/** The evening's chats, in which some keys were compared. */
function compared(engine: FakeEngine): Neighbours {
  const who = chats(engine);
  for (const name of ['Mira', 'Priya', 'Ines']) {
    const person = engine.people.get(who[name]!);
    if (person !== undefined)
      engine.people.set(person.fingerprint, { ...person, verifiedAt: at('17:00', 20), verifiedHow: 'code' });
  }
  return who;
}
const with_ =
  (name: string, view: 'verify' | 'contact', ...presses: readonly string[]) =>
  (engine: FakeEngine): Shown => ({
    route: [view, compared(engine)[name]!],
    async after() {
      await pause();
      for (const selector of presses) await press(selector);
    },
  });
const chatWith =
  (id: (who: Neighbours) => ConversationId, name: string) =>
  (engine: FakeEngine): Shown => {
    const who = compared(engine);
    engine.addMessage(id(who), who[name]!, 'Who has the string lights?', { at: at('18:31') });
    return { route: ['chat', id(who)], after: () => pause() };
  };
function inPlace(engine: FakeEngine): Neighbours {
  const who = compared(engine);
  const owl = engine.people.get(who['nightowl']!);
  if (owl !== undefined) engine.people.set(owl.fingerprint, { ...owl, inPlaceOf: who['Jo']! });
  return who;
}

export const VERIFY_SCREENS: Screens = {
  'h2-verify': with_('nightowl', 'verify'),
  'h2-aloud': with_('nightowl', 'verify', '.seg label:last-child'),
  'h2-scan': with_('nightowl', 'verify', '.btn--tonal'),
  'h2-differ': with_('nightowl', 'verify', '.btn--danger-plain'),
  'h2-done': with_('Mira', 'verify'),
  'h1-verified': with_('Mira', 'contact'),
  'c1-verified': (engine) => {
    compared(engine);
    return { route: ['chats'], after: () => pause() };
  },
  'f1-verified': (engine) => {
    compared(engine);
    return { route: ['people'], after: () => pause() };
  },
  'd1-verified': chatWith((who) => directId(who['Mira']!), 'Mira'),
  'e1-verified': chatWith(() => GROUP, 'Priya'),
  'h1-in-place': (engine) => ({ route: ['contact', inPlace(engine)['nightowl']!], after: () => pause() }),
  'd1-in-place': (engine) => ({
    route: ['chat', directId(inPlace(engine)['nightowl']!)],
    after: () => pause(),
  }),
  'k11-elsewhere': (engine) => {
    chats(engine);
    engine.elsewhere = true;
    return { route: ['chats'], after: () => pause() };
  },
  'i2-elsewhere': (engine) => {
    chats(engine);
    engine.elsewhere = true;
    return { route: ['verify', 'elsewhere'], after: () => pause() };
  },
};
