// The gallery's screens of chats, people, the square and a chat, each with the neighbours of the design's pictures.
import type { ConversationId, MessageId } from '../../../src/domain/ids.ts';
import type { Fingerprint } from '../../../src/domain/ids.ts';
import type { ConversationView, MessageView } from '../../../src/engine/port/messages.ts';
import type { Model } from '../../../src/ui/model/model.ts';
import { directId, fileFor, type FakeEngine, OUR_SERVER, SQUARE_ID } from '../../support/fake-engine.ts';

export interface Shown {
  readonly route: readonly [name: string, arg?: string];
  readonly updateReady?: boolean;
  /** The engine never answers. */
  readonly loading?: boolean;
  after?(engine: FakeEngine, model: Model): Promise<void> | void;
}
export type Screens = Readonly<Record<string, (engine: FakeEngine) => Shown>>;

const day = new Date();
/** Today at a time like "18:47"; `back` days earlier. */
export const at = (time: string, back = 0): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() - back, hours, minutes).getTime();
};

export interface Neighbours {
  readonly [name: string]: Fingerprint;
}
export function settle(engine: FakeEngine): Neighbours {
  const known = (name: string, petname: string, more = {}) =>
    [name, engine.addPerson(name, { petname, ...more }).fingerprint] as const;
  const new_ = (name: string, more = {}) => [name, engine.addPerson(name, more).fingerprint] as const;
  return Object.fromEntries([
    known('Mira', 'Mira'),
    known('Priya', 'Priya', { servers: ['library.example'] }),
    known('Tomas', 'Tomás', { servers: ['elm-street.example:8443'] }),
    known('Jo', 'Auntie Jo', { light: 'off', lightSince: at('17:25'), servers: [] }),
    known('Yusuf', 'Yusuf', { light: 'off', lightSince: at('14:20'), servers: [] }),
    known('Wen', 'Dev, plumber', { servers: ['hill.example'] }),
    new_('Bea', { claimed: 'Bea', saidHello: true }),
    new_('nightowl', { claimed: 'nightowl', hasChat: true }),
    new_('k1', { firstSeen: at('17:31') }),
    new_('k2', { firstSeen: at('16:02') }),
    new_('k3', { firstSeen: at('15:02') }),
    new_('Ines', { claimed: 'Ines, no. 4', saidHello: true }),
    new_('Otto', { claimed: 'Otto', firstSeen: at('12:02') }),
    new_('Hana', { claimed: 'Hana', saidHello: true }),
    new_('Sam', { claimed: 'komiyo', servers: ['library.example'] }),
    new_('owl2', { claimed: 'Mira' }),
  ]);
}

const GROUP = 'g:supper' as ConversationId;
const last = (
  author: Fingerprint | 'me',
  text: string,
  when: number,
  kind?: 'queued' | 'accepted' | 'delivered',
): Pick<ConversationView, 'last'> => ({
  last: { author, text, what: 'text', at: when, state: kind === undefined ? undefined : { kind } },
});

export function chats(engine: FakeEngine): Neighbours {
  const who = settle(engine);
  const id = (name: string): ConversationId => directId(who[name]!);
  posts(engine, who);
  engine.change(SQUARE_ID, { unread: 12 });
  engine.addConversation(id('Mira'), {
    unread: 2,
    ...last(who['Mira']!, 'I’ll bring plates too', at('18:47')),
  });
  engine.addConversation(GROUP, {
    members: ['Tomas', 'Priya', 'Mira', 'Ines', 'Jo'].map((name) => who[name]!),
    unread: 5,
    ...last(who['Tomas']!, 'Who has the string lights?', at('18:31')),
  });
  engine.addConversation(id('Jo'), {
    draft: 'Could you send me the recipe for the plum cake',
    ...last(who['Jo']!, 'Yes', at('17:20')),
  });
  engine.addConversation(
    id('nightowl'),
    last(who['nightowl']!, 'Are you the one with the ladder?', at('16:05')),
  );
  engine.addConversation(id('Yusuf'), last('me', 'Happy birthday! Cake on the porch', at('15:48'), 'queued'));
  engine.addConversation(id('Wen'), {
    last: {
      author: 'me',
      text: 'Invoice.pdf',
      what: 'file',
      at: at('14:12'),
      state: { kind: 'failed', cause: 'upload-too-large' },
    },
  });
  engine.addConversation(id('Priya'), last('me', 'See you at the library', at('12:00', 2), 'delivered'));
  engine.addConversation(id('owl2'), last(who['owl2']!, 'It is me, send me your key', at('11:00', 3)));
  return who;
}

