// What every store must do, whatever stands behind it. No test runner in here, so that it also runs in a browser's page:
// each case throws when the store does not keep the contract.
import type { Store, StoreOptions } from '../../src/store/store.ts';
import type { IdentityRow } from '../../src/store/identity-rows.ts';
import {
  anna,
  ben,
  conversation,
  conversationRow,
  messageRow,
  outboxRow,
  person,
  personRow,
} from './sample-rows.ts';

export interface ContractCase {
  readonly name: string;
  run(open: Open): Promise<void>;
}
/** Opens the case's own database; called again, it opens the same one again. */
export type Open = (options?: Partial<StoreOptions>) => Promise<Store>;

export const storeContract: readonly ContractCase[] = [
  {
    name: 'a new store is empty',
    async run(open) {
      const loaded = await (await open()).load();
      equal(loaded.identity, undefined);
      equal(loaded.lastSeq, 0);
      equal(
        [loaded.servers, loaded.people, loaded.conversations, loaded.outbox, loaded.receipts],
        [[], [], [], [], []],
      );
      equal(loaded.heldCount, 0);
    },
  },
  {
    name: 'everything that was put is there after reopening',
    async run(open) {
      const store = await open();
      const ledger = { lastFrame: 32, lastHello: 17, highestAccepted: 16 };
      const server = {
        address: 'host:8001',
        scheme: 'ws' as const,
        dialect: 'v12',
        addedAt: 1,
        lastJoinedAt: undefined,
      };
      await store.commit({
        put: {
          ledger,
          currentServer: { address: 'host:8001', scheme: 'ws' },
          servers: [server],
          people: [personRow('anna')],
          conversations: [conversationRow('anna', { unread: 2 })],
          messages: [messageRow(1)],
          outbox: [outboxRow(2), outboxRow(1)],
          held: [{ key: 'h', message: messageRow(9), heldAt: 5 }],
          receipts: [{ key: 'r', author: anna, delivered: [], read: [messageRow(1).id] }],
        },
        lastSeq: 9,
        strict: true,
      });
      store.close();
      const again = await open();
      const loaded = await again.load();
      equal(loaded.ledger, ledger);
      equal(loaded.currentServer, { address: 'host:8001', scheme: 'ws' });
      equal(loaded.servers, [server]);
      equal(loaded.people, [personRow('anna')]);
      equal(loaded.conversations, [conversationRow('anna', { unread: 2 })]);
      equal(loaded.outbox, [outboxRow(1), outboxRow(2)]); // in the order of sending
      equal(loaded.receipts.length, 1);
      equal(loaded.lastSeq, 9);
      equal(loaded.heldCount, 1);
      equal(await again.message(messageRow(1).key), messageRow(1));
      equal(await again.held(conversation('anna')), [{ key: 'h', message: messageRow(9), heldAt: 5 }]);
      equal(await again.held(conversation('ben')), []);
    },
  },
  {
    name: 'a private key comes back, still works and still cannot be exported',
    async run(open) {
      const store = await open();
      const identity = await makeIdentity();
      await store.commit({ put: { identity }, strict: true });
      store.close();
      const loaded = await (await open()).load();
      const { identity: back } = loaded;
      const key = back !== undefined && 'sign' in back ? back.sign : undefined;
      if (key === undefined) throw new Error('no key came back');
      const signature = await crypto.subtle.sign({ name: 'RSA-PSS', saltLength: 32 }, key, new Uint8Array(3));
      equal(signature.byteLength, 256);
      equal(key.extractable, false);
      await rejects(crypto.subtle.exportKey('pkcs8', key), () => true);
    },
  },
  {
    name: 'the bytes of a file come back',
    async run(open) {
      const store = await open();
      await store.commit({ put: { blobs: [{ key: 'a|1', blob: new Blob(['abc']) }] } });
      store.close();
      const again = await open();
      const row = await again.blob('a|1');
      equal(await row?.blob.text(), 'abc');
      equal(await again.blobKeys(), ['a|1']);
      equal(await again.blob('a|2'), undefined);
    },
  },
  {
    name: 'history comes page by page, newest page first, oldest message first',
    async run(open) {
      const store = await open();
      const mine = Array.from({ length: 120 }, (_, index) => messageRow(index + 1));
      const others = Array.from({ length: 5 }, (_, index) =>
        messageRow(200 + index, { author: ben, conversation: conversation('ben') }),
      );
      await store.commit({ put: { messages: [...mine, ...others] } });
      const newest = await store.messagesBefore(conversation('anna'), undefined, 50);
      equal(newest, mine.slice(70));
      equal(await store.messagesBefore(conversation('anna'), newest[0]?.seq, 50), mine.slice(20, 70));
      equal(await store.messagesBefore(conversation('anna'), 21, 50), mine.slice(0, 20));
      equal(await store.messagesBefore(conversation('anna'), 1, 50), []);
      equal(await store.messagesBefore(conversation('anna'), undefined, 0), []);
      equal(await store.messagesBefore(conversation('nobody'), undefined, 50), []);
      equal(await store.messagesAfter(conversation('anna'), 20, 50), mine.slice(20, 70));
      equal(await store.messagesAfter(conversation('anna'), 0, 1), mine.slice(0, 1));
      equal(await store.messagesAfter(conversation('anna'), 100, 20), mine.slice(100));
      equal(await store.messagesAfter(conversation('anna'), 119, 50), mine.slice(119));
      equal(await store.messagesAfter(conversation('anna'), 120, 50), []);
      equal(await store.messagesAfter(conversation('anna'), 20, 0), []);
      equal(await store.messagesAfter(conversation('nobody'), 0, 50), []);
      equal(await store.messagesAfter(conversation('anna'), -Infinity, 1), mine.slice(0, 1));
      equal(await store.messageCount(conversation('anna')), 120);
      equal(await store.messageCount(conversation('nobody')), 0);
    },
  },
  {
    name: 'messages are found by key',
    async run(open) {
      const store = await open();
      await store.commit({
        put: { messages: [messageRow(1), messageRow(2)] },
      });
      equal(await store.hasMessage(messageRow(1).key), true);
      equal(await store.hasMessage('nobody|none'), false);
      equal([...(await store.hasMessages([messageRow(2).key, 'no'])).values()], [messageRow(2).key]);
      equal(await store.message('nobody|none'), undefined);
    },
  },
  {
    name: 'people and counters are looked up by fingerprint',
    async run(open) {
      const store = await open();
      await store.commit({ put: { people: [personRow('anna')] }, hear: [{ fingerprint: anna, counter: 5 }] });
      equal([...(await store.people([anna, ben])).keys()], [anna]);
      equal([...(await store.heard([anna, ben]))], [[anna, 5]]);
    },
  },
  {
    name: 'what is removed is gone, and removing what is not there is no fault',
    async run(open) {
      const store = await open();
      const server = {
        address: 'h',
        scheme: 'wss' as const,
        dialect: 'v12',
        addedAt: 1,
        lastJoinedAt: undefined,
      };
      await store.commit({
        put: {
          servers: [server, { ...server, scheme: 'ws' }],
          currentServer: server,
          messages: [messageRow(1)],
          outbox: [outboxRow(1)],
        },
      });
      await store.commit({
        remove: {
          currentServer: true,
          servers: [{ address: 'h', scheme: 'wss' }],
          messages: [messageRow(1).key, 'none'],
          outbox: [outboxRow(1).key],
          people: [ben],
          conversations: [conversation('ben')],
          held: ['x'],
          blobs: ['x'],
          receipts: ['x'],
        },
      });
      const loaded = await store.load();
      equal(loaded.currentServer, undefined);
      equal(
        loaded.servers.map((row) => row.scheme),
        ['ws'],
      );
      equal(loaded.outbox, []);
      equal(await store.hasMessage(messageRow(1).key), false);
    },
  },
  {
    name: 'a counter that is not new stores nothing of its commit (T04)',
    async run(open) {
      const store = await open();
      const first = await store.commit({
        put: { messages: [messageRow(1)] },
        hear: [{ fingerprint: anna, counter: 7 }],
      });
      equal(first, 'done');
      for (const counter of [7, 6, 0]) {
        const answer = await store.commit({
          put: {
            messages: [messageRow(2), messageRow(3, { author: ben })],
            conversations: [conversationRow('anna')],
          },
          hear: [
            { fingerprint: ben, counter: 100 },
            { fingerprint: anna, counter },
          ],
          lastSeq: 3,
        });
        equal(answer, 'conflict');
      }
      equal([...(await store.heard([anna, ben]))], [[anna, 7]]);
      equal((await store.load()).conversations, []);
      equal((await store.load()).lastSeq, 0);
      equal(await store.hasMessage(messageRow(2).key), false);
    },
  },
  {
    name: 'counter 0 may be the first, and a batch may hear the same key several times in order',
    async run(open) {
      const store = await open();
      const hear = [0, 1, 5].map((counter) => ({ fingerprint: anna, counter }));
      equal(await store.commit({ hear }), 'done');
      equal([...(await store.heard([anna]))], [[anna, 5]]);
      const backwards = [9, 8].map((counter) => ({ fingerprint: anna, counter }));
      equal(await store.commit({ hear: backwards }), 'conflict');
      equal([...(await store.heard([anna]))], [[anna, 5]]);
    },
  },
  {
    name: 'counters survive reopening',
    async run(open) {
      const store = await open();
      await store.commit({ hear: [{ fingerprint: anna, counter: 2 ** 53 - 1 }] });
      store.close();
      equal(await (await open()).commit({ hear: [{ fingerprint: anna, counter: 5 }] }), 'conflict');
    },
  },
  {
    name: 'commits happen in the order of their calls',
    async run(open) {
      const store = await open();
      const commits = Array.from({ length: 20 }, (_, index) =>
        store.commit({ put: { conversations: [conversationRow('anna', { unread: index })] } }),
      );
      await Promise.all(commits);
      equal((await store.load()).conversations[0]?.unread, 19);
    },
  },
  {
    name: 'an empty commit is done',
    async run(open) {
      const store = await open();
      equal(await store.commit({}), 'done');
      equal(await store.commit({ put: { messages: [] }, remove: { outbox: [] }, hear: [] }), 'done');
      equal(await store.commit({ put: { people: [personRow('anna')] }, hear: [] }), 'done');
    },
  },
  {
    name: 'a value that cannot be stored is refused, and the rest of its commit with it',
    async run(open) {
      const store = await open();
      const broken = outboxRow(1, { x: () => 'a function' });
      await rejects(
        store.commit({ put: { people: [personRow('anna')], outbox: [broken] } }),
        hasKind('refused'),
      );
      equal((await store.load()).people, []);
      equal(await store.commit({ put: { people: [personRow('anna')] } }), 'done');
    },
  },
  {
    name: 'wipe leaves nothing, and the store is closed after it',
    async run(open) {
      const store = await open();
      await store.commit({ put: { people: [personRow('anna')] }, hear: [{ fingerprint: anna, counter: 5 }] });
      await store.wipe();
      await rejects(store.load(), hasKind('closed'));
      const again = await open();
      equal((await again.load()).people, []);
      equal([...(await again.heard([anna]))], []);
    },
  },
  {
    name: 'a database deleted under the store is lost, and is not made anew (R07)',
    async run(open) {
      const troubles: string[] = [];
      const store = await open({ onTrouble: (trouble) => troubles.push(trouble) });
      await store.commit({ put: { people: [personRow('anna')] } });
      await (await open()).wipe();
      await rejects(store.load(), hasKind('lost'));
      await rejects(store.commit({ put: { people: [personRow('ben')] } }), hasKind('lost'));
      equal(troubles, ['lost']);
      equal((await (await open()).load()).people, []);
    },
  },
  {
    name: 'an older page gives way to a newer one and asks for a reload (R05)',
    async run(open) {
      const troubles: string[] = [];
      const old = await open({ onTrouble: (trouble) => troubles.push(trouble) });
      await old.commit({ put: { people: [personRow('anna')] } });
      const { migrations } = await import('../../src/store/schema.ts');
      const later = [...migrations, (db: IDBDatabase) => void db.createObjectStore('extra')];
      const young = await open({ migrations: later });
      equal(troubles, ['reload-needed']);
      await rejects(old.load(), hasKind('newer-version'));
      equal((await young.load()).people, [personRow('anna')]);
      young.close();
      await rejects(open(), hasKind('newer-version'));
    },
  },
];

