// Choosing a server: what the address means, which kind of link is used, and what is said while and when it fails.
// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type {
  AddressNotice,
  AddressVerdict,
  ConnectionProblem,
  ConnectionView,
  Scheme,
  ServerRef,
} from '../../../src/engine/port/connection.ts';
import type { CheckView } from '../../../src/engine/port/checks.ts';
import { en } from '../../../src/ui/words/en.ts';
import { FakeEngine, online, OUR_SERVER } from '../../support/fake-engine.ts';
import { openApp, settled } from '../../support/ui.tsx';
import { press, submit, title, typeInto } from '../support/hands.ts';

const words = en.connect;
const IDS = ['address', 'link', 'hello', 'listed', 'note', 'file'] as const;
let engine = new FakeEngine();

beforeEach(() => {
  engine = new FakeEngine();
  engine.connection = { phase: 'none' };
  engine.servers = [];
});
afterEach(() => vi.useRealTimers());

const verdict = (more: Partial<Extract<AddressVerdict, { ok: true }>> = {}): AddressVerdict => ({
  ok: true,
  address: 'a.example',
  scheme: 'wss',
  schemeIsOpen: true,
  hostClass: 'public',
  ...more,
});
const checksUpTo = (at: number, then: CheckView): readonly CheckView[] =>
  IDS.map((id, i) => (i < at ? { id, state: 'ok', ms: 12 } : i === at ? then : { id, state: 'todo' }));
/** The engine's next connect shows these checks and this connection. */
function willShow(checks: readonly CheckView[], connection: (server: ServerRef) => ConnectionView) {
  const asked = vi.fn(async (server: ServerRef) => {
    engine.emit({ type: 'checks', checks });
    engine.setConnection(connection(server));
  });
  engine.connect = asked;
  return asked;
}
const willFail = (problem: ConnectionProblem, at = 1) =>
  willShow(checksUpTo(at, { id: IDS[at]!, state: 'failed', problem }), (server) => ({
    phase: 'stopped',
    server,
    problem,
  }));
const connecting = (server: ServerRef): ConnectionView => ({
  phase: 'connecting',
  server,
  waitingFor: 'link',
  since: 0,
  again: false,
  problem: undefined,
});
async function tryIt(address = 'a.example'): Promise<void> {
  await openApp(engine);
  await typeInto(words.address, address);
  await press(words.connect);
}

describe('the address', () => {
  it.each(['malformed', 'bad-scheme', 'bad-port', 'too-long'] as const)(
    'says what is wrong with it: %s',
    async (reason) => {
      engine.answers.address = { ok: false, reason };
      await openApp(engine);
      await typeInto(words.address, 'a b');
      expect(screen.queryByRole('alert')).toBe(null);
      await submit();
      expect(screen.getByRole('alert').textContent).toBe(words.addressProblem[reason]);
      expect(screen.getByLabelText(words.address).getAttribute('aria-invalid')).toBe('true');
      expect(document.activeElement).toBe(screen.getByLabelText(words.address));
      expect(engine.calledWith('connect')).toHaveLength(0);
    },
  );

  it('cannot be joined while it is empty', async () => {
    await openApp(engine);
    await typeInto(words.address, '  ');
    expect(screen.getByRole('button', { name: words.connect })).toHaveProperty('disabled', true);
  });

  it('is joined as typed last, not as it was when the last answer came', async () => {
    await openApp(engine);
    await typeInto(words.address, 'old.example');
    engine.answers.address = verdict({ address: 'new.example' });
    fireEvent.input(screen.getByLabelText(words.address), { target: { value: 'new.example' } });
    await submit();
    expect(engine.calledWith('connect')).toEqual([[{ address: 'new.example', scheme: 'wss' }]]);
  });

  it('can be one of the examples', async () => {
    await openApp(engine);
    await press('10.0.0.27:8001');
    expect(screen.getByLabelText<HTMLInputElement>(words.address).value).toBe('10.0.0.27:8001');
  });
});

describe('an address that is not what was typed', () => {
  const show = async (kind: AddressNotice['kind'], typed: string, address: string): Promise<string> => {
    engine.answers.address = verdict({ address, notice: { kind, typed } });
    await openApp(engine);
    await typeInto(words.address, typed);
    const field = screen.getByLabelText(words.address);
    const note = document.getElementById(field.getAttribute('aria-describedby') ?? '');
    return note?.textContent ?? '';
  };

  it.each([
    ['international', 'bücher.example', 'xn--bcher-kva.example'],
    ['look-alike', '\u0430pple.example', 'xn--pple-43d.example'],
    ['number', '0x7f000001', '127.0.0.1'],
    ['picked', '10.0.0.27:8001', '10.0.0.27:8001'],
  ] as const)('shows what will be contacted: %s', async (kind, typed, address) => {
    const said = await show(kind, typed, address);
    expect(said).toBe(words.willContact[kind](address, typed));
    expect(said).toContain(address);
  });

  it('warns of a look-alike, and joins nothing by itself', async () => {
    expect(await show('look-alike', '\u0430pple.example', 'xn--pple-43d.example')).toMatch(/^Careful/);
    expect(engine.calledWith('connect')).toEqual([]);
  });
});

