// Gallery screens of welcome, connect, You and contact.
import type { CheckView, Finding } from '../../../src/engine/port/checks.ts';
import type { ConnectionProblem, ConnectionView } from '../../../src/engine/port/connection.ts';
import type { Me, RecoveryState } from '../../../src/engine/port/identity.ts';
import { t, type Words } from '../../../src/ui/words/words.ts';
import { type FakeEngine, fingerprintFor, online, OUR_SERVER } from '../../support/fake-engine.ts';
import { at, chats, type Screens, settle, type Shown, type } from './screens.ts';

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
/** Presses the button or link that shows these words or is called so; waits until there is one. */
async function press(wanted: (words: Words) => string): Promise<void> {
  const text = wanted(t.value);
  for (let i = 0; i < 60; i += 1) {
    const found = [...document.querySelectorAll<HTMLElement>('button, a, label')].find(
      (one) => one.textContent.includes(text) || one.ariaLabel === text,
    );
    if (found !== undefined) return found.click();
    await wait(50);
  }
  throw new Error(`nothing called ${text}`);
}
const me = (recovery: RecoveryState = { kind: 'none' }, name = 'Anna'): Me => ({
  fingerprint: fingerprintFor('Anna'),
  name,
  createdAt: new Date(2026, 4, 12).getTime(),
  recovery,
});
const WORDS = ['copper', 'window', 'river', 'lantern', 'oat', 'kettle'];

function newcomer(engine: FakeEngine): void {
  engine.identity = { phase: 'none' };
  engine.connection = { phase: 'none' };
  engine.servers = [];
}
function fresh(engine: FakeEngine, name = 'Anna'): void {
  newcomer(engine);
  engine.identity = { phase: 'fresh', me: me(undefined, name) };
}
function unconnected(engine: FakeEngine): void {
  newcomer(engine);
  engine.identity = { phase: 'ready', me: me() };
}
const toWords = async (): Promise<void> => press((words) => words.welcome.saveSpare);

/** Tries `address` and leaves the page with these checks and this connection. */
function trying(
  checks: readonly CheckView[],
  connection: ConnectionView,
  address: string = OUR_SERVER.address,
) {
  return (engine: FakeEngine): Shown => {
    unconnected(engine);
    engine.connect = async () => {
      engine.emit({ type: 'checks', checks });
      engine.setConnection(connection);
    };
    return {
      route: ['connect'],
      after: async () => {
        await type('#server', address);
        await press((words) => words.connect.connect);
        await wait(100);
      },
    };
  };
}
const IDS = ['address', 'link', 'hello', 'listed', 'note', 'file'] as const;
const ok = (at: number): CheckView => ({ id: IDS[at]!, state: 'ok', ms: [0, 84, 31, 0, 118, 240][at] });
const checksTo = (upTo: number, after: CheckView): readonly CheckView[] => [
  ...IDS.slice(0, upTo).map((_, i) => ok(i)),
  after,
  ...IDS.slice(upTo + 1).map((id) => ({ id, state: 'todo' as const })),
];
const failing = (upTo: number, problem: ConnectionProblem, scheme: 'ws' | 'wss' = 'wss') =>
  trying(checksTo(upTo, { id: IDS[upTo]!, state: 'failed', problem }), {
    phase: 'stopped',
    server: { ...OUR_SERVER, scheme },
    problem,
  });

const you =
  (page: string | undefined, recovery?: RecoveryState, then?: Shown['after']) =>
  (engine: FakeEngine): Shown => {
    chats(engine);
    engine.identity = { phase: 'ready', me: me(recovery) };
    engine.servers = [
      ...engine.servers,
      {
        address: 'club.example',
        scheme: 'wss',
        lastJoinedAt: at('09:12', 3),
        isCurrent: false,
        hostClass: 'public',
      },
      {
        address: '10.0.0.27:8001',
        scheme: 'ws',
        lastJoinedAt: undefined,
        isCurrent: false,
        hostClass: 'private',
      },
    ];
    return { route: page === undefined ? ['you'] : ['you', page], ...(then && { after: then }) };
  };
/** The self-check with these findings. */
const checked =
  (
    findings: readonly Finding[] | Promise<readonly Finding[]>,
    connection?: ConnectionView,
    then?: Shown['after'],
  ) =>
  (engine: FakeEngine): Shown => {
    engine.answers.findings = findings;
    if (connection !== undefined) engine.connection = connection;
    return you('check', undefined, then)(engine);
  };
const savedAt = new Date(2026, 4, 12).getTime();