function posts(engine: FakeEngine, who: Neighbours): void {
  engine.addMessage(
    SQUARE_ID,
    who['Hana']!,
    'The library is open until eight tonight, the reading room is warm.',
    { at: at('16:48') },
  );
  engine.addMessage(SQUARE_ID, who['Otto']!, 'Good evening all, first time here. Is this the whole street?', {
    at: at('17:12'),
  });
  engine.addMessage(
    SQUARE_ID,
    who['Ines']!,
    'Street is closed to cars on Saturday from five. Please move them by four.',
    { at: at('17:40') },
  );
  engine.addMessage(
    SQUARE_ID,
    who['Mira']!,
    'Long table is coming from the library. We need eight people to carry it.',
    { at: at('17:52') },
  );
  engine.addMessage(SQUARE_ID, 'me', 'I can carry, and I have six chairs.', { at: at('18:03') });
  engine.addMessage(SQUARE_ID, who['k3']!, 'Found a grey glove by the bus stop. It’s on the fence.', {
    at: at('18:20'),
  });
  engine.addMessage(SQUARE_ID, who['Bea']!, 'The bread van is here until seven', { at: at('18:52') });
}

function sayAll(
  engine: FakeEngine,
  chat: ConversationId,
  lines: readonly [Fingerprint | 'me', string, string, Partial<MessageView>?][],
): readonly MessageView[] {
  return lines.map(([author, time, text, more]) =>
    engine.addMessage(chat, author, text, { at: at(time), ...more }),
  );
}

async function photo(): Promise<Blob> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [300, 210];
  const paint = canvas.getContext('2d')!;
  const sky = paint.createLinearGradient(0, 0, 0, 210);
  sky.addColorStop(0, '#2c3f73');
  sky.addColorStop(0.6, '#c98a8d');
  sky.addColorStop(1, '#f6c48a');
  paint.fillStyle = sky;
  paint.fillRect(0, 0, 300, 210);
  paint.fillStyle = '#4a3b4f';
  paint.fillRect(0, 170, 300, 40);
  return new Promise((done) => canvas.toBlob((blob) => done(blob!)));
}

const picture = (
  name: string,
  state: MessageView['file'] extends infer F
    ? NonNullable<F> extends { state: infer S }
      ? S
      : never
    : never,
) => fileFor(name, { type: 'image', width: 300, height: 210, size: 4_800_000, state });

