// Somebody whose client is another program: says hello, writes and reads as that program does, with Node's own crypto. It shows
// only what its program would show.
import {
  constants,
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { WebSocket } from 'ws';
import { membersOf } from './json-forms.ts';
import { isSigned, keyOf, PROGRAMS, signAs, type Program, type ProgramId } from './programs.ts';
import { frameOf, type Frame } from './stand-in.ts';

export interface Heard {
  readonly kind: 'public' | 'chat';
  /** PEM of the sender as the list has it; undefined: nobody listed. */
  readonly from: string | undefined;
  readonly text: string;
  /** How many people take part, the sender included. */
  readonly people: number;
}
interface Listed {
  readonly pem: string;
  readonly server: string;
}

export class Foreign {
  readonly pem: string;
  readonly heard: Heard[] = [];
  /** Every signed frame that came, as text. */
  readonly frames: string[] = [];
  /** Frames of which its program could make nothing, and why. */
  readonly lost: string[] = [];
  #program: Program;
  readonly #key: KeyObject;
  readonly #counters = new Map<string, number>();
  #socket: WebSocket | undefined;
  #listed: readonly Listed[] = [];
  /** Theirs begin at 0, with the hello. */
  #counter = -1;

  private constructor(program: Program) {
    this.#program = program;
    this.#key = newKey();
    this.pem = program.pem(createPublicKey(this.#key));
  }

  /** Says hello at the server and waits until the list has its key; writes as `later` from then on. */
  static async join(id: ProgramId, address: string, later = id): Promise<Foreign> {
    const one = new Foreign(PROGRAMS[id]);
    await one.#hello(address);
    one.#program = PROGRAMS[later];
    return one;
  }

  /** Its counter goes on behind `counter`, whatever it was. */
  count(counter: number): void {
    this.#counter = counter;
  }

  /** Its program is closed and started anew, with the same key: its counter begins at 0 again. */
  async startAnew(address: string): Promise<void> {
    this.close();
    this.#counter = -1;
    await this.#hello(address);
  }

  async #hello(address: string): Promise<void> {
    const socket = new WebSocket(`ws://${address}`, { perMessageDeflate: false });
    this.#socket = socket;
    socket.on('message', (bytes: Buffer) => this.#take(bytes.toString('utf8')));
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    this.#listed = [];
    this.#sendSigned({ type: 'hello', public_key: this.pem });
    await this.sees(this.pem);
  }

  /** Sends the very bytes of a frame. */
  sendAgain(frame: string): void {
    this.#socket?.send(frame);
  }

  /** base64, canonical: as addresses of views have it. */
  get fingerprint(): string {
    return PROGRAMS.xvk.fingerprint(this.pem);
  }

  close(): void {
    this.#socket?.close(1000);
  }

  /** Asks for lists until somebody's key is there, however their PEM is written; gives it as it is listed. */
  async sees(pem: string, ms = 5000): Promise<string> {
    const end = Date.now() + ms;
    while (Date.now() < end) {
      const found = this.#listed.find((one) => isSameKey(one.pem, pem));
      if (found !== undefined) return found.pem;
      this.#socket?.send('{"type":"client_list_request"}');
      await pause(50);
    }
    throw new Error('that key is not listed');
  }

  say(message: string): void {
    const sender = this.#program.fingerprint(this.pem);
    this.#sendSigned({ type: 'public_chat', sender, message });
  }

  /** Writes to one person or to several, of those who are listed. */
  write(to: readonly string[], message: string): void {
    const people = to.map((pem) => {
      const listed = this.#listed.find((one) => isSameKey(one.pem, pem));
      if (listed === undefined) throw new Error('not listed');
      return listed;
    });
    this.#sendSigned(this.#sealed(people, message));
  }

  async hears(text: string, ms = 5000): Promise<Heard> {
    const end = Date.now() + ms;
    while (Date.now() < end) {
      const found = this.heard.find((one) => one.text === text);
      if (found !== undefined) return found;
      await pause(20);
    }
    const known = JSON.stringify({ heard: this.heard, lost: this.lost });
    throw new Error(`never heard ${text}: ${known}`);
  }

  #sendSigned(data: object): void {
    this.#counter += 1;
    const counter = this.#counter;
    const signature = signAs(this.#program, this.#key, data, counter);
    const sent = this.#program.data === 'string' ? JSON.stringify(data) : data;
    this.#socket?.send(JSON.stringify({ type: 'signed_data', data: sent, counter, signature }));
  }

  #sealed(people: readonly Listed[], message: string): object {
    const { iv: length, layout, wrap, oaep, payload, fingerprint, hasTag } = this.#program;
    const [key, iv] = [randomBytes(16), randomBytes(length)];
    const participants = [this.pem, ...people.map(({ pem }) => pem)].map(fingerprint);
    const flat = { participants, message };
    const text = payload === 'bare' ? message : JSON.stringify(payload === 'wrapped' ? { chat: flat } : flat);
    const cipher = createCipheriv('aes-128-gcm', key, iv);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    const sealed = hasTag ? Buffer.concat([body, cipher.getAuthTag()]) : body;
    const wrapped = wrap === 'base64' ? Buffer.from(key.toString('base64')) : key;
    const symm_keys = people.map(({ pem }) =>
      publicEncrypt({ key: keyOf(pem), ...OAEP, oaepHash: oaep }, wrapped).toString('base64'),
    );
    const destination_servers = [...new Set(people.map(({ server }) => server))];
    if (layout === 'v12')
      return {
        type: 'chat',
        destination_servers,
        iv: iv.toString('base64'),
        symm_keys,
        chat: sealed.toString('base64'),
      };
    const [mine = ''] = participants;
    return {
      chat: {
        message: Buffer.concat([iv, sealed]).toString('base64'),
        // Its own fingerprint, then names that it alone has for the others.
        participants: [mine, ...people.map((_, at) => `friend-${at}`)],
      },
      destination_servers,
      iv: '0',
      symm_keys,
      type: 'chat',
    };
  }

  #take(text: string): void {
    const frame = frameOf(text);
    if (frame?.type === 'client_list') return this.#list(frame);
    if (frame?.type !== 'signed_data') return undefined;
    this.frames.push(text);
    try {
      const heard = this.#read(frame);
      if (heard !== undefined) this.heard.push(heard);
    } catch (error) {
      this.lost.push(error instanceof Error ? error.message : 'no reason');
    }
    return undefined;
  }

  #list(frame: object): void {
    const servers = membersOf(frame)['servers'] as readonly {
      readonly address: string;
      readonly clients: readonly string[];
    }[];
    this.#listed = servers.flatMap(({ address, clients }) =>
      clients.map((pem) => ({ pem, server: address })),
    );
  }

  /** As its program: throws where that would show nothing. */
  #read(frame: Frame): Heard | undefined {
    const received = typeof frame.data === 'string' ? frame.data : undefined;
    if ((received === undefined) !== (this.#program.data === 'object'))
      throw new Error('data in another form');
    const data = membersOf(received === undefined ? frame.data : frameOf(received));
    const { checks } = this.#program;
    if (data['type'] === 'public_chat') {
      const from = this.#pemOf(data['sender']);
      if (checks === 'all') this.#check(frame, from, received);
      return { kind: 'public', from, text: String(data['message']), people: 0 };
    }
    if (data['type'] !== 'chat') return undefined;
    const opened = this.#open(data);
    if (opened === undefined) return undefined;
    const from = this.#pemOf(opened.participants[0]);
    if (checks !== 'nothing') this.#check(frame, from, received);
    return { kind: 'chat', from, text: opened.message, people: opened.participants.length };
  }

  #pemOf(fingerprint: unknown): string | undefined {
    return this.#listed.find(({ pem }) => this.#program.fingerprint(pem) === fingerprint)?.pem;
  }

  #check(frame: Frame, from: string | undefined, received: string | undefined): void {
    if (from === undefined) throw new Error('the sender is not listed');
    const isNew = frame.counter > (this.#counters.get(from) ?? -1);
    if (!isNew) throw new Error('an old counter');
    this.#counters.set(from, frame.counter);
    if (!isSigned(this.#program, from, frame, received)) throw new Error('a bad signature');
  }

  /** Undefined: not for us. */
  #open(data: {
    readonly [key: string]: unknown;
  }): { readonly participants: readonly string[]; readonly message: string } | undefined {
    const key = this.#unwrap(data['symm_keys'] as readonly string[]);
    if (key === undefined) return undefined;
    if (this.#program.layout === 'v12') {
      const iv = Buffer.from(String(data['iv']), 'base64');
      const text = this.#unseal(key, iv, Buffer.from(String(data['chat']), 'base64'));
      const top = membersOf(JSON.parse(text));
      const inner = this.#program.payload === 'wrapped' ? membersOf(top['chat']) : top;
      return { participants: inner['participants'] as readonly string[], message: String(inner['message']) };
    }
    const chat = membersOf(data['chat']);
    const all = Buffer.from(String(chat['message']), 'base64');
    const message = this.#unseal(key, all.subarray(0, this.#program.iv), all.subarray(this.#program.iv));
    return { participants: chat['participants'] as readonly string[], message };
  }

  #unwrap(wrapped: readonly string[]): Buffer | undefined {
    for (const one of wrapped) {
      try {
        const options = { key: this.#key, ...OAEP, oaepHash: this.#program.oaep };
        const key = privateDecrypt(options, Buffer.from(one, 'base64'));
        return this.#program.wrap === 'base64' ? Buffer.from(key.toString(), 'base64') : key;
      } catch {
        // Somebody else's.
      }
    }
    return undefined;
  }

  #unseal(key: Buffer, iv: Buffer, sealed: Buffer): string {
    const decipher = createDecipheriv('aes-128-gcm', key, iv);
    if (!this.#program.hasTag) return decipher.update(sealed).toString('utf8');
    decipher.setAuthTag(sealed.subarray(-16));
    return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]).toString('utf8');
  }
}

const OAEP = { padding: constants.RSA_PKCS1_OAEP_PADDING };

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function newKey(): KeyObject {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }));
}

function isSameKey(a: string, b: string): boolean {
  return bare(a) === bare(b);
}
const bare = (pem: string): string => pem.replaceAll(/\s/g, '');
