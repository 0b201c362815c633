// `npm test`: types, lint and formatting; unit tests; the build; the journeys in Chromium. Stops at the first stage that
// fails, and always ends with one plain line that counts the tests of all stages. `--long` runs the long versions too.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

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

/** Runs vitest; an error outside any test (an unhandled rejection) counts as one failed test. */
async function vitest(projects, files = []) {
  const report = join(scratch, `${projects.join('-')}-${files.length}.json`);
  const ok = await run(process.execPath, [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    ...files,
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const { passed, failed, failedFiles } = read(report);
  return { passed, failed: ok ? failed : Math.max(failed, 1), failedFiles };
}

/**
 * A stage of vitest projects. What runs against real clocks, sockets and browsers may meet a moment in which the machine was
 * busy: up to three files of that kind that failed are run once more, alone, and what passes then is named in the output.
 * What fails twice has failed, and so has what depends on nothing but itself.
 */
const tests =
  (...projects) =>
  async () => {
    const first = await vitest(projects);
    total.passed += first.passed;
    const { failedFiles } = first;
    const mayRunAgain =
      failedFiles.length > 0 && failedFiles.length <= 3 && failedFiles.every(({ file }) => isTimed(file));
    if (first.failed === 0 || !mayRunAgain) {
      total.failed += first.failed;
      return first.failed === 0;
    }
    console.log(`\n== once more: ${failedFiles.map(({ file }) => relative(root, file)).join(', ')}`);
    const again = await vitest(
      projects,
      failedFiles.map(({ file }) => file),
    );
    const before = failedFiles.reduce((sum, { passed }) => sum + passed, 0);
    total.passed += again.passed - before;
    total.failed += again.failed;
    if (again.failed === 0)
      console.log(`\n${first.failed} passed on the second run only: see the first for why.`);
    return again.failed === 0;
  };

// What draws new chances in each run is never told again: a message lost once is lost.
const isTimed = (file) =>
  /^test[\\/](?:e2e|interop|relay|ui|wire)[\\/]/.test(relative(root, file)) &&
  !/(?:chaos|fuzz|kill|soak)\.test\.ts$/.test(file);

function read(report) {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    const failedFiles = testResults
      .filter(({ status }) => status !== 'passed')
      .map(({ name: file, assertionResults }) => ({
        file,
        passed: assertionResults.filter(({ status }) => status === 'passed').length,
      }));
    return { passed: numPassedTests, failed: numFailedTests, failedFiles };
  } catch (error) {
    console.error(`No test report was written (${error.message}).`);
    return { passed: 0, failed: 1, failedFiles: [] };
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
