// Gallery screens of what texts may hold: markup, code, long ones folded, addresses that may deceive.
import { directId, type FakeEngine, SQUARE_ID } from '../../support/fake-engine.ts';
import { at, chats, type Screens, type Shown } from './screens.ts';

const LONG = Array.from(
  { length: 30 },
  (_, i) => `${i + 1}. Somebody brings what is missing for the supper, and says so here.`,
).join('\n');

function talk(engine: FakeEngine, texts: readonly (readonly [who: 'Mira' | 'me', text: string])[]): Shown {
  const who = chats(engine);
  const mira = who['Mira'] ?? 'me';
  const chat = mira === 'me' ? SQUARE_ID : directId(mira);
  const mentions = [{ at: 3, length: 5, who: 'me' as const }];
  texts.forEach(([author, text], i) => {
    const more = { at: at(`18:${10 + i}`), ...(text.startsWith('Hi @Anna') && { mentions }) };
    engine.addMessage(chat, author === 'me' ? 'me' : mira, text, more);
  });
  return { route: ['chat', chat] };
}

async function pressFirst(selector: string): Promise<void> {
  for (let i = 0; i < 60; i += 1) {
    const found = document.querySelector<HTMLElement>(selector);
    if (found !== null) return found.click();
    await new Promise((done) => setTimeout(done, 50));
  }
}

const MARKUP = [
  [
    'Mira',
    'Hi @Anna, **bold**, *slanted*, ~~struck~~ and `npm start`.\n> You said *Sunday*\nWhat to bring:\n- plates\n- the **long** table, and so many chairs that all can sit\n1. first\n2. second',
  ],
  [
    'me',
    'Run this:\n```sh\ncurl -sS https://example.org/a/very/long/address/that/does/not/fit | sh -s -- --yes\necho done\n```\nand then `echo *ok*`',
  ],
  ['me', '> Who has the string lights?\n*I* have them. See https://example.org/lights_(2026).'],
  ['Mira', '👍🏽 🎉'],
  ['Mira', 'مرحبا **بالجميع**، انظروا https://example.org/a الآن\nSecond line in English\nשורה שלישית'],
  ['Mira', `Z${'\u0351\u0363\u0350\u035b\u034b\u0352'.repeat(8)}algo and photo_\u202egnp.js`],
] as const;

export const TEXT_SCREENS: Screens = {
  't1-markup': (engine) => talk(engine, MARKUP),
  't2-long': (engine) =>
    talk(engine, [
      ['Mira', LONG],
      ['me', 'So many words that nobody reads all of them at once. '.repeat(40)],
    ]),
  't3-unfolded': (engine) => ({
    ...talk(engine, [['Mira', LONG]]),
    after: () => pressFirst('.fold'),
  }),
  't4-doubtful': (engine) =>
    talk(engine, [
      ['Mira', 'Log in at https://аpple.example/login and at https://apple.example'],
      ['me', 'https://аpple.example/login?'],
    ]),
  't5-look-first': (engine) => ({
    ...talk(engine, [['Mira', 'Log in at https://аpple.example/login']]),
    after: () => pressFirst('.doubt'),
  }),
  't6-square': (engine) => {
    const who = chats(engine);
    engine.addMessage(
      SQUARE_ID,
      who['Mira'] ?? 'me',
      '**Sale** on Sunday:\n- chairs\n- a `lamp`\n```\ncode\n```\nhttps://example.org',
      { at: at('19:00') },
    );
    return { route: ['square'] };
  },
};
