// What the outbox sends to whom: acts and receipts only where `x` travels.
import { beforeAll, describe, expect, it } from 'vitest';
import { directId } from '../../src/domain/conversation.ts';
import { dueRows, type DueFacts } from '../../src/engine/due.ts';
import { newOutboxRow } from '../../src/engine/outbox.ts';
import { V12 } from '../../src/protocol/dialect.ts';
import type { OutboxRow } from '../../src/store/rows.ts';
import { fakeKey } from '../support/fake-runner.ts';
import type { KeyFacts } from '../support/parts-fakes.ts';

let ben: KeyFacts;
beforeAll(async () => {
  ben = await fakeKey('ben');
});

const facts = (payload: 'both' | 'wrapped'): DueFacts => {
  const speech = { ...V12.speech, payload };
  return {
    listed: (person) => ({ ...ben, fingerprint: person, received: ben.pem, usable: true, servers: ['home'] }),
    showsX: () => true,
    isDead: () => false,
    mayHaveLeft: () => true,
    isOverdue: () => false,
    speechTo: () => speech,
    serverSpeech: () => speech,
  };
};
function row(kind: OutboxRow['kind'], recipients: OutboxRow['recipients']): OutboxRow {
  const place = { key: 'key', seq: 1, conversation: directId(ben.fingerprint), text: 'x', at: 0 };
  return newOutboxRow(place, kind, recipients, { v: 1 });
}

describe('what is due', () => {
  it('is a text in whatever words, and an act only in those that carry x', () => {
    for (const recipients of [[ben.fingerprint], []]) {
      const due = (kind: OutboxRow['kind'], payload: 'both' | 'wrapped') =>
        dueRows([row(kind, recipients)], facts(payload), 9);
      for (const kind of ['chat', 'act', 'receipt'] as const) {
        expect(due(kind, 'both').due).toHaveLength(1);
        const inOthers = due(kind, 'wrapped');
        expect(inOthers.due).toHaveLength(kind === 'chat' ? 1 : 0);
        expect(inOthers.hopeless).toHaveLength(kind === 'receipt' ? 1 : 0); // an act waits for a server that takes it
      }
    }
  });
});
