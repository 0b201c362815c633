// Files, as sender and receiver notice them: up under a random name, down only on a tap, capped, typed by their bytes.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { acceptRequest } from '../../src/engine/acquaintance.ts';
import { directId } from '../../src/domain/conversation.ts';
import type { FileState } from '../../src/engine/port/files.ts';
import type { MessageView } from '../../src/engine/port/messages.ts';
import type { Dialect } from '../../src/protocol/dialect.ts';
import { DIALECTS } from '../../src/protocol/dialects.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import type { HttpTransport, PostAnswer, PostRequest } from '../../src/wire/http.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { Hall, HALL } from '../support/hall.ts';
import { Disk, memoryStore, type MemoryStore } from '../support/memory-store.ts';
import { fakeIdentity, Party, pass, settleAll, type Identity } from '../support/two-parties.ts';

const FILE_URL = `http://${HALL}/files/0123456789abcdef`;
const PNG = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);

let identities: readonly Identity[];
let clock: FakeClock;
let hall: Hall;
let all: Party[];
let posts: PostRequest[];
let answer: (request: PostRequest) => Promise<PostAnswer>;
let downloads: string[];
let body: () => Response;
let dialect: Dialect;
/** Posts that ask for no answer. */
let blind: { readonly url: string; readonly form: FormData }[];

beforeAll(async () => {
  identities = await Promise.all(['anna', 'ben'].map(fakeIdentity));
});
beforeEach(() => {
  clock = createFakeClock(Date.UTC(2026, 10, 23));
  hall = new Hall();
  all = [];
  posts = [];
  downloads = [];
  blind = [];
  dialect = DIALECTS.v12;
  answer = async () => ({ kind: 'answer', status: 200, text: JSON.stringify({ file_url: FILE_URL }) });
  body = () => new Response(PNG);
});

