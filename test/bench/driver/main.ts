// Runs the rows one after the other, prints the table, and keeps the numbers in build/bench/results.json.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import type { Browsers } from './page.ts';
import { load, rowText, verdict, type Row } from './rows.ts';
import { bytesRows } from './rows/bytes.ts';
import { coldRows } from './rows/cold.ts';
import { directRows } from './rows/direct.ts';
import { foreignRows } from './rows/foreign.ts';
import { gapRows } from './rows/gap.ts';
import { groupRows } from './rows/group.ts';
import { listRows } from './rows/list.ts';
import { openRows } from './rows/open.ts';
import { relayRows } from './rows/relay.ts';
import { scrollRows } from './rows/scroll.ts';
import { searchRows } from './rows/search.ts';
import { sendRows } from './rows/send.ts';

export interface Ground {
  readonly root: string;
  /** Folder of the built app. */
  readonly app: string;
  /** build/bench */
  readonly out: string;
  readonly browser: Browsers;
  /** Pairs of runs. */
  readonly pairs: number;
  /** A number of messages, less when in a hurry. */
  readonly size: (usual: number) => number;
  /** Writes a CPU profile of each browser row there. */
  readonly profile: boolean;
}
type Measure = (ground: Ground) => Promise<readonly Row[]>;

const ROWS: ReadonlyMap<string, Measure> = new Map([
  ['bytes', bytesRows],
  ['receive', directRows],
  ['gap', gapRows],
  ['foreign', foreignRows],
  ['open', openRows],
  ['send', sendRows],
  ['group', groupRows],
  ['list', listRows],
  ['cold', coldRows],
  ['scroll', scrollRows],
  ['search', searchRows],
  ['relay', relayRows],
]);

const HELP = `npm run bench [-- --only NAME] [--quick] [--gate] [--profile] [--app DIR]
  --only NAME   one of ${[...ROWS.keys()].join(', ')}; repeatable
  --app DIR     the built app, for its bytes (dist)
  --quick       fewer pairs, fewer messages: for a first look
  --gate        exit code 1 when a goal is missed by more than 5 points
  --profile     CPU profiles of page and workers into build/bench/profiles`;

interface Start {
  readonly root: string;
  readonly out: string;
  readonly browser: Browsers;
  readonly words: readonly string[];
}

/** Gives the exit code: 0 unless something could not be measured, or `--gate` and a goal was missed. */
export async function main({ root, out, browser, words }: Start): Promise<number> {
  const only = after(words, '--only');
  const unknown = only.find((name) => !ROWS.has(name));
  if (words.includes('--help') || unknown !== undefined) {
    console.log(HELP);
    return unknown === undefined ? 0 : 2;
  }
  const isQuick = words.includes('--quick');
  const ground: Ground = {
    root,
    app: after(words, '--app')[0] ?? join(root, 'dist'),
    out,
    browser,
    pairs: isQuick ? 3 : 5,
    size: (usual) => (isQuick ? Math.ceil(usual / 3) : usual),
    profile: words.includes('--profile'),
  };
  const { rows, failed } = await measureAll(ground, only);
  tell(out, rows);
  const isMissed = words.includes('--gate') && rows.some((row) => verdict(row) === 'short');
  return failed || isMissed ? 1 : 0;
}

const after = (words: readonly string[], flag: string): readonly string[] =>
  words.filter((_, at) => words[at - 1] === flag);

async function measureAll(
  ground: Ground,
  only: readonly string[],
): Promise<{ readonly rows: readonly Row[]; readonly failed: boolean }> {
  const rows: Row[] = [];
  let failed = false;
  for (const [name, measure] of ROWS) {
    if (only.length > 0 && !only.includes(name)) continue;
    const start = performance.now();
    try {
      for (const row of await measure(ground)) {
        rows.push(row);
        console.log(rowText(row));
      }
    } catch (error) {
      failed = true;
      console.error(
        `${name}: could not be measured. ${error instanceof Error ? error.stack : String(error)}`,
      );
    }
    console.log(
      `  (${name}: ${((performance.now() - start) / 1000).toFixed(0)} s, load ${load().toFixed(1)})`,
    );
  }
  return { rows, failed };
}

function tell(out: string, rows: readonly Row[]): void {
  mkdirSync(out, { recursive: true });
  const at = new Date().toISOString();
  const machine = { cores: cpus().length, cpu: cpus()[0]?.model, node: process.version, load: loadavg() };
  const told = rows.map((row) => ({ ...row, verdict: verdict(row) }));
  writeFileSync(join(out, 'results.json'), `${JSON.stringify({ at, machine, rows: told }, undefined, 2)}\n`);
  console.log(`\n${rows.map(rowText).join('\n')}`);
  console.log(
    `\n${machine.cores} cores, load ${loadavg()
      .map((one) => one.toFixed(1))
      .join(' ')}.`,
  );
}