export const SCREENS: Screens = {
  'c1-chats': (engine) => (chats(engine), { route: ['chats'] }),
  'k1-offline': (engine) => {
    chats(engine);
    engine.connection = { phase: 'offline', server: OUR_SERVER };
    return { route: ['chats'] };
  },
  'k2-reconnecting': (engine) => {
    chats(engine);
    engine.connection = {
      phase: 'waiting',
      server: OUR_SERVER,
      retryAt: Date.now() + 6000,
      problem: 'silent',
    };
    return { route: ['chats'], after: () => new Promise((done) => setTimeout(done, 2100)) };
  },
  'k3-skeleton': () => ({
    route: ['chats'],
    loading: true,
    after: () => new Promise((done) => setTimeout(done, 300)),
  }),
  'k4-empty': (engine) => (
    settle(engine),
    engine.addMessage(SQUARE_ID, 'me', 'Hello', { at: at('18:52') }),
    { route: ['chats'] }
  ),
  'k5-empty-people': (engine) => ({
    ...(settle(engine), { route: ['people'] as const }),
    after: () => type('.search input', 'ladder man'),
  }),
  'k6-update': (engine) => (
    chats(engine),
    {
      route: ['chats'],
      updateReady: true,
      after: () => document.querySelector<HTMLElement>('.banner button')?.click(),
    }
  ),
  'k7-toasts': (engine) => ({
    ...(chats(engine), { route: ['chats'] as const }),
    after: (_, model) => {
      model.toasts.show('The photo didn’t go. This server takes 10 MB at most.', {
        tone: 'rose',
        icon: 'alert',
        action: { label: 'Try again', run() {} },
      });
      model.toasts.show('Copied', { icon: 'copy' });
    },
  }),
  'd1-chat': (engine) => {
    const who = chats(engine);
    const chat = directId(who['Mira']!);
    const read = { state: { kind: 'read' } } as const;
    sayAll(engine, chat, [
      [who['Mira']!, '17:57', 'Are we still on for Saturday?'],
      [who['Mira']!, '17:58', 'Ines says we may close the street from five'],
      ['me', '18:02', 'Yes! I’ll ask the library for the long table', read],
      [
        who['Mira']!,
        '18:06',
        'They said yes. It’s in the hall, we only have to carry it https://library.example/table',
      ],
      ['me', '18:09', 'Perfect. Six chairs from me', read],
      ['me', '18:10', 'And I think Tomás still has the string lights', read],
      [who['Mira']!, '18:46', '', { file: picture('lights.jpg', { kind: 'local' }) }],
      [who['Mira']!, '18:47', 'Found last year’s picture. I’ll bring plates too'],
    ]);
    engine.change(chat, { unread: 2 });
    engine.answers.blob = photo();
    return { route: ['chat', chat] };
  },
  'd2-chat-sending': (engine) => {
    const who = chats(engine);
    const chat = directId(who['Yusuf']!);
    sayAll(engine, chat, [
      [who['Yusuf']!, '13:40', 'Tomatoes are ready, come and take some'],
      [
        'me',
        '14:16',
        'Saw them from the path!',
        {
          file: picture('tomatoes.jpg', { kind: 'uploading', sent: 2_100_000, total: 4_800_000 }),
          state: { kind: 'queued' },
        },
      ],
      [
        'me',
        '14:17',
        '',
        {
          file: fileFor('street-plan.pdf', {
            state: { kind: 'uploading', sent: 13_000_000, total: 18_000_000 },
          }),
          state: { kind: 'queued' },
        },
      ],
      ['me', '14:18', 'On my way'],
      ['me', '14:19', 'Can I bring Lena?', { state: { kind: 'failed', cause: 'no-recipients' } }],
      ['me', '14:50', 'Shall I bring salt?', { state: { kind: 'held' } }],
      ['me', '15:48', 'Happy birthday! Cake on the porch', { state: { kind: 'queued' } }],
    ]);
    engine.change(chat, { draft: 'Could I have three or four for the salad?\nI can bring basil' });
    return { route: ['chat', chat] };
  },
  'd2-files': (engine) => {
    const who = chats(engine);
    const chat = directId(who['Mira']!);
    const files = [
      { kind: 'remote', confirm: 'none' },
      { kind: 'remote', confirm: 'other-host' },
      { kind: 'remote', confirm: 'refused' },
      { kind: 'downloading', received: 6_000_000, total: 18_000_000 },
      { kind: 'local' },
      { kind: 'gone' },
      { kind: 'download-failed', reason: 'http', status: 500 },
      { kind: 'download-failed', reason: 'blocked', status: undefined, link: 'https://a.example/f' },
    ] as const;
    files.forEach((state, i) =>
      engine.addMessage(chat, who['Mira']!, i === 1 ? 'Here is the plan' : '', {
        at: at('18:00') + i * 1000,
        file: fileFor(`plan-${i}-of-the-street-with-a-long-name.pdf`, {
          state,
          host: i === 1 ? 'other.example' : OUR_SERVER.address,
        }),
      }),
    );
    engine.addMessage(chat, 'me', '', {
      at: at('18:20'),
      state: { kind: 'failed', cause: 'upload-too-large' },
      file: fileFor('Invoice.pdf', {
        state: { kind: 'upload-failed', cause: 'upload-too-large', status: 413, limit: 10_000_000 },
      }),
    });
    engine.addMessage(chat, 'me', '', {
      at: at('18:21'),
      file: fileFor('key-for-the-shed.txt', { size: 1200, host: '', state: { kind: 'local' } }),
    });
    engine.addMessage(chat, 'me', '', {
      at: at('18:22'),
      file: fileFor('song.ogg', { size: 900_000, unconfirmed: true, state: { kind: 'local' } }),
    });
    engine.addMessage(chat, 'me', '', {
      at: at('18:23'),
      state: { kind: 'failed', cause: 'upload-blocked' },
      file: fileFor('film.mp4', {
        state: { kind: 'upload-failed', cause: 'upload-blocked', status: undefined, limit: undefined },
      }),
    });
    return { route: ['chat', chat] };
  },
  'f1-people': (engine) => (chats(engine), { route: ['people'] }),
  'f2-choose': (engine) => ({
    ...(chats(engine), { route: ['people', 'choose'] as const }),
    after: async () => {
      await found('.person input');
      for (const box of [...document.querySelectorAll<HTMLInputElement>('.person input')].slice(0, 3))
        box.click();
    },
  }),
  'f3-search': (engine) => ({
    ...(chats(engine), { route: ['people'] as const }),
    after: () => type('.search input', 'mi'),
  }),
  'f1-many': (engine) => {
    chats(engine);
    for (let i = 0; i < 10_000; i += 1)
      engine.addPerson(`n${i}`, {
        ...(i % 3 === 0 && { claimed: `neighbour ${i}` }),
        servers: [`server-${i % 7}.example`],
      });
    return { route: ['people'] };
  },
  'g1-square': (engine) => (chats(engine), { route: ['square'] }),
  'g2-confirm': (engine) => ({
    ...(chats(engine), { route: ['square'] as const }),
    after: async () => {
      await type('.comp textarea', 'Does anyone have a spare ladder?');
      document.querySelector<HTMLElement>('.btn--public')?.click();
    },
  }),
  'e1-group': (engine) => {
    const who = chats(engine);
    const plan = fileFor('street-plan.pdf', { state: { kind: 'local' } });
    sayAll(engine, GROUP, [
      [who['Priya']!, '17:43', 'Soup or salad to start?'],
      [who['Priya']!, '17:44', 'I can do both if someone brings bread'],
      [who['Ines']!, '17:46', 'Bread van comes at six, I’ll catch it'],
      ['me', '17:50', 'Both! And here is the plan of the street', { state: { kind: 'read' } }],
      ['me', '17:51', '', { file: plan, state: { kind: 'read' } }],
      [who['Tomas']!, '18:29', 'Very clear. Table goes by the lamp post then'],
      [who['Tomas']!, '18:31', 'Who has the string lights?'],
    ]);
    engine.change(GROUP, { unread: 2 });
    engine.hold(GROUP, who['Tomas']!, 'Table is mended', at('16:20'));
    engine.hold(GROUP, who['Ines']!, 'Asked Bea: she brings the kettle', at('16:24'));
    return { route: ['chat', GROUP] };
  },
  'e2-held': (engine) => ({
    ...(SCREENS['e1-group']?.(engine) ?? { route: ['chats'] }),
    after: async () => {
      await new Promise((done) => setTimeout(done, 300));
      document.querySelector<HTMLElement>('.heldline')?.click();
    },
  }),
  'd7-long': (engine) => {
    const who = chats(engine);
    const chat = directId(who['Mira']!);
    for (let i = 0; i < 400; i += 1)
      engine.addMessage(
        chat,
        i % 3 === 0 ? 'me' : who['Mira']!,
        `Number ${i} ${'and so on '.repeat(i % 9)}`,
        {
          at: at('00:00', 5) + i * 15 * 60_000,
        },
      );
    engine.change(chat, { unread: 30 });
    Object.assign(globalThis, { engine, chat, mira: who['Mira'] });
    return { route: ['chat', chat] };
  },
  'd6-lookalike': (engine) => {
    const who = chats(engine);
    const chat = directId(who['owl2']!);
    sayAll(engine, chat, [[who['owl2']!, '18:29', 'It is me, send me your key', { firstFromKey: true }]]);
    return { route: ['chat', chat] };
  },
};

/** Waits for a view that is still being fetched. */
export async function found<E extends Element>(selector: string): Promise<E> {
  for (let i = 0; i < 100; i += 1) {
    const element = document.querySelector<E>(selector);
    if (element !== null) return element;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`no ${selector}`);
}

/** Types into a field as a person would. */
export async function type(selector: string, text: string): Promise<void> {
  const field = await found<HTMLInputElement | HTMLTextAreaElement>(selector);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await new Promise((done) => setTimeout(done, 100));
}

export type { MessageId };