describe('the kind of link', () => {
  it('is asked for where it is open, and used as chosen', async () => {
    engine.answers.address = verdict();
    const asked = willFail('unreachable');
    await openApp(engine);
    await typeInto(words.address, 'a.example');
    expect(screen.getByLabelText<HTMLInputElement>(words.secure).checked).toBe(true);
    fireEvent.click(screen.getByLabelText(words.plain));
    await settled();
    await press(words.connect);
    await press(words.checkAgain);
    expect(asked.mock.calls).toEqual([
      [{ address: 'a.example', scheme: 'ws' }],
      [{ address: 'a.example', scheme: 'ws' }],
    ]);
  });

  it('is not asked for where it is closed', async () => {
    engine.answers.address = verdict({ schemeIsOpen: false });
    await openApp(engine);
    await typeInto(words.address, 'a.example');
    expect(screen.queryByRole('radiogroup')).toBe(null);
  });

  it.each<Scheme>(['ws', 'wss'])('is remembered for a server that was joined before: %s', async (scheme) => {
    engine.servers = [
      { address: 'a.example', scheme, lastJoinedAt: 1, isCurrent: false, hostClass: 'private' },
    ];
    engine.answers.address = verdict({ scheme: scheme === 'ws' ? 'wss' : 'ws' });
    await openApp(engine, 'connect');
    await typeInto(words.address, 'a.example');
    await press(words.connect);
    expect(engine.calledWith('connect')).toEqual([[{ address: 'a.example', scheme }]]);
  });

  it('never changes by itself: a secure link that failed stays secure', async () => {
    engine.answers.address = verdict();
    const asked = willFail('unreachable');
    await tryIt();
    await press(words.checkAgain);
    expect(asked.mock.calls.map(([server]) => server.scheme)).toEqual(['wss', 'wss']);
    await press(words.tryPlain);
    await press(words.checkAgain);
    expect(asked.mock.calls.map(([server]) => server.scheme)).toEqual(['wss', 'wss', 'ws', 'ws']);
  });
});

describe('a failure', () => {
  const problems = Object.keys(words.problem) as ConnectionProblem[];
  it.each(problems)('is told in plain words: %s', async (problem) => {
    willFail(problem, problem === 'not-listed' ? 3 : 1);
    await tryIt();
    const told = screen.getByRole('alert').textContent;
    expect(told).toContain(words.problem[problem]);
    expect(told).toContain(words.problemHelp[problem]);
    expect(screen.getByRole('button', { name: words.checkAgain })).toBeTruthy();
  });

  it.each<[ConnectionProblem, Scheme, boolean, string | undefined]>([
    ['mixed-content', 'ws', false, words.trySecure],
    ['unreachable', 'wss', true, words.tryPlain],
    ['not-websocket', 'wss', true, words.tryPlain],
    ['unreachable', 'ws', true, words.trySecure],
    ['unreachable', 'wss', false, undefined],
    ['timeout', 'wss', true, undefined],
    ['not-listed', 'wss', true, undefined],
  ])('offers the way out that may help: %s over %s', async (problem, scheme, schemeIsOpen, way) => {
    engine.answers.address = verdict({ scheme, schemeIsOpen });
    willFail(problem);
    await tryIt();
    const offered = [words.trySecure, words.tryPlain].filter(
      (name) => screen.queryByRole('button', { name }) !== null,
    );
    expect(offered).toEqual(way === undefined ? [] : [way]);
  });

  it('leads to the certificate where the link is a secure one', async () => {
    engine.answers.address = verdict({ address: 'a.example:8443' });
    willFail('unreachable');
    await tryIt();
    const link = screen.getByRole<HTMLAnchorElement>('link', { name: words.acceptCertificate });
    expect(link.getAttribute('href')).toBe('https://a.example:8443');
    expect(link.rel).toBe('noopener noreferrer');
  });

  it('of a plain link has no certificate', async () => {
    engine.answers.address = verdict({ scheme: 'ws' });
    willFail('unreachable');
    await tryIt();
    expect(screen.queryByRole('link', { name: words.acceptCertificate })).toBe(null);
  });

  it('says that nothing was sent where that is so, and only there', async () => {
    willFail('unreachable');
    await tryIt();
    expect(screen.getByText(words.nothingSent)).toBeTruthy();
    willFail('not-listed', 3);
    await press(words.checkAgain);
    expect(screen.queryByText(words.nothingSent)).toBe(null);
    expect(screen.getByText(words.stoppedAt(4, 6))).toBeTruthy();
  });

  it('of the intent itself leads back to the form', async () => {
    engine.answers.fail = new Set(['connect'] as const);
    await tryIt();
    expect(screen.getByRole('alert').textContent).toBe(en.app.broke);
    expect(screen.getByRole('button', { name: words.connect })).toBeTruthy();
  });
});

