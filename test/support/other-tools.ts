// openssl, ssh-keygen and Python's `cryptography`, where this machine has them. In CI they must be there (.ci/run).
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';

const SCRIPT = join(import.meta.dirname, 'keys.py');
/** Debian's own, which has the package; another Python on the path may not. */
const PYTHONS = ['/usr/bin/python3', 'python3'];

const works = (program: string, args: readonly string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore' }).status === 0;
const python = PYTHONS.find((program) => works(program, ['-c', 'import cryptography']));

export const hasOpenssl = works('openssl', ['version']);
export const hasPython = python !== undefined;
const isCI = process.env['CI'] !== undefined;

/** In CI nothing is skipped: what is missing fails there. */
export const mayRun = (has: boolean): boolean => has || isCI;
/** For the name of a suite. */
export const where = (tool: string, has: boolean): string =>
  has || isCI ? tool : `${tool} (skipped: it is not on this machine)`;

/** What `openssl` writes to its standard output. */
export function openssl(args: readonly string[], input?: string | Uint8Array): Buffer {
  return execFileSync('openssl', args, { input, stdio: ['pipe', 'pipe', 'ignore'] });
}

/** Asks test/support/keys.py; the shape of the answer is the caller's word. */
export function askPython(request: Readonly<Record<string, unknown>>): unknown {
  if (python === undefined) throw new Error('no Python with cryptography here (python3-cryptography)');
  const answer = execFileSync(python, [SCRIPT], { input: JSON.stringify(request), encoding: 'utf8' });
  return JSON.parse(answer);
}
