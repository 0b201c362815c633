// `npm test`: types, lint and formatting; unit tests; the build; the journeys in Chromium. Stops at the first stage that
// fails, and always ends with one plain line that counts the tests of all stages. `--long` runs the long versions too.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

if (process.argv.includes('--long')) process.env.TEST_LONG = '1';
const root = join(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'porchlight-tests-'));
const total = { passed: 0, failed: 0 };

/** Runs a program to its end, showing what it says; answers whether it ended well. */
function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    });
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
}

/** A stage that is one thing: it counts only when it fails. */
const script = (name) => async () => {
  const ok = await run('npm', ['run', '--silent', name]);
  if (!ok) total.failed += 1;
  return ok;
};

/** A stage of vitest projects; an error outside any test (an unhandled rejection) counts as one failed test. */
const tests =
  (...projects) =>
  async () => {
    const report = join(scratch, `${projects.join('-')}.json`);
    const chosen = projects.flatMap((project) => ['--project', project]);
    const ok = await run(process.execPath, [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      ...chosen,
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ]);
    const { passed, failed } = read(report);
    total.passed += passed;
    total.failed += ok ? failed : Math.max(failed, 1);
    return ok && failed === 0;
  };

function read(report) {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests };
  } catch (error) {
    console.error(`No test report was written (${error.message}).`);
    return { passed: 0, failed: 1 };
  }
}

/** @type {readonly (readonly [string, () => Promise<boolean>])[]} */
const STAGES = [
  ['check', script('check')],
  ['unit tests', tests('unit', 'ui')],
  ['build', script('build')],
  ['journeys', tests('e2e')],
];

let ok = true;
for (const [name, stage] of STAGES) {
  console.log(`\n== ${name}`);
  ok = await stage();
  if (!ok) {
    console.log(`\nStopped: ${name} failed.`);
    break;
  }
}
rmSync(scratch, { recursive: true, force: true });
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = ok ? 0 : 1;
