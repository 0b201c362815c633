// The relay as a process of its own, built for one test file: it can be killed and started again on its port.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync, createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { derToPem } from '../../src/protocol/pem.ts';

const root = join(import.meta.dirname, '../..');

/** A folder with the built relay and keys; gone after `remove`. */
export interface RelayPlace {
  readonly folder: string;
  readonly program: string;
  remove(): void;
}

export function buildRelay(): RelayPlace {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-relays-'));
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const args = [vite, 'build', '--mode', 'relay', '--logLevel', 'error', '--outDir', folder, '--emptyOutDir'];
  execFileSync(process.execPath, args, { cwd: root, env: { ...process.env, NODE_ENV: 'production' } });
  return {
    folder,
    program: join(folder, 'relay.mjs'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A server key in a file, as the relay makes it on its first start. */
export function relayKey(
  { folder }: RelayPlace,
  name: string,
): { readonly file: string; readonly fingerprint: string } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const file = join(folder, `${name}.pem`);
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  const pem: string = derToPem(new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })));
  return { file, fingerprint: createHash('sha256').update(pem).digest('base64') };
}

export class RelayProgram {
  readonly #args: readonly string[];
  readonly #port: number;
  #child: ChildProcess | undefined;
  #said = '';
  #isTold = true;
  /** Times it was killed. */
  kills = 0;

  constructor({ program }: RelayPlace, port: number, args: readonly string[]) {
    this.#port = port;
    this.#args = [program, '--port', String(port), ...args];
  }

  get isUp(): boolean {
    return this.#child !== undefined;
  }

  /** What no frame may cause. */
  get troubles(): readonly string[] {
    return this.#said.split('\n').filter((line) => / fault |unhandled|uncaught|ended by itself/i.test(line));
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [...this.#args], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    this.#isTold = false;
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (this.#said += text));
    child.once('exit', () => {
      if (!this.#isTold) this.#said += '\nended by itself\n';
    });
    for (let tries = 0; tries < 400 && !(await answers(this.#port)); tries += 1)
      await new Promise((go) => setTimeout(go, 25));
  }

  /** As a crash: nothing is said to anybody. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    this.#child = undefined;
    this.#isTold = true;
    this.kills += 1;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const end = (isUp: boolean): void => {
      socket.destroy();
      resolve(isUp);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
