// CPU time of every thread of a browser (Linux: /proc/…/schedstat). On a busy machine it says more than the clock: what a
// thread waited for a core is not in it.
import { readdirSync, readFileSync } from 'node:fs';

export interface Used {
  /** Milliseconds of CPU of all threads. */
  readonly total: number;
  /** Milliseconds for which threads were ready and got no core. */
  readonly waited: number;
  /** The busiest threads, by name, in ms. */
  readonly threads: readonly { readonly name: string; readonly ms: number }[];
}
interface Thread {
  readonly name: string;
  readonly run: number;
  readonly wait: number;
}
export type Snapshot = ReadonlyMap<string, Thread>;

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error) return ''; // it ended meanwhile
    throw error;
  }
};
const list = (path: string): readonly string[] => {
  try {
    return readdirSync(path);
  } catch (error) {
    if (error instanceof Error) return [];
    throw error;
  }
};

const parentOf = (pid: string): string =>
  read(`/proc/${pid}/stat`)
    .replace(/^.*\) /, '')
    .split(' ')[1] ?? '';

/** The processes of the browser that runs on the profile `folder`; none where there is no /proc. */
export function processesOf(folder: string): readonly string[] {
  const all = list('/proc').filter((name) => /^\d+$/.test(name));
  const family = new Set(all.filter((pid) => read(`/proc/${pid}/cmdline`).includes(folder)));
  for (let size = 0; size < family.size;) {
    size = family.size;
    for (const pid of all) if (family.has(parentOf(pid))) family.add(pid);
  }
  return [...family];
}

export function snapshot(processes: readonly string[]): Snapshot {
  const threads = new Map<string, Thread>();
  for (const pid of processes) {
    const kind = /--type=([\w-]+)/.exec(read(`/proc/${pid}/cmdline`))?.[1] ?? 'browser';
    for (const tid of list(`/proc/${pid}/task`)) {
      const [run = '0', wait = '0'] = read(`/proc/${pid}/task/${tid}/schedstat`).split(' ');
      const name = `${kind} ${read(`/proc/${pid}/task/${tid}/comm`).trim()} ${tid}`;
      threads.set(`${pid}/${tid}`, { name, run: Number(run) / 1e6, wait: Number(wait) / 1e6 });
    }
  }
  return threads;
}

/** What was used between two snapshots. */
export function used(before: Snapshot, after: Snapshot): Used {
  let total = 0;
  let waited = 0;
  const threads: { name: string; ms: number }[] = [];
  for (const [key, { name, run, wait }] of after) {
    const ms = run - (before.get(key)?.run ?? 0);
    total += ms;
    waited += wait - (before.get(key)?.wait ?? 0);
    threads.push({ name, ms });
  }
  threads.sort((a, b) => b.ms - a.ms);
  return { total, waited, threads: threads.slice(0, 8) };
}
