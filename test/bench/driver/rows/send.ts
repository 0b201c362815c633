// Direct messages that go out: intent → stored → sealed and signed → stored → handed to the socket.
import type { Ground } from '../main.ts';
import { least, rateRow, type Pair, type Row } from '../rows.ts';
import { openStage } from '../stage.ts';

export async function sendRows(ground: Ground): Promise<readonly Row[]> {
  const stage = await openStage(ground);
  const { page } = stage;
  const count = ground.size(300);
  const pairs = async (workers: number): Promise<readonly Pair[]> => {
    await stage.restart(workers);
    const { writer, conversation } = await stage.friend();
    const found: Pair[] = [];
    for (let at = 0; at <= ground.pairs; at += 1) {
      const run = (): Promise<number> => page.call('send', conversation, count);
      const both = await stage.pair(
        () => page.call('bare', { kind: 'seal', count, pem: writer.pem }),
        () => (at === 1 ? stage.profiled(`send-${workers}`, run) : run()),
      );
      if (at > 0) found.push(both);
    }
    return found;
  };
  try {
    return [
      rateRow(
        { name: 'send', what: 'direct messages, one crypto worker', goal: least(0.9) },
        await pairs(1),
        count,
      ),
      rateRow({ name: '  send, 2 workers', what: 'as shipped', goal: undefined }, await pairs(2), count),
    ];
  } finally {
    await stage.end();
  }
}
