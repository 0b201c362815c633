// The relay as people start it: one built file and `node`, nothing beside it.
import { execFile, execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { atEnd, eventually, freePort, joined, place } from './support.ts';

const root = join(import.meta.dirname, '../..');
const folder = place('built');
const program = join(folder, 'relay.mjs');

beforeAll(() => {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const args = [vite, 'build', '--mode', 'relay', '--logLevel', 'error', '--outDir', folder, '--emptyOutDir'];
  execFileSync(process.execPath, args, { cwd: root, env: { ...process.env, NODE_ENV: 'production' } });
}, 60_000);

interface Run {
  readonly child: ChildProcess;
  output(): string;
}
function start(...args: readonly string[]): Run {
  const child = spawn(process.execPath, [program, ...args], { cwd: folder });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (output += text.toString()));
  atEnd(() => child.kill('SIGKILL'));
  return { child, output: () => output };
}
const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode === null
    ? new Promise((resolve) => child.on('exit', resolve))
    : Promise.resolve(child.exitCode);

describe('the program', () => {
  it('is one file', () => {
    expect(readdirSync(folder)).toEqual(['relay.mjs']);
  });

  it('says where it is and who, serves, and stops cleanly when told to', async () => {
    const port = await freePort();
    const run = start('--port', String(port), '--identity', place('program.pem'));
    await eventually(() => /fingerprint: +[A-Za-z0-9+/]{43}=/.test(run.output()));
    expect(run.output()).toContain(`http://localhost:${port}`);
    const anna = await joined(`http://localhost:${port}`, 0);
    const sent = await anna.sendPublic('hello');
    await anna.until((_, text) => text === sent);
    run.child.kill('SIGTERM');
    expect((await anna.closed).code).toBe(1001);
    expect(await ended(run.child)).toBe(0);
    expect(existsSync(place('program.pem'))).toBe(true);
  });

  it.each([
    [['--nope'], /nope/],
    [['--app', 'not-there', '--port', '0'], /not-there/],
    [['--cert', 'x', '--port', '0'], /--cert and --key/],
    [['--neighbour', 'localhost:1', '--port', '0'], /--trust-neighbours/],
  ])('explains %j in a line and ends with 2', async (args, message) => {
    const failed = await promisify(execFile)(process.execPath, [program, ...args], { cwd: folder }).catch(
      (error: unknown) => error as { code: number; stderr: string },
    );
    expect(failed).toMatchObject({ code: 2 });
    expect(failed.stderr).toMatch(message);
    expect(failed.stderr).not.toMatch(/\n\s+at /);
  });

  const openssl = spawnSync('openssl', ['version']).status === 0;
  it.runIf(openssl)('speaks https and wss with a certificate', async () => {
    const [cert, key] = [place('cert.pem'), place('key.pem')];
    const subject = ['-subj', '/CN=localhost', '-days', '2', '-nodes', '-newkey', 'rsa:2048'];
    execFileSync('openssl', ['req', '-x509', ...subject, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    const port = await freePort();
    const run = start('--port', String(port), '--cert', cert, '--key', key);
    await eventually(() => run.output().includes(`https://localhost:${port}`));
    const anna = await joined(`https://localhost:${port}`, 0);
    const sent = await anna.sendPublic('hello');
    await anna.until((_, text) => text === sent);
  });

  it('explains every flag with --help', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [program, '--help']);
    expect(stdout).toContain('--neighbour');
  });
});