/** Storage with some sizes. */
const stored =
  (then?: Shown['after'], kept = true) =>
  (engine: FakeEngine): Shown => {
    const shown = you('storage', undefined, async (...given) => {
      for (let i = 0; i < 60 && document.querySelector('.used') === null; i += 1) await wait(50);
      await then?.(...given);
    })(engine);
    Object.defineProperty(navigator.storage, 'persisted', { value: () => Promise.resolve(kept) });
    const sizes = [41e6, 38e6, 22e6, 18e6, 8e6, 0, 0, 0];
    const chats = [...engine.conversations.keys()].map((id, index) => ({
      id,
      messages: 1204 - index * 111,
      bytes: sizes[index] ?? 0,
    }));
    engine.answers.storage = { usage: 148e6, quota: kept ? 6e9 : 230e6, images: 96e6, files: 31e6, chats };
    return shown;
  };
const pick = (name: string): void => {
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  const files = new DataTransfer();
  files.items.add(new File(['zip'], name));
  if (input !== null) input.files = files.files;
  input?.dispatchEvent(new Event('change', { bubbles: true }));
};

const contact =
  (name: string, then?: Shown['after']) =>
  (engine: FakeEngine): Shown => {
    const who = settle(engine);
    chats(engine);
    const mira = engine.people.get(who['Mira']!);
    if (mira !== undefined)
      engine.people.set(mira.fingerprint, { ...mira, claimed: 'mira_m', firstSeen: at('12:00', 200) });
    return { route: ['contact', who[name] ?? 'nobody'], ...(then && { after: then }) };
  };

const shown =
  (seed: (engine: FakeEngine) => void, then?: Shown['after']) =>
  (engine: FakeEngine): Shown => {
    seed(engine);
    return { route: ['welcome'], ...(then && { after: then }) };
  };

