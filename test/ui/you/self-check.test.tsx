// The self-check: what a person reads of each finding, what one tap does, and what the report tells and does not tell.
// @vitest-environment jsdom
import { screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Finding, FindingWhat, PageFacts } from '../../../src/engine/port/checks.ts';
import { keyTag } from '../../../src/lib/key-tag.ts';
import { allowanceOf, type BrowserFacts } from '../../../src/ui/connect/allowance.ts';
import { en } from '../../../src/ui/words/en.ts';
import { FakeEngine, fingerprintFor, online, OUR_SERVER } from '../../support/fake-engine.ts';
import { openApp, settled } from '../../support/ui.tsx';
import { press, title } from '../support/hands.ts';

const words = en.doctor;
let engine = new FakeEngine();
beforeEach(() => void (engine = new FakeEngine()));
/** Gives the browser something that jsdom lacks, until the test ends. */
const give = (name: 'storage' | 'clipboard', value: object): void =>
  void Object.defineProperty(navigator, name, { configurable: true, value });
afterEach(() => {
  Reflect.deleteProperty(navigator, 'storage');
  Reflect.deleteProperty(navigator, 'clipboard');
});

const GOOD: readonly Finding[] = [
  { id: 'keys', state: 'ok', what: 'keys-work', ms: 3 },
  { id: 'storage', state: 'ok', what: 'kept' },
  { id: 'link', state: 'ok', what: 'open' },
  { id: 'note', state: 'ok', what: 'came-home', ms: 118 },
  { id: 'dialect', state: 'ok', what: 'spoken', detail: 'v12' },
  { id: 'frame', state: 'ok', what: 'frame-limit', detail: 768 * 1024 },
];
const open = async (findings: readonly Finding[] = GOOD): Promise<void> => {
  engine.answers.findings = findings;
  await openApp(engine, 'you', 'check');
  await vi.waitFor(() => expect(engine.calledWith('selfCheck')).toHaveLength(1));
  await settled();
};
const withOnly = (what: FindingWhat): readonly Finding[] => [{ id: 'link', state: 'failed', what }];
const items = (): (string | null)[] => screen.getAllByRole('listitem').map((item) => item.textContent);

describe('the self-check', () => {
  it('is one tap away from the settings, and looks at once', async () => {
    engine.answers.findings = GOOD;
    await openApp(engine, 'you');
    await press(new RegExp(en.pages.check), 'link');
    await vi.waitFor(() => expect(engine.calledWith('selfCheck')).toHaveLength(1));
    expect(title()).toBe(words.title);
  });

  it('counts what is fine and says what was found, with its time or size', async () => {
    await open();
    expect(screen.getByText('6 fine')).toBeTruthy();
    expect(items()).toContain(words.found['keys-work'] + words.ms(3));
    expect(items()).toContain(words.found.spoken + 'v1.2');
    expect(items()).toContain(words.found['frame-limit'] + words.size(768 * 1024));
  });

  it('shows each step as it is looked at', async () => {
    let finish: (findings: readonly Finding[]) => void = () => undefined;
    engine.answers.findings = new Promise((done) => (finish = done));
    await openApp(engine, 'you', 'check');
    await vi.waitFor(() => expect(engine.calledWith('selfCheck')).toHaveLength(1));
    engine.emit({
      type: 'findings',
      findings: [
        { id: 'keys', state: 'ok', what: 'keys-work' },
        { id: 'link', state: 'running' },
        { id: 'note', state: 'todo' },
      ],
    });
    await settled();
    expect(screen.getByText(words.running)).toBeTruthy();
    expect(items()).toEqual([words.found['keys-work'], words.looking.link, words.looking.note]);
    expect(screen.queryByRole('button', { name: words.copyReport })).toBe(null);
    finish(GOOD);
    await settled();
    expect(screen.getByText('6 fine')).toBeTruthy();
  });

  it('tells apart what is broken, what is to know, and what was not tried', async () => {
    await open([
      ...GOOD.slice(0, 1),
      { id: 'listed', state: 'warn', what: 'listed-twice' },
      { id: 'note', state: 'failed', what: 'broken' },
      { id: 'upload', state: 'skipped', what: 'not-tried' },
      { id: 'download', state: 'skipped', what: 'no-copies' },
    ]);
    expect(screen.getByText('1 fine, 1 not working, 1 to know about')).toBeTruthy();
    expect(screen.getByText(words.help['listed-twice'] ?? '')).toBeTruthy();
    expect(items()).toContain(words.looking.upload + words.notTried);
  });

  it('runs again when asked', async () => {
    await open();
    engine.answers.findings = withOnly('down');
    await press(words.again);
    expect(engine.calledWith('selfCheck')).toHaveLength(2);
    expect(screen.getByText(words.found.down)).toBeTruthy();
  });

  it('tells the engine how the browser keeps what is stored', async () => {
    give('storage', { persisted: async () => true });
    await open();
    expect(engine.calledWith('selfCheck')).toEqual([
      [{ allowance: 'fine', storage: 'kept' } satisfies PageFacts],
    ]);
    engine = new FakeEngine();
    engine.storageProblem = 'full';
    await open();
    expect(engine.calledWith('selfCheck')[0]).toEqual([{ allowance: 'fine', storage: 'full' }]);
  });
});

