// The built relay as a process of its own, as `npm start` runs it.
import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { later } from './cleanup.ts';
import { DIST, RELAY, scratchFolder } from './paths.ts';

export interface RelayProcess {
  /** Of the app it serves, with its closing slash. */
  readonly url: string;
  /** `localhost:PORT`: what a person types, and its name in lists. */
  readonly address: string;
  readonly port: number;
  /** Where it keeps uploads. */
  readonly uploads: string;
  /** Everything it has said so far. */
  logs(): string;
  /** Ends it politely; answers its exit code. */
  stop(): Promise<number | undefined>;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
  /** From now on it takes and answers nothing, while its connections look fine, until `stop` or `kill`. */
  freeze(): void;
  /** The same relay again (port, uploads, key) after `stop` or `kill`. */
  again(): Promise<RelayProcess>;
}

export interface RelayProcessOptions {
  readonly port?: number;
  readonly uploads?: string;
  /** File of the server key; a fresh one by default. */
  readonly identity?: string;
  /** Further words of the command line, e.g. `['--neighbour', '127.0.0.1:9000']`. */
  readonly args?: readonly string[];
}

/** What no journey may cause: an error nobody handled ends a relay, one that a frame caused is logged as a fault. */
const FAULT = /^.*(?: fault |unhandled|uncaught).*$/im;
const troubles: string[] = [];
const watched = new Set<() => string[]>();

/** What went wrong in the relays of this test file. */
export function relayTroubles(): string[] {
  return [...troubles.splice(0), ...[...watched].flatMap((look) => look())];
}

/** A port nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** Starts it and waits until it answers; it ends with the test file. */
export async function startRelayProcess(options: RelayProcessOptions = {}): Promise<RelayProcess> {
  const port = options.port ?? (await freePort());
  const uploads = options.uploads ?? scratchFolder('uploads');
  const identity = options.identity ?? join(scratchFolder('identity'), 'relay-key');
  const known = ['--port', String(port), '--app', DIST, '--uploads', uploads, '--identity', identity];
  const child = spawn(process.execPath, [RELAY, ...known, ...(options.args ?? [])], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  let isTold = false;
  const ended = new Promise<number | undefined>((resolve) => {
    child.once('exit', (code) => {
      if (!isTold) troubles.push(`a relay ended by itself: ${said}`);
      resolve(code ?? undefined);
    });
  });
  watched.add(() => (FAULT.test(said) ? [`a relay's log: ${FAULT.exec(said)?.[0]}`] : []));
  const end = (signal: NodeJS.Signals): Promise<number | undefined> => {
    isTold = true;
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    child.kill('SIGCONT');
    return ended;
  };
  later(() => end('SIGKILL'));

  const address = `localhost:${port}`;
  await answering(`http://${address}/`, ended, () => said);
  return {
    url: `http://${address}/`,
    address,
    port,
    uploads,
    logs: () => said,
    stop: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
    freeze: () => void child.kill('SIGSTOP'),
    again: () => startRelayProcess({ ...options, port, uploads, identity }),
  };
}

async function answering(url: string, ended: Promise<unknown>, said: () => string): Promise<void> {
  const state = { over: false };
  void ended.then(() => (state.over = true));
  for (let waited = 0; waited < 10_000 && !state.over; waited += 50) {
    const answer = await fetch(url).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer !== undefined) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The relay ${state.over ? 'ended' : 'did not answer within 10 s'}. It said:\n${said()}`);
}
