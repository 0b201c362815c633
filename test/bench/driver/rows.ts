// What a measurement comes to: one line of the table.
import { loadavg } from 'node:os';
import type { Used } from './cpu.ts';
import { median, spread, type Spread } from './stats.ts';

export interface Row {
  readonly name: string;
  readonly what: string;
  /** Undefined: told, but no goal. */
  readonly goal: { readonly at: 'least' | 'most'; readonly value: number } | undefined;
  readonly unit: 'ratio' | 'ms' | 'bytes' | 'count';
  readonly value: number;
  /** How the pairs' own values lie. */
  readonly pairs: Spread;
  /** Medians of both sides, in words. */
  readonly detail: string;
  readonly cpu?: Cpu;
  readonly load: number;
}

/** CPU of the whole browser in ms for one thing, as medians; `threads` are those of one run. */
interface Cpu {
  readonly bare: number;
  readonly product: number;
  readonly threads: Used['threads'];
}

type Verdict = 'ok' | 'close' | 'short' | '';
/** Points a ratio may miss its goal by before `--gate` minds. */
const SLACK = 0.05;

/** One run of each side, in ms of the clock and, where the system tells, in ms of CPU. */
export interface Pair {
  readonly bare: number;
  readonly product: number;
  readonly cpu?: { readonly bare: Used; readonly product: Used };
}

function cpuOf(pairs: readonly Pair[], count: number): { readonly cpu?: Cpu } {
  const known = pairs.flatMap(({ cpu }) => (cpu === undefined ? [] : [cpu]));
  const [first] = known;
  if (first === undefined || first.product.total === 0) return {};
  const threads = first.product.threads.map(({ name, ms }) => ({ name, ms: ms / count }));
  return {
    cpu: {
      bare: median(known.map(({ bare }) => bare.total)) / count,
      product: median(known.map(({ product }) => product.total)) / count,
      threads,
    },
  };
}

type Told = Pick<Row, 'name' | 'what' | 'goal'>;

const at = (side: 'least' | 'most', value: number): NonNullable<Row['goal']> => ({ at: side, value });
export const least = (value: number): Row['goal'] => at('least', value);
export const most = (value: number): Row['goal'] => at('most', value);

/** Speed of the product in bare speeds: 1 is as fast. Times in ms. */
export function rateRow(told: Told, pairs: readonly Pair[], count: number): Row {
  const bare = median(pairs.map((pair) => pair.bare));
  const product = median(pairs.map((pair) => pair.product));
  const perSecond = (ms: number): string => `${Math.round((count / ms) * 1000)}/s`;
  return {
    ...told,
    unit: 'ratio',
    value: bare / product,
    pairs: spread(pairs.map((pair) => pair.bare / pair.product)),
    detail: `${perSecond(product)} to ${perSecond(bare)} bare`,
    ...cpuOf(pairs, count),
    load: load(),
  };
}

/** Time of the product in bare times: 1 is as fast. Times in ms, for `count` things. */
export function timeRow(told: Told, pairs: readonly Pair[], count = 1): Row {
  const bare = median(pairs.map((pair) => pair.bare));
  const product = median(pairs.map((pair) => pair.product));
  const ms = (value: number): string => `${(value / count).toFixed(value / count < 10 ? 2 : 1)} ms`;
  return {
    ...told,
    unit: 'ratio',
    value: product / bare,
    pairs: spread(pairs.map((pair) => pair.product / pair.bare)),
    detail: `${ms(product)} to ${ms(bare)} bare`,
    ...cpuOf(pairs, count),
    load: load(),
  };
}

export function plainRow(told: Told, unit: Row['unit'], values: readonly number[], detail: string): Row {
  return { ...told, unit, value: median(values), pairs: spread(values), detail, load: load() };
}

export function load(): number {
  return loadavg()[0] ?? 0;
}

export function verdict({ goal, value, unit }: Row): Verdict {
  if (goal === undefined) return '';
  const miss = goal.at === 'least' ? goal.value - value : value - goal.value;
  if (miss <= 0) return 'ok';
  return unit === 'ratio' && miss <= SLACK ? 'close' : 'short';
}

const shown = (value: number, unit: Row['unit']): string => {
  if (unit === 'ratio') return `${value.toFixed(2)} x`;
  if (unit === 'count') return `${Math.round(value)}`;
  return unit === 'ms' ? `${value.toFixed(1)} ms` : `${Math.round(value)} B`;
};

const cpuText = (ms: number): string => `${ms.toFixed(ms < 10 ? 2 : 0)} ms`;

export function rowText(row: Row): string {
  const { name, what, goal, unit, value, pairs, detail } = row;
  const aim = goal === undefined ? '' : `${goal.at === 'least' ? '>=' : '<='} ${shown(goal.value, unit)}`;
  const range = pairs.runs > 1 ? `[${shown(pairs.low, unit)} .. ${shown(pairs.high, unit)}]` : '';
  const cells = [name.padEnd(22), aim.padStart(13), shown(value, unit).padStart(11), verdict(row).padEnd(5)];
  const cpu = row.cpu === undefined ? '' : `; CPU ${cpuText(row.cpu.product)} to ${cpuText(row.cpu.bare)}`;
  return `${cells.join(' ')} ${range.padEnd(22)} ${what}; ${detail}${cpu}`;
}