async function makeIdentity(): Promise<IdentityRow> {
  const rsa = { modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
  const pss = await crypto.subtle.generateKey({ name: 'RSA-PSS', hash: 'SHA-256', ...rsa }, false, [
    'sign',
    'verify',
  ]);
  const oaep = await crypto.subtle.generateKey({ name: 'RSA-OAEP', hash: 'SHA-256', ...rsa }, false, [
    'encrypt',
    'decrypt',
  ]);
  return {
    fingerprint: person('me'),
    pem: 'pem',
    sign: pss.privateKey,
    open256: oaep.privateKey,
    open1: oaep.privateKey,
    name: 'Me',
    createdAt: 1,
    recovery: undefined,
  };
}

export function equal(actual: unknown, expected: unknown): void {
  const [left, right] = [show(actual), show(expected)];
  if (left !== right) throw new Error(`got ${left}\nexpected ${right}`);
}

/** Plain data as text with sorted keys; undefined is told from absent neither here nor in the app. */
function show(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner: unknown) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? 'undefined'
  );
}

async function rejects(promise: Promise<unknown>, expected: (error: unknown) => boolean): Promise<void> {
  const outcome = await promise.then(
    () => ({ error: undefined }),
    (error: unknown) => ({ error }),
  );
  if (outcome.error === undefined) throw new Error('it did not fail');
  if (!expected(outcome.error)) throw new Error('it failed otherwise', { cause: outcome.error });
}

export function hasKind(kind: string): (error: unknown) => boolean {
  return (error) => error instanceof Error && 'kind' in error && error.kind === kind;
}