describe('what to do', () => {
  const ways = Object.keys(words.found) as FindingWhat[];
  it.each(ways.filter((what) => words.help[what] !== undefined))('is said for %s', async (what) => {
    await open(withOnly(what));
    expect(screen.getByText(words.found[what])).toBeTruthy();
    expect(screen.getByText(words.help[what] ?? '')).toBeTruthy();
  });

  it('asks the browser to keep what is stored, and looks again', async () => {
    let isKept = false;
    const persist = vi.fn(async () => (isKept = true));
    give('storage', { persist, persisted: async () => isKept });
    await open([{ id: 'storage', state: 'warn', what: 'may-be-cleared' }]);
    expect(persist).not.toHaveBeenCalled();
    await press(words.keepIt);
    expect(persist).toHaveBeenCalledOnce();
    expect(engine.calledWith('selfCheck').at(-1)).toEqual([{ allowance: 'fine', storage: 'kept' }]);
  });

  it('leads to the certificate in a tab of its own, without telling where from', async () => {
    engine.connection = { phase: 'stopped', server: OUR_SERVER, problem: 'unreachable' };
    await open(withOnly('down-or-certificate'));
    const link = screen.getByRole<HTMLAnchorElement>('link', { name: en.connect.acceptCertificate });
    expect(link.href).toBe('https://my.awesomeserver.net/');
    expect(link.target).toBe('_blank');
    expect(link.rel).toBe('noopener noreferrer');
    expect(link.getAttribute('referrerpolicy')).toBe('no-referrer');
  });

  it('joins again with the checks in sight', async () => {
    await open(withOnly('no-list'));
    await press(words.joinAgain);
    expect(title()).toBe(en.connect.title);
    await vi.waitFor(() => expect(engine.calledWith('connect')).toEqual([[OUR_SERVER]]));
  });

  it('tries the secure link only when it is tapped (T46)', async () => {
    const server = { address: 'a.example', scheme: 'ws' } as const;
    engine.connection = { phase: 'stopped', server, problem: 'mixed-content' };
    await open([{ id: 'address', state: 'failed', what: 'mixed-content' }]);
    expect(engine.calledWith('connect')).toEqual([]);
    await press(words.trySecure);
    await vi.waitFor(() => expect(engine.calledWith('connect')).toEqual([[{ ...server, scheme: 'wss' }]]));
  });
});

describe('the report', () => {
  const copied = async (): Promise<string> => {
    const writeText = vi.fn(async (_text: string) => undefined);
    give('clipboard', { writeText });
    const mira = engine.addPerson('Mira', { petname: 'Mira Secret' });
    engine.addMessage(`d:${mira.fingerprint}` as never, mira.fingerprint, 'meet me at noon');
    engine.connection = online();
    await open();
    expect(writeText).not.toHaveBeenCalled();
    await press(words.copyReport);
    expect(writeText).toHaveBeenCalledOnce();
    return writeText.mock.calls[0]?.[0] ?? '';
  };

  it('is copied on a click, and tells what was found', async () => {
    const text = await copied();
    expect(text).toContain('keys: ok (keys-work, 3 ms)');
    expect(text).toContain('dialect: ok (spoken, v12)');
    expect(text).toContain('server: wss, public; online');
    expect(text).toContain(`key: ${keyTag(fingerprintFor('Anna'), 8)}`);
    expect(screen.getByText(en.copying.copied)).toBeTruthy();
  });

  it('holds no key, no name, no message and no address', async () => {
    const text = await copied();
    const secrets = [
      'Anna',
      'Mira',
      'noon',
      OUR_SERVER.address,
      fingerprintFor('Anna').slice(0, 12),
      'PUBLIC KEY',
    ];
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });

  it('can be read before it is given away', async () => {
    await open();
    expect(within(screen.getByText(words.whatIsIn).parentElement!).getByText(/keys: ok/)).toBeTruthy();
  });
});

describe('what a browser allows from a page', () => {
  const facts = (more: Partial<BrowserFacts> = {}): BrowserFacts => ({
    isSecure: true,
    isNear: false,
    permission: undefined,
    isWebKit: false,
    ...more,
  });
  it.each([
    ['public', 'wss', facts(), 'fine'],
    ['public', 'ws', facts(), 'mixed'],
    ['public', 'ws', facts({ isSecure: false }), 'fine'],
    ['loopback', 'ws', facts(), 'fine'],
    ['loopback', 'ws', facts({ permission: 'prompt' }), 'asks'],
    ['loopback', 'ws', facts({ permission: 'denied' }), 'denied'],
    ['loopback', 'ws', facts({ permission: 'granted' }), 'fine'],
    ['loopback', 'ws', facts({ isWebKit: true }), 'mixed'],
    ['loopback', 'wss', facts({ isWebKit: true }), 'fine'],
    ['private', 'ws', facts(), 'mixed'],
    ['private', 'ws', facts({ permission: 'prompt' }), 'asks'],
    ['private', 'ws', facts({ permission: 'denied' }), 'denied'],
    ['private', 'ws', facts({ permission: 'granted' }), 'fine'],
    ['private', 'ws', facts({ permission: 'granted', isNear: true }), 'mixed'],
    ['private', 'wss', facts({ permission: 'denied' }), 'denied'],
    ['private', 'wss', facts({ permission: 'denied', isNear: true }), 'fine'],
    ['private', 'ws', facts({ isSecure: false }), 'fine'],
  ] as const)('%s over %s, %o: %s', (where, scheme, browser, expected) => {
    expect(allowanceOf(where, scheme, browser)).toBe(expected);
  });
});