async function start(index: number, disk = new Disk()): Promise<Party> {
  const identity = identities[index] as Identity;
  const transport: HttpTransport = {
    post(request) {
      posts.push(request);
      return answer(request);
    },
  };
  const fetch = async (url: string | URL | Request, init?: RequestInit) => {
    const target = url instanceof Request ? url.url : url.toString();
    if (init?.mode === 'no-cors' && init.body instanceof FormData) {
      blind.push({ url: target, form: init.body });
      return new Response();
    }
    downloads.push(target);
    return body();
  };
  const party = await Party.start({
    identity,
    clock,
    hall,
    transport,
    fetch,
    store: memoryStore(disk),
    dialect: () => dialect,
  });
  all.push(party);
  return party;
}
async function two(): Promise<[Party, Party]> {
  const [anna, ben] = [await start(0), await start(1)];
  anna.connect();
  ben.connect();
  await settle();
  return [anna, ben];
}
async function settle(): Promise<void> {
  for (let round = 0; round < 10; round += 1) {
    await settleAll(all, hall);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
const last = async (party: Party, other: Party): Promise<MessageView> => {
  const message = (await party.chatWith(other)).at(-1);
  if (message === undefined) throw new Error('no message');
  return message;
};
async function sendFile(from: Party, to: Party, file: File): Promise<void> {
  await from.side.files.send(await from.openDirect(to), file);
}
const picture = () => new File([PNG], '../evil\u202egnp.png', { type: 'text/html' });
const formOf = (request: PostRequest | undefined): FormData => {
  if (!(request?.body instanceof FormData)) throw new Error('no form');
  return request.body;
};
const fileOf = async (party: Party, other: Party) => (await last(party, other)).file;

describe('sending a file', () => {
  it('shows it at once, uploads it under a random name, then sends its address', async () => {
    const [anna, ben] = await two();
    let finish = (): void => undefined;
    answer = async (request) => {
      request.onProgress?.(30, 100);
      await new Promise<void>((go) => (finish = go));
      return { kind: 'answer', status: 200, text: JSON.stringify({ file_url: FILE_URL }) };
    };
    await sendFile(anna, ben, picture());
    expect(await last(anna, ben)).toMatchObject({
      state: { kind: 'queued' },
      file: { type: 'image', width: 1, height: 1, state: { kind: 'uploading' } },
    });
    clock.advance(500);
    await settle();
    const sent = formOf(posts[0]).get('file');
    if (!(sent instanceof File)) throw new Error('no file');
    expect(posts[0]?.url).toBe(`http://${HALL}/api/upload`);
    expect(sent.name).toMatch(/^[0-9a-f]{32}$/);
    expect(sent.type).toBe('application/octet-stream');
    expect(new Uint8Array(await sent.arrayBuffer())).toEqual(PNG);
    expect(await ben.chatWith(anna)).toEqual([]);
    finish();
    await settle();
    expect((await last(anna, ben)).file?.state).toEqual({ kind: 'local' });
    expect(await last(anna, ben)).toMatchObject({ state: { kind: 'accepted' } });
    const received = await last(ben, anna);
    expect(received.text).toBe(`📎 ${received.file?.name} (70 B)\n${FILE_URL}`);
    expect(received.file).toMatchObject({
      size: 70,
      type: 'other',
      host: HALL,
      state: { kind: 'remote', confirm: 'none' },
    });
    expect(received.file?.name).not.toMatch(/[/\\\u202e]/);
    expect(downloads).toEqual([]); // nothing is fetched by itself (T49)
  });

  const failures: readonly (readonly [string, PostAnswer, FileState])[] = [
    [
      '413',
      { kind: 'answer', status: 413, text: '{"limit":1000}' },
      { kind: 'upload-failed', cause: 'upload-too-large', status: 413, limit: 1000 },
    ],
    [
      '507',
      { kind: 'answer', status: 507, text: '' },
      { kind: 'upload-failed', cause: 'upload-refused', status: 507, limit: undefined },
    ],
    [
      'HTML',
      { kind: 'answer', status: 200, text: '<html>' },
      { kind: 'upload-failed', cause: 'upload-refused', status: undefined, limit: undefined },
    ],
    [
      'no CORS',
      { kind: 'unreachable' },
      { kind: 'upload-failed', cause: 'upload-unreachable', status: undefined, limit: undefined },
    ],
    [
      'a hostile address',
      { kind: 'answer', status: 200, text: '{"file_url":"javascript:alert(1)"}' },
      { kind: 'upload-failed', cause: 'upload-refused', status: undefined, limit: undefined },
    ],
  ];
  for (const [name, given, expected] of failures) {
    it(`says why it failed (${name}) and goes out after a retry (R16)`, async () => {
      const [anna, ben] = await two();
      const good = answer;
      answer = async () => given;
      await sendFile(anna, ben, picture());
      await settle();
      const failed = await last(anna, ben);
      expect(failed.state?.kind).toBe('failed');
      expect(failed.file?.state).toEqual(expected);
      expect(await ben.chatWith(anna)).toEqual([]);
      answer = good;
      await anna.side.retry(failed.id);
      await settle();
      expect((await last(anna, ben)).state).toEqual({ kind: 'accepted' });
      expect(await ben.chatWith(anna)).toHaveLength(1);
    });
  }

  it('can be cancelled and then removed', async () => {
    const [anna, ben] = await two();
    answer = (request) =>
      new Promise((resolve) =>
        request.signal?.addEventListener('abort', () => resolve({ kind: 'cancelled' })),
      );
    await sendFile(anna, ben, picture());
    await settle();
    const { id } = await last(anna, ben);
    await anna.side.cancelFile(id);
    await settle();
    expect((await last(anna, ben)).state).toEqual({ kind: 'failed', cause: 'cancelled' });
    await anna.side.remove(id);
    await settle();
    expect(await anna.chatWith(ben)).toEqual([]);
    expect(await anna.store.blobKeys()).toEqual([]);
    expect((await anna.store.load()).outbox).toEqual([]);
  });

  it('goes quietly when everything is wiped while it is under way', async () => {
    const [anna, ben] = await two();
    const faults: unknown[] = [];
    const note = (fault: unknown): void => void faults.push(fault);
    process.on('unhandledRejection', note);
    let tell: PostRequest['onProgress'];
    answer = (request) => {
      tell = request.onProgress;
      return new Promise(() => undefined);
    };
    await sendFile(anna, ben, picture());
    await settle();
    await anna.store.wipe();
    clock.advance(500);
    tell?.(60, 100);
    await settle();
    process.off('unhandledRejection', note);
    expect(faults).toEqual([]);
  });

  it('goes on after a crash, and lets later texts pass meanwhile', async () => {
    const disk = new Disk();
    const anna = await start(0, disk);
    const ben = await start(1);
    ben.connect();
    await settle();
    await sendFile(anna, ben, picture()); // not joined: nothing goes up yet
    await anna.say(ben, 'look at this');
    expect(posts).toEqual([]);
    (anna.store as MemoryStore).kill();
    all.splice(all.indexOf(anna), 1);
    const again = await start(0, disk);
    again.connect();
    await settle();
    await pass(3000, clock, all, hall);
    await settle();
    expect(posts).toHaveLength(1);
    expect((await ben.chatWith(again)).filter((one) => one.file !== undefined)).toHaveLength(1);
    expect(await ben.chatWith(again)).toHaveLength(2);
  });
});

describe('fetching a file', () => {
  async function given(): Promise<[Party, MessageView]> {
    const [anna, ben] = await two();
    await sendFile(anna, ben, picture());
    await settle();
    await acceptRequest(ben.side, directId(anna.me)); // nothing is fetched for strangers
    return [ben, await last(ben, anna)];
  }
  const state = async (party: Party): Promise<FileState | undefined> =>
    (await party.messages(directId((identities[0] as Identity).key.fingerprint))).at(-1)?.file?.state;

  it('keeps it and offers an image only by its own bytes', async () => {
    const [ben, { id }] = await given();
    await ben.side.download(id, false);
    expect(downloads).toEqual([FILE_URL]);
    expect(await state(ben)).toEqual({ kind: 'local' });
    const blob = await ben.side.fileBlob(id);
    expect(blob?.type).toBe('image/png');
    expect(new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(PNG);
  });

  it('takes HTML under an image name for bytes', async () => {
    const [ben, { id }] = await given();
    body = () => new Response(new Uint8Array(70).fill(60), { headers: { 'content-type': 'image/png' } });
    await ben.side.download(id, false);
    expect(await state(ben)).toEqual({ kind: 'local' });
    expect((await ben.side.fileBlob(id))?.type).toBe('application/octet-stream');
    expect((await fileOf(ben, all[0] as Party))?.type).toBe('other');
  });

  const faults: readonly (readonly [string, () => Response, FileState])[] = [
    [
      'cut',
      () => new Response(PNG.slice(0, 50)),
      { kind: 'download-failed', reason: 'cut', status: undefined },
    ],
    [
      'larger than announced',
      () => new Response(new Uint8Array(71)),
      { kind: 'download-failed', reason: 'too-large', status: undefined },
    ],
    ['gone', () => new Response('', { status: 404 }), { kind: 'gone' }],
    [
      'broken',
      () => new Response('', { status: 500 }),
      { kind: 'download-failed', reason: 'http', status: 500 },
    ],
  ];
  for (const [name, response, expected] of faults) {
    it(`never offers what is ${name} (R17), and can be tried again`, async () => {
      const [ben, { id }] = await given();
      body = response;
      await ben.side.download(id, false);
      expect(await state(ben)).toEqual(expected);
      expect(await ben.side.fileBlob(id)).toBeUndefined();
      body = () => new Response(PNG);
      await ben.side.download(id, false);
      expect(await state(ben)).toEqual({ kind: 'local' });
    });
  }

  it('asks before another host, and refuses private ones (T50)', async () => {
    answer = async () => ({
      kind: 'answer',
      status: 200,
      text: '{"file_url":"https://elsewhere.example/f"}',
    });
    const [ben, { id, file }] = await given();
    expect(file?.state).toEqual({ kind: 'remote', confirm: 'other-host' });
    expect(file?.host).toBe('elsewhere.example');
    await expect(ben.side.download(id, false)).rejects.toMatchObject({ kind: 'not-confirmed' });
    expect(downloads).toEqual([]);
    await ben.side.download(id, true);
    expect(downloads).toEqual(['https://elsewhere.example/f']);
  });
});

describe('a server that keeps pages out', () => {
  const small = () => new File([PNG], 'map.png');
  const big = (size: number) => new File([new Uint8Array(size).fill(7)], 'big.bin');
  /** No upload answers, as without CORS. */
  async function closed(more: Dialect = DIALECTS.kat): Promise<[Party, Party]> {
    dialect = { ...DIALECTS.v12, manners: { ...DIALECTS.v12.manners, upload: more.manners.upload } };
    answer = async () => ({ kind: 'unreachable' });
    return two();
  }
  /** Both have shown that they are Porchlights. */
  async function acquainted(anna: Party, ben: Party): Promise<void> {
    await ben.say(anna, 'hello');
    await settle();
  }
  const posted = () => posts.map(({ url }) => url);

  it('is not asked in vain for more than it takes: the limit is said at once', async () => {
    const [anna, ben] = await closed({
      ...DIALECTS.v12,
      manners: { ...DIALECTS.v12.manners, upload: { ...DIALECTS.v12.manners.upload, limit: 1000 } },
    });
    await sendFile(anna, ben, big(1001));
    await settle();
    expect((await last(anna, ben)).file?.state).toEqual({
      kind: 'upload-failed',
      cause: 'upload-too-large',
      status: 413,
      limit: 1000,
    });
    expect(posts).toEqual([]);
  });

  it('leaves a small file to the message itself, sealed, toward somebody who showed they can', async () => {
    const [anna, ben] = await closed();
    await acquainted(anna, ben);
    await sendFile(anna, ben, small());
    await settle();
    const sent = await last(anna, ben);
    expect(sent).toMatchObject({
      state: { kind: 'delivered' },
      file: { state: { kind: 'local' }, host: '' },
    });
    const received = await last(ben, anna);
    expect(received).toMatchObject({
      text: '📎 map.png (70 B)',
      file: { name: 'map.png', size: 70, type: 'image', width: 1, height: 1, state: { kind: 'local' } },
    });
    const blob = await ben.side.fileBlob(received.id);
    expect(blob?.type).toBe('image/png');
    expect(new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(PNG);
    expect(downloads).toEqual([]);
    // Nothing of it lies in the clear on the wire.
    expect(hall.taken.map(({ frame }) => JSON.stringify(frame)).join()).not.toContain('iVBORw0KGgo');
  });

  it('is said of a small file, too, where their way of writing has no room for it', async () => {
    const [anna, ben] = await closed();
    await acquainted(anna, ben);
    anna.side.voices.learn(ben.me, { payload: 'wrapped' });
    await sendFile(anna, ben, small());
    await settle();
    expect((await last(anna, ben)).state).toEqual({ kind: 'failed', cause: 'upload-blocked' });
    expect((await last(ben, anna)).text).toBe('hello');
  });

  it('takes a message with a file of the largest size, and its frame stays small', async () => {
    const [anna, ben] = await closed();
    await acquainted(anna, ben);
    await sendFile(anna, ben, big(LIMITS.inlineFile));
    await settle();
    expect((await last(ben, anna)).file?.state).toEqual({ kind: 'local' });
    const longest = Math.max(
      ...[...hall.arrived.values()].flatMap((all) =>
        [...all.values()].flatMap((texts) => [...texts].map((text) => text.length)),
      ),
    );
    expect(longest).toBeGreaterThan(LIMITS.inlineFile);
    expect(longest).toBeLessThan(256 * 1024);
  });

  it.each<[string, () => File, boolean]>([
    ['one byte more', () => big(LIMITS.inlineFile + 1), true],
    ['a stranger who has shown nothing', small, false],
  ])('is said where there is no way: %s', async (_name, file, isKnown) => {
    const [anna, ben] = await closed();
    if (isKnown) await acquainted(anna, ben);
    await sendFile(anna, ben, file());
    await settle();
    expect((await last(anna, ben)).state).toEqual({ kind: 'failed', cause: 'upload-blocked' });
    expect((await ben.chatWith(anna)).filter((one) => one.author !== 'me')).toEqual([]);
    expect(new Set(posted())).toEqual(new Set([`http://hall:5000/api/upload`, `http://${HALL}/api/upload`]));
  });

  it('gets a file under a random name where that is its address, and it is said to be unconfirmed', async () => {
    const [anna, ben] = await closed(DIALECTS.g17);
    await sendFile(anna, ben, big(60_000));
    await settle();
    const sent = blind[0]?.form.get('file');
    if (!(sent instanceof File)) throw new Error('no file');
    expect(blind).toHaveLength(1);
    expect(blind[0]?.url).toBe('http://hall:8002/api/upload');
    expect(sent.name).toMatch(/^[0-9a-f]{32}$/);
    expect((await last(anna, ben)).file).toMatchObject({ unconfirmed: true, state: { kind: 'local' } });
    const received = await last(ben, anna);
    expect(received.text).toContain(`http://hall:8002/files/${sent.name}`);
    expect(received.file).toMatchObject({ host: 'hall:8002', state: { kind: 'remote', confirm: 'none' } });
  });

  it('lets a file be opened by a link where a page may not fetch it', async () => {
    const [anna, ben] = await two();
    await sendFile(anna, ben, small());
    await settle();
    await acceptRequest(ben.side, directId(anna.me));
    const { id } = await last(ben, anna);
    body = () => {
      throw new TypeError('Failed to fetch');
    };
    await ben.side.download(id, false);
    expect((await last(ben, anna)).file?.state).toEqual({
      kind: 'download-failed',
      reason: 'blocked',
      status: undefined,
      link: FILE_URL,
    });
  });

  it('offers no link to an address that T50 refuses', async () => {
    const [anna, ben] = await two();
    await sendFile(anna, ben, small());
    await settle();
    await acceptRequest(ben.side, directId(anna.me));
    const message = await last(ben, anna);
    const row = await ben.store.message(message.id);
    if (row?.file === undefined) throw new Error('no file');
    await ben.store.commit({
      put: { messages: [{ ...row, file: { ...row.file, url: 'http://127.0.0.1/x' } }] },
    });
    await ben.side.download(message.id, true);
    expect((await last(ben, anna)).file?.state).not.toHaveProperty('link');
    expect(downloads).toEqual([]);
  });
});

describe('a file inside a message', () => {
  /** As a Porchlight would send it, but with whatever the test wants in it. */
  async function insideFrom(
    anna: Party,
    ben: Party,
    change: (data: string, size: number) => object,
  ): Promise<void> {
    await ben.say(anna, 'hello');
    await settle();
    answer = async () => ({ kind: 'unreachable' });
    dialect = { ...DIALECTS.v12, manners: { ...DIALECTS.v12.manners, upload: DIALECTS.kat.manners.upload } };
    anna.disconnect();
    await settle();
    await sendFile(anna, ben, new File([PNG], 'map.png'));
    const outbox = (await anna.store.load()).outbox[0];
    if (outbox === undefined) throw new Error('nothing waits');
    const data = Buffer.from(PNG).toString('base64');
    const file = { name: 'map.png', type: 'image/png', ...change(data, PNG.length) };
    await anna.desk.edit((draft) => {
      draft.outbox.put(outbox.key, { ...outbox, message: 'see', x: { ...(outbox.x as object), file } });
    });
    anna.connect();
    await settle();
  }

  it.each<[string, (data: string, size: number) => object]>([
    ['shorter than it says', (data, size) => ({ data, size: size + 1 })],
    ['longer than it says', (data, size) => ({ data, size: size - 1 })],
    ['no base64', (_data, size) => ({ data: '!!!!', size })],
    ['nothing', (_data, size) => ({ size })],
  ])('that is %s costs the file, never the message', async (_name, change) => {
    const [anna, ben] = await two();
    await insideFrom(anna, ben, change);
    const received = await last(ben, anna);
    expect(received).toMatchObject({ text: 'see', file: undefined });
    expect(await ben.store.blobKeys()).toEqual([]);
  });

  it('is no image by its name and announced type alone (T52)', async () => {
    const [anna, ben] = await two();
    await insideFrom(anna, ben, () => ({ data: Buffer.from('<script>').toString('base64'), size: 8 }));
    const received = await last(ben, anna);
    expect(received.file).toMatchObject({ type: 'other', state: { kind: 'local' } });
    expect((await ben.side.fileBlob(received.id))?.type).toBe('application/octet-stream');
  });
});
