// The relay's fan-out beside a server that only broadcasts: the same frames to the same number of sockets, taken by the
// same readers. Both servers are processes of their own; wall time and their own CPU time are told.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { sign } from '../../../../src/crypto/pss.ts';
import { toBase64 } from '../../../../src/lib/base64.ts';
import { utf8 } from '../../../../src/lib/bytes.ts';
import { dataTextOf, signedText, writeSignedFrame } from '../../../../src/protocol/write.ts';
import { makeWriter, type Writer } from '../people.ts';
import type { Ground } from '../main.ts';
import { least, rateRow, type Pair, type Row } from '../rows.ts';

const READERS = 50;
const TEXT = 'The porch light is on, the kettle too. '.repeat(8);

interface Hall {
  readonly child: ChildProcess;
  readonly sender: WebSocket;
  readonly readers: readonly WebSocket[];
  readonly writer: Writer;
}

export async function relayRows(ground: Ground): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-bench-relay-'));
  const relayFile = join(ground.root, 'build/relay.mjs');
  const bareFile = join(ground.root, 'test/bench/broadcast.mjs');
  const relayArgs = [relayFile, '--port', '0', '--uploads', folder, '--rate', '1000000'];
  const relay = await openHall(relayArgs, true);
  const bare = await openHall([bareFile], false);
  const count = ground.size(600);
  const wall: Pair[] = [];
  const cpu: Pair[] = [];
  try {
    for (let at = 0; at <= ground.pairs; at += 1) {
      const plain = await fanOut(bare, count);
      const real = await fanOut(relay, count);
      if (at === 0) continue;
      wall.push({ bare: plain.ms, product: real.ms });
      cpu.push({ bare: plain.cpu, product: real.cpu });
    }
  } finally {
    for (const hall of [relay, bare]) hall.child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
  const what = `${count} public messages to ${READERS} sockets`;
  return [
    rateRow({ name: 'relay fan-out', what, goal: least(0.5) }, wall, count * READERS),
    rateRow(
      { name: '  relay, CPU', what: 'the same by the servers’ own CPU time', goal: undefined },
      cpu,
      count * READERS,
    ),
  ];
}

async function openHall(args: readonly string[], saysHello: boolean): Promise<Hall> {
  const child = spawn(process.execPath, [...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await listening(child);
  const writer = await makeWriter();
  const sender = await enter(url, saysHello ? writer : undefined);
  const readers: WebSocket[] = [];
  for (let at = 0; at < READERS; at += 1)
    readers.push(await enter(url, saysHello ? await makeWriter() : undefined));
  await new Promise((resolve) => setTimeout(resolve, 1000)); // the last lists have come
  return { child, sender, readers, writer };
}

/** Either server says where it listens. */
function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const port = /(?:127\.0\.0\.1|localhost):(\d{2,5})/.exec(said)?.[1];
      if (port !== undefined) resolve(`ws://127.0.0.1:${port}/`);
    });
    child.once('exit', () => reject(new Error(`the server ended. It said: ${said}`)));
  });
}

async function enter(url: string, writer: Writer | undefined): Promise<WebSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  if (writer === undefined) return socket;
  const list = new Promise((resolve) => socket.once('message', resolve));
  socket.send(await signed(writer, dataTextOf({ type: 'hello', publicKey: writer.pem })));
  await list;
  return socket;
}

async function signed(writer: Writer, dataText: string): Promise<string> {
  writer.counter += 1;
  const signature = await sign(writer.sign, utf8(signedText(dataText, writer.counter)));
  const signatureText = toBase64(signature);
  return writeSignedFrame({ dataText, form: 'string', counter: writer.counter, signatureText });
}

/** Milliseconds until every reader has every byte; the readers count, and parse nothing. */
async function fanOut(hall: Hall, count: number): Promise<{ readonly ms: number; readonly cpu: number }> {
  const { writer, sender, readers, child } = hall;
  const frames: string[] = [];
  const dataText = dataTextOf({ type: 'public_chat', sender: writer.fingerprint, message: TEXT });
  for (let at = 0; at < count; at += 1) frames.push(await signed(writer, dataText));
  const expected = frames.reduce((all, text) => all + Buffer.byteLength(text) + 4, 0);
  const cpuBefore = cpuOf(child);
  const start = performance.now();
  const all = Promise.all(readers.map((reader) => bytesTo(reader, expected)));
  for (const text of frames) sender.send(text);
  await all;
  const ms = performance.now() - start;
  const cpu = cpuOf(child) - cpuBefore;
  await new Promise((resolve) => setTimeout(resolve, 100));
  return { ms, cpu };
}

/** Takes the place of the socket's own reader for so many bytes, which end where a frame ends. */
function bytesTo(reader: WebSocket, expected: number): Promise<void> {
  const { _socket: socket } = reader as unknown as { readonly _socket: Socket };
  const own = socket.listeners('data') as ((bytes: Buffer) => void)[];
  socket.removeAllListeners('data');
  return new Promise<void>((resolve) => {
    let seen = 0;
    const count = (bytes: Buffer): void => {
      seen += bytes.length;
      if (seen >= expected) resolve();
    };
    socket.on('data', count);
  }).then(() => {
    // A ping among the frames shifts the end by two bytes: those are let by as well.
    setTimeout(() => {
      socket.removeAllListeners('data');
      for (const listener of own) socket.on('data', listener);
    }, 50);
  });
}

/** User and system time so far, in ms; Linux only, elsewhere 0. */
function cpuOf({ pid }: ChildProcess): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch (error) {
    if (error instanceof Error) return 0;
    throw error;
  }
}
