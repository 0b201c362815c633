// The frame handler against a flood of random and damaged frames: it always has an answer, and never a wrong yes.
import { describe, expect, it } from 'vitest';
import { createHandler, type Standing, type Verdict } from '../../src/relay/handler.ts';
import { readKey, type KnownKey } from '../../src/relay/keys.ts';
import { createLedger } from '../../src/relay/ledger.ts';
import { createNeighbours } from '../../src/relay/neighbours.ts';
import { damaged, makeCorpus } from './fuzz-frames.ts';

const LONG = process.env['TEST_LONG'] !== undefined;
const COUNT = LONG ? 1_000_000 : 50_000;
const ADDRESS = 'localhost:8080';
const YES = new Set<Verdict['kind']>(['join', 'link', 'public', 'chat']);

interface Envelope {
  readonly data: unknown;
  readonly counter: number;
  readonly signature: string;
}
/** What a signature vouches for, whatever the spelling around it. */
function essence(text: string): string {
  const { data, counter, signature } = JSON.parse(text) as Envelope;
  const value: unknown = typeof data === 'string' ? JSON.parse(data) : data;
  const entries = Object.entries(value as object).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([entries, counter, signature]);
}

/** A neighbour's chats, and public chats of unknown people, pass unverified: nobody here could verify them. */
function isVouchedFor({ role }: Standing, kind: Verdict['kind'], text: string, known: KnownKey): boolean {
  if (role !== 'neighbour') return true;
  if (kind !== 'public') return false;
  const { data } = JSON.parse(text) as Envelope;
  const { sender } = (typeof data === 'string' ? JSON.parse(data) : data) as { sender: string };
  return known.goesBy(sender);
}

function knownKey(pem: string): KnownKey {
  const read = readKey(pem);
  if ('refused' in read) throw new Error(read.refused);
  return read.key;
}

describe('the handler', () => {
  it(
    `judges ${COUNT} random and damaged frames`,
    async () => {
      const { key, frames, server } = await makeCorpus(ADDRESS);
      const signed = frames.filter((text) => text.includes('signed_data'));
      const good = new Set(signed.map(essence));
      const known = knownKey(key.pem);
      const seed = Number(process.env['SEED'] ?? 1);
      const name = { address: ADDRESS, url: `ws://${ADDRESS}/`, fingerprint: server };
      const make = () => {
        const { admit } = createNeighbours([name]);
        const keyNamed = (sender: string) => (known.goesBy(sender) ? known : undefined);
        return createHandler({
          ledger: createLedger(false),
          neighbours: { admit, keyNamed, silentAt: () => undefined },
          isFull: () => false,
        });
      };
      const source = damaged(frames, seed);
      const counts = new Map<string, number>();
      let judge = make();
      for (let done = 0; done < COUNT; done += 1) {
        // A new ledger now and then, so that good frames are new again.
        if (done % 500 === 0) judge = make();
        const text = source.next().value;
        const standings: Standing[] = [
          { role: 'new' },
          { role: 'client', key: known, counters: { hello: 0, last: 0 } },
          { role: 'neighbour', address: ADDRESS },
        ];
        const standing = standings[done % 3]!;
        const verdict = await judge(text, standing);
        const { kind } = verdict;
        counts.set(`${standing.role}:${kind}`, (counts.get(`${standing.role}:${kind}`) ?? 0) + 1);
        if (YES.has(kind) && isVouchedFor(standing, kind, text, known) && !good.has(essence(text))) {
          throw new Error(`seed ${seed}, frame ${done}: ${kind} for ${JSON.stringify(text)}`);
        }
      }
      for (const yes of [
        'new:join',
        'new:link',
        'client:public',
        'client:chat',
        'client:repeat',
        'client:list',
      ]) {
        expect([yes, (counts.get(yes) ?? 0) > 0]).toEqual([yes, true]);
      }
    },
    LONG ? 3_600_000 : 60_000,
  );
});