export const MORE_SCREENS: Screens = {
  'a1-welcome': shown(newcomer),
  'a2-making': shown(
    (engine) => {
      newcomer(engine);
      engine.createIdentity = async () => engine.setIdentity({ phase: 'making', step: 'try' });
    },
    () => press((words) => words.welcome.start),
  ),
  'a2-ready': shown(
    (engine) => fresh(engine, ''),
    () => type('#own-name', 'Anna'),
  ),
  'a3-recovery': shown(fresh),
  'a3-words': shown(fresh, toWords),
  'a3-rehearse': shown(fresh, async (engine) => {
    engine.answers.rehearse = false;
    await toWords();
    await press((words) => words.welcome.wroteThem);
    await type('.sixwords input', WORDS.join(' '));
    await press((words) => words.welcome.openFile);
    await wait(100);
  }),
  'a4-restore': shown(newcomer, () => press((words) => words.welcome.restore)),
  'a4-failed': shown(newcomer, async (engine) => {
    engine.answers.restore = { ok: false, reason: 'unsupported-scheme', detail: 'scrypt' };
    await press((words) => words.welcome.restore);
    await type('#own-name', 'Anna');
    await type('.sixwords input', WORDS.join(' '));
    const field = document.querySelector<HTMLInputElement>('input[type=file]')!;
    const files = new DataTransfer();
    files.items.add(new File(['x'.repeat(3012)], 'anna-PRQH2K7M.porchlight-key'));
    field.files = files.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await wait(100);
    await press((words) => words.welcome.openFile);
    await wait(100);
    document.querySelector('main [role=alert]')?.scrollIntoView({ block: 'center' });
  }),
  'a5-unsupported': shown((engine) => {
    newcomer(engine);
    engine.identity = { phase: 'unsupported', reason: 'cannot-keep-keys' };
  }),
  'a6-lost': shown((engine) => {
    newcomer(engine);
    engine.identity = { phase: 'lost', fingerprint: fingerprintFor('Anna') };
  }),
  'b1-connect': (engine) => (unconnected(engine), { route: ['connect'] }),
  'b1-bad': (engine) => {
    unconnected(engine);
    engine.answers.address = { ok: false, reason: 'malformed' };
    return {
      route: ['connect'],
      after: async () => {
        await type('#server', 'my awesome:server');
        document.querySelector<HTMLElement>('#server')?.focus();
        document.querySelector<HTMLElement>('#server')?.blur();
        await wait(100);
      },
    };
  },
  'b1-lookalike': (engine) => {
    unconnected(engine);
    const notice = { kind: 'look-alike', typed: '\u0430wesomeserver.net' } as const;
    engine.answers.address = {
      ok: true,
      address: 'xn--wesomeserver-mtk.net',
      scheme: 'wss',
      schemeIsOpen: false,
      hostClass: 'public',
      notice,
    };
    return { route: ['connect'], after: () => type('#server', notice.typed) };
  },
  'b1-later': (engine) => (you(undefined)(engine), { route: ['connect'] }),
  'b2-running': trying(checksTo(5, { id: 'file', state: 'waiting', since: 0 }), online()),
  'b2-ok': trying(checksTo(5, { id: 'file', state: 'warn', problem: 'other-host' }), online()),
  'b2-waiting': (engine) => {
    const screen = trying(checksTo(1, { id: 'link', state: 'waiting', since: 0 }), {
      phase: 'connecting',
      server: OUR_SERVER,
      waitingFor: 'link',
      since: 0,
      again: false,
      problem: undefined,
    })(engine);
    return { ...screen, after: async (...given) => (await screen.after?.(...given), wait(2200)) };
  },
  'b3-mixed': failing(1, 'mixed-content', 'ws'),
  'b3-unreachable': failing(1, 'unreachable'),
  'b3-not-listed': failing(3, 'not-listed'),
  'h1-contact': contact('Mira'),
  'h1-claimed': contact('nightowl'),
  'h1-lookalike': contact('owl2'),
  'h1-unknown': contact('nobody'),
  'h1-name': contact('Mira', () => press((words) => words.contact.nameYouGave)),
  'i1-you': you(undefined),
  'i2-tested': you('identity', { kind: 'tested', savedAt }),
  'i2-untested': you('identity', { kind: 'untested', savedAt }),
  'i2-none': you('identity'),
  'i2-name': you('identity', undefined, () => press((words) => words.you.yourName)),
  'i2-rehearse': you('identity', { kind: 'untested', savedAt }, () => press((words) => words.you.tryAgain)),
  'i2-wipe': you('identity', undefined, () => press((words) => words.you.removeIdentity)),
  'i3-servers': you('servers'),
  'i5-storage': stored(),
  'i5-not-kept': stored(undefined, false),
  'i5-chat': stored(async () => {
    document.querySelector<HTMLElement>('.cell--chat')?.click();
    await wait(100);
  }),
  'i5-export': stored(() => press((words) => words.storage.exportChats)),
  'i5-exporting': (engine) => {
    engine.answers.archive = new Promise(() => undefined);
    return stored(async () => {
      await press((words) => words.storage.exportChats);
      document.querySelector<HTMLElement>('.sheet .btn--primary')?.click();
      await wait(50);
      engine.emit({ type: 'progress', job: 'export', done: 18_402, total: 42_117 });
      await wait(100);
    })(engine);
  },
  'i5-imported': stored(async () => {
    pick('porchlight-chats.zip');
    await wait(200);
  }),
  'i5-refused': (engine) => {
    engine.answers.refusal = 'another-identity';
    return stored(async () => {
      pick('porchlight-chats.zip');
      await wait(200);
    })(engine);
  },
  'i6-appearance': you('appearance'),
  'i7-selfcheck': checked([
    { id: 'keys', state: 'ok', what: 'keys-work', ms: 3 },
    { id: 'storage', state: 'warn', what: 'may-be-cleared' },
    { id: 'address', state: 'ok', what: 'secure' },
    { id: 'link', state: 'ok', what: 'open' },
    { id: 'list', state: 'ok', what: 'answers', ms: 31 },
    { id: 'listed', state: 'ok', what: 'light-on' },
    { id: 'dialect', state: 'ok', what: 'spoken', detail: 'v12' },
    { id: 'note', state: 'ok', what: 'came-home', ms: 118 },
    { id: 'upload', state: 'ok', what: 'went-up' },
    { id: 'download', state: 'warn', what: 'download-unreachable' },
    { id: 'frame', state: 'ok', what: 'frame-limit', detail: 786_432 },
  ]),
  'i7-trouble': checked(
    [
      { id: 'keys', state: 'ok', what: 'keys-work', ms: 3 },
      { id: 'storage', state: 'ok', what: 'kept' },
      { id: 'address', state: 'ok', what: 'secure' },
      { id: 'link', state: 'failed', what: 'down-or-certificate' },
      ...(['list', 'listed', 'dialect', 'note', 'upload', 'download', 'frame'] as const).map(
        (id) => ({ id, state: 'skipped', what: 'not-tried' }) as const,
      ),
    ],
    { phase: 'stopped', server: OUR_SERVER, problem: 'unreachable' },
  ),
  'i7-running': checked(new Promise(() => undefined)),
  'i7-report': checked([{ id: 'keys', state: 'ok', what: 'keys-work', ms: 3 }], undefined, async () => {
    for (let i = 0; i < 60 && document.querySelector('details') === null; i += 1) await wait(50);
    document.querySelector('details')?.toggleAttribute('open', true);
    await wait(100);
  }),
  'i8-privacy': you('privacy'),
  'i9-about': you('about'),
};
