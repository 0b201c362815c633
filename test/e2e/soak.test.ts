// Eight minutes of steady traffic, with `--long` alone: what page and workers hold stays flat.
import { describe, expect, it } from 'vitest';
import type { Fingerprint } from '../../src/domain/ids.ts';
import { startRig } from '../support/engine-rig.ts';
import { later } from './support/cleanup.ts';
import { watchHeaps } from './support/heap-watch.ts';
import { scratchFolder } from './support/paths.ts';
import { freePort, startRelayProcess } from './support/relay-process.ts';
import { chatRow, heading, newPerson, visit, callThem } from './support/steps.ts';

const MS = Number(process.env['SOAK_MS'] ?? 8 * 60_000);
/** From here on nothing may grow: all that is remembered up to a number (frames that were seen: 4,096) is full by then. */
const WARM_MS = MS / 2;
const EVERY_MS = 45;
const MEBIBYTE = 1024 * 1024;
/** What each may hold at the end more than when it was warm. */
const MOST = 2 * MEBIBYTE;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe.runIf(process.env['TEST_LONG'] ?? process.env['SOAK_MS'])(
  'Twenty messages a second, for minutes',
  () => {
    it('leave nothing behind in memory', { timeout: MS + 120_000 }, async () => {
      const relay = await startRelayProcess();
      const mira = await startRig();
      later(() => mira.engine.close());
      await mira.engine.createIdentity('Mira');
      await mira.engine.finishIdentity();
      await mira.engine.connect({ address: relay.address, scheme: 'ws' });
      const port = await freePort();
      const anna = await newPerson({
        name: 'Anna',
        baseUrl: relay.url,
        persistent: scratchFolder('soak'),
        args: [`--remote-debugging-port=${port}`],
      });
      await visit(anna.page, 'chats');
      await heading(anna.page, 'Chats').waitFor();
      const person = anna.fingerprint as Fingerprint;
      await mira.until('a light', () => mira.people.get(person)?.light === 'on', 10_000);
      await callThem(anna.page, { fingerprint: mira.me() }, 'Mira');
      await visit(anna.page, 'chats');
      const chat = await mira.engine.openDirect(person);
      const heaps = await watchHeaps(port);
      later(() => heaps.close());
      const start = Date.now();
      let warm: ReadonlyMap<string, number> | undefined;
      let said = 0;
      for (; Date.now() - start < MS; said += 1) {
        await mira.engine.sendText(chat, `Message ${said}`);
        if (warm === undefined && Date.now() - start > WARM_MS) warm = await heaps.sample();
        await pause(EVERY_MS);
      }
      await chatRow(anna.page, `Message ${said - 1}`).waitFor();
      const last = await heaps.sample();
      const rows = [...last].map(([name, size]) => [name, warm?.get(name) ?? size, size] as const);
      console.log(
        `soak: ${MS / 1000} s, ${said} messages; KiB when warm and at the end:`,
        rows
          .map(
            ([name, before, after]) => `${name} ${Math.round(before / 1024)} → ${Math.round(after / 1024)}`,
          )
          .join(', '),
      );
      for (const [name, before, after] of rows) expect(after - before, name).toBeLessThan(MOST);
      heaps.close();
    });
  },
);
