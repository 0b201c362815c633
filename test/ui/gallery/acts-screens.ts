// The gallery's screens of what one does with messages: quotes, reactions, editing, naming people, passing on, choosing.
import type { ConversationId } from '../../../src/domain/ids.ts';
import type { MessageView } from '../../../src/engine/port/messages.ts';
import type { FakeEngine } from '../../support/fake-engine.ts';
import { at, chats, found, type Screens, type Shown, type } from './screens.ts';

const GROUP = 'g:supper' as ConversationId;

/** The group with everything a message can carry. */
function supper(engine: FakeEngine, after: NonNullable<Shown['after']> = () => undefined): Shown {
  const who = chats(engine);
  const read = { state: { kind: 'read' } } as const;
  for (const name of ['Mira', 'Priya', 'Tomas'])
    engine.people.set(who[name]!, { ...engine.people.get(who[name]!)!, claimed: name, porchlight: true });
  engine.people.set(who['Ines']!, { ...engine.people.get(who['Ines']!)!, porchlight: false });
  const say = (author: string, time: string, text: string, more: Partial<MessageView> = {}) =>
    engine.addMessage(GROUP, who[author] ?? 'me', text, { at: at(time), ...more });
  const answer = (one: MessageView): Pick<MessageView, 'reply'> => ({
    reply: { author: one.author, message: one.id, seq: one.seq, text: one.text, what: 'text' },
  });
  const soup = say('Priya', '17:43', 'Soup or salad to start?', {
    reactions: [
      { emoji: '👍', who: [who['Tomas']!, who['Mira']!, who['Ines']!] },
      { emoji: '🥗', who: ['me'] },
    ],
  });
  const both = say('me', '17:50', 'Both! And the plan of the street is on the board by the library', {
    ...read,
    ...answer(soup),
    edited: true,
    reactions: [{ emoji: '❤️', who: [who['Priya']!] }],
  });
  say('Ines', '17:52', '', { deleted: true });
  say('me', '17:53', '', { ...read, deleted: true });
  const lights = '@Anna @Ines, no. 4 and @Mira: who has the string lights?';
  say('Tomas', '18:29', lights, {
    ...answer(both),
    mentions: [
      { at: 0, length: 5, who: 'me' },
      { at: 6, length: 12, who: who['Ines']! },
      { at: 23, length: 5, who: who['Mira']! },
    ],
  });
  say('Ines', '18:31', 'Not me', {
    reply: { author: who['Jo']!, message: undefined, seq: undefined, text: '', what: 'text' },
  });
  say('Ines', '18:31', 'In the shed, I think', { ...answer(soup), edited: true });
  say('me', '18:33', 'I can look after supper @Tomas', {
    ...read,
    mentions: [{ at: 24, length: 6, who: who['Tomas']! }],
    reactions: [
      { emoji: '🙏', who: [who['Tomas']!, 'me'] },
      { emoji: '💡', who: [who['Ines']!] },
    ],
  });
  engine.change(GROUP, { unread: 0 });
  return {
    route: ['chat', GROUP],
    after: async (_, model) => {
      await found('.comp textarea');
      await pause();
      await after(engine, model);
      await pause();
    },
  };
}

const pause = (ms = 250): Promise<void> => new Promise((done) => setTimeout(done, ms));
const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.msg')];
const key = (target: Element | null | undefined, name: string, more: KeyboardEventInit = {}): void =>
  void target?.dispatchEvent(
    new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...more }),
  );
async function menu(row: HTMLElement | undefined): Promise<void> {
  row?.focus();
  row?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
  await found('.menu');
}
async function choose(row: HTMLElement | undefined, icon: number): Promise<void> {
  await menu(row);
  [...document.querySelectorAll<HTMLElement>('.menu__it')].at(icon)?.click();
  await pause();
}

export const ACTS_SCREENS: Screens = {
  'm1-acts': (engine) => supper(engine),
  'm2-replying': (engine) => supper(engine, () => key(rows()[0], 'r')),
  'm3-editing': (engine) => supper(engine, () => key(document.querySelector('.comp textarea'), 'ArrowUp')),
  'm4-menu': (engine) => supper(engine, () => menu(rows()[1])),
  'm5-emoji': (engine) =>
    supper(engine, async () => {
      await menu(rows()[0]);
      document.querySelector<HTMLElement>('.quick > :last-child')?.click();
      await found('.emojis');
    }),
  'm6-naming': (engine) =>
    supper(engine, async () => {
      await type('.comp textarea', 'Shall we ask @');
      key(document.querySelector('.comp textarea'), 'ArrowDown');
    }),
  'm7-forward': (engine) =>
    supper(engine, async () => {
      await choose(rows()[1], 3);
      (await found<HTMLElement>('.pick .person input')).click();
    }),
  'm8-choosing': (engine) =>
    supper(engine, async () => {
      await choose(rows()[0], 3);
      rows()[1]?.click();
      rows()[4]?.click();
    }),
  'm9-delete': (engine) => supper(engine, () => choose(rows()[1], -1)),
  'm10-hover': (engine) =>
    supper(engine, async () => {
      for (const row of [rows()[4], rows()[1]])
        row?.dispatchEvent(new PointerEvent('pointerenter', { pointerType: 'mouse' }));
      await pause();
      rows()[4]?.querySelector<HTMLElement>('.hoverbar button')?.click();
      rows()[4]?.scrollIntoView();
    }),
};
