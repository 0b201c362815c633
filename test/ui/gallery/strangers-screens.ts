// The gallery's screens of getting to know somebody, or not: requests, blocking, names that look alike, a person's page.
import type { ConversationId } from '../../../src/domain/ids.ts';
import { directId, type FakeEngine, fingerprintFor, OUR_SERVER } from '../../support/fake-engine.ts';
import { at, chats, settle, type Screens, type Shown } from './screens.ts';

const pause = (ms = 300): Promise<void> => new Promise((done) => setTimeout(done, ms));
async function press(text: string): Promise<void> {
  await pause();
  const all = [...document.querySelectorAll<HTMLElement>('button, a')];
  all.findLast((one) => one.textContent?.includes(text))?.click();
  await pause();
}

function asked(engine: FakeEngine, claimed = 'Kofi'): ConversationId {
  chats(engine);
  const { fingerprint } = engine.addPerson('kofi', { claimed, hasChat: true, servers: ['library.example'] });
  const chat = directId(fingerprint);
  engine.addMessage(
    chat,
    fingerprint,
    'Hello! I moved into the yellow house. Mira said I should ask you about the supper',
    {
      at: at('18:40'),
      firstFromKey: true,
    },
  );
  engine.change(chat, { request: true, unread: 1 });
  const shop = engine.addPerson('shop', { hasChat: true }).fingerprint;
  engine.addMessage(directId(shop), shop, 'Lamps, cheap lamps', { at: at('17:02') });
  engine.change(directId(shop), { request: true, unread: 3 });
  return chat;
}

function person(engine: FakeEngine): Shown {
  const who = settle(engine);
  const mira = who['Mira'] ?? fingerprintFor('Mira');
  engine.setPerson(mira, {
    claimed: 'mira_m',
    note: 'Yellow door, two cats. Met at the library.',
    servers: [OUR_SERVER.address, 'library.example'],
    lightSince: at('14:20'),
  });
  engine.addConversation(directId(mira));
  return { route: ['contact', mira], after: () => pause() };
}

function alike(engine: FakeEngine): readonly [ConversationId, string] {
  settle(engine);
  const other = engine.addPerson('owl3', {
    claimed: 'Mirа',
    hasChat: true,
    servers: ['elm-street.example:8443'],
  });
  const chat = directId(other.fingerprint);
  engine.addMessage(chat, other.fingerprint, 'It is me, with a new phone', { at: at('18:47') });
  engine.change(chat, { request: true });
  return [chat, other.fingerprint];
}

function blocked(engine: FakeEngine): Shown {
  settle(engine);
  for (const name of ['nightowl', 'Bea']) engine.setPerson(fingerprintFor(name), { blocked: true });
  return {
    route: ['people'],
    async after() {
      await press('Blocked');
      document.querySelector('#blocked')?.scrollIntoView();
    },
  };
}

export const STRANGER_SCREENS: Screens = {
  'c4-requests': (engine) => (asked(engine), { route: ['chats'], after: () => pause() }),
  'c5-requests-page': (engine) => (asked(engine), { route: ['chats', 'requests'], after: () => pause() }),
  'd4-request': (engine) => ({ route: ['chat', asked(engine)], after: () => pause() }),
  'd4-block': (engine) => ({ route: ['chat', asked(engine)], after: () => press('Block') }),
  'd4-alike': (engine) => ({ route: ['chat', alike(engine)[0]], after: () => pause() }),
  'h1-person': person,
  'h1-note': (engine) => ({ ...person(engine), after: () => press('Your note') }),
  'h3-alike': (engine) => ({ route: ['contact', alike(engine)[1]], after: () => pause() }),
  'h4-block': (engine) => ({ ...person(engine), after: () => press('Block') }),
  'f4-blocked': blocked,
  'g1-hello': (engine) => (settle(engine), { route: ['square'], after: () => pause() }),
};