describe('the checks', () => {
  it('show what runs, what passed with its time, and what is still to come', async () => {
    willShow(checksUpTo(2, { id: 'hello', state: 'waiting', since: 0 }), connecting);
    await tryIt();
    const items = screen.getAllByRole('listitem').map((item) => item.textContent);
    expect(items[1]).toBe(words.passed.link + words.ms(12));
    expect(items[2]).toBe(words.running.hello);
    expect(items[3]).toBe(words.checks.listed);
  });

  it('warn of what does not work without standing in the way', async () => {
    willShow(checksUpTo(5, { id: 'file', state: 'warn', problem: 'upload-unreachable' }), () => online());
    await tryIt();
    expect(screen.getByText(words.warn.uploadUnreachable)).toBeTruthy();
    expect(screen.getByText(words.goodEnough)).toBeTruthy();
    await press(words.goToChats);
    expect(location.hash).toBe('#/chats');
  });

  it('let the reader start while the last ones run', async () => {
    willShow(checksUpTo(4, { id: 'note', state: 'waiting', since: 0 }), () => online());
    await tryIt();
    expect(screen.getByText(words.startAlready)).toBeTruthy();
    expect(screen.getByRole('button', { name: words.goToChats })).toBeTruthy();
  });

  it('say that there is no network', async () => {
    willShow(checksUpTo(1, { id: 'link', state: 'waiting', since: 0 }), (server) => ({
      phase: 'offline',
      server,
    }));
    await tryIt();
    expect(screen.getByText(words.offline)).toBeTruthy();
  });
});

describe('waiting', () => {
  it('is explained after two seconds, and not before', async () => {
    willShow(checksUpTo(1, { id: 'link', state: 'waiting', since: 0 }), connecting);
    await openApp(engine);
    await typeInto(words.address, 'a.example');
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame'],
    });
    fireEvent.submit(document.querySelector('form')!);
    await vi.advanceTimersByTimeAsync(200);
    await vi.advanceTimersByTimeAsync(1700);
    expect(screen.queryByText(words.waitingFor.link)).toBe(null);
    await vi.advanceTimersByTimeAsync(400);
    expect(screen.getByText(words.waitingFor.link)).toBeTruthy();
    engine.setConnection({ ...connecting(OUR_SERVER), waitingFor: 'list' } as ConnectionView);
    await vi.advanceTimersByTimeAsync(1500);
    expect(screen.queryByText(words.waitingFor.link)).toBe(null);
    await vi.advanceTimersByTimeAsync(900);
    expect(screen.getByText(words.waitingFor.list)).toBeTruthy();
  });

  it('says at once that another way of speaking is tried, and which of how many', async () => {
    const way = { at: 2, of: 5 };
    willShow(checksUpTo(2, { id: 'hello', state: 'waiting', since: 0 }), (server) => ({
      phase: 'connecting',
      server,
      waitingFor: 'list',
      since: 0,
      again: false,
      problem: 'refused-hello',
      way,
    }));
    await tryIt();
    expect(screen.getByText(words.otherWay(2, 5))).toBeTruthy();
  });

  it('can be stopped, but not by the second half of a double click', async () => {
    const clock = vi.spyOn(Date, 'now');
    clock.mockReturnValue(1_000_000);
    willShow(checksUpTo(1, { id: 'link', state: 'waiting', since: 0 }), connecting);
    await tryIt();
    await press(words.cancel);
    expect(engine.calledWith('disconnect')).toHaveLength(0);
    clock.mockReturnValue(1_001_000);
    await press(words.cancel);
    expect(engine.calledWith('disconnect')).toHaveLength(1);
    expect(screen.getByRole('button', { name: words.connect })).toBeTruthy();
    clock.mockRestore();
  });
});

describe('servers that are known', () => {
  beforeEach(() => {
    engine.servers = [
      {
        address: 'old.example',
        scheme: 'ws',
        lastJoinedAt: undefined,
        isCurrent: false,
        hostClass: 'private',
      },
    ];
  });

  it('are joined with one tap, over the same kind of link', async () => {
    await openApp(engine, 'connect');
    await press(/old\.example/);
    expect(engine.calledWith('connect')).toEqual([[{ address: 'old.example', scheme: 'ws' }]]);
  });

  it('are joined again by a check of the connection, and by nothing else in the address bar', async () => {
    engine.connection = online();
    await openApp(engine, 'connect', 'check');
    await vi.waitFor(() => expect(engine.calledWith('connect')).toEqual([[OUR_SERVER]]));
    expect(title()).toBe(words.title);
    engine.calls.length = 0;
    await openApp(engine, 'connect', 'wss://evil.example');
    await new Promise((done) => setTimeout(done, 150));
    expect(engine.calledWith('connect')).toHaveLength(0);
  });
});
