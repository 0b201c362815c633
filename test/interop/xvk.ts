// Stand-in for xvk: `data` as text, an object ignored; lists pushed to everybody; its address is a label; and it dies of what
// it does not expect.
import { membersOf } from './json-forms.ts';
import { isSigned, PROGRAMS } from './programs.ts';
import { frameOf, MIB, StandIn, type Frame, type Guest } from './stand-in.ts';

const ONE_LINE = /^-----BEGIN PUBLIC KEY-----\n[A-Za-z0-9+/=]+\n-----END PUBLIC KEY-----$/;
const PING_MS = 1000;

export class Xvk extends StandIn {
  readonly #timer = setInterval(() => this.#ping(), PING_MS);
  readonly #late = new Map<Guest, number>();

  constructor() {
    const uploads = { port: 0, body: 'multipart', limit: 1000 * MIB, cors: 'upload' } as const;
    super({ uploads, maxPayload: 100 * MIB, takesSubprotocol: true });
  }

  label(): string {
    return 'server0';
  }

  override async close(): Promise<void> {
    clearInterval(this.#timer);
    await super.close();
  }

  override listed(): readonly string[] {
    return [...this.guests].flatMap(({ pem }) => pem ?? []);
  }

  protected override left(guest: Guest): void {
    this.#late.delete(guest);
    if (guest.pem !== undefined) this.tell(this.listText());
  }

  protected override take(guest: Guest, text: string): void {
    const frame = frameOf(text);
    if (frame === undefined) return this.die('a frame was no JSON object');
    if (frame.type === 'client_list_request') return this.tell(this.listText());
    if (frame.type !== 'signed_data') return this.die(`a frame of type ${frame.type}`);
    if (typeof frame.data !== 'string') return undefined;
    const data = frameOf(frame.data);
    if (data === undefined || typeof frame.signature !== 'string') return this.die('broken signed data');
    if (data.type === 'hello') return this.#hello(guest, frame, frame.data, membersOf(data)['public_key']);
    return this.#pass(guest, text, frame, frame.data, membersOf(data));
  }

  #hello(guest: Guest, frame: Frame, received: string, pem: unknown): void {
    this.hellos.push(frame.counter);
    if (typeof pem !== 'string' || !ONE_LINE.test(pem)) return this.die('a key that is not one line');
    if (!isSigned(PROGRAMS.xvk, pem, frame, received)) return undefined;
    Object.assign(guest, { pem, hello: frame.counter, last: frame.counter });
    return this.tell(this.listText());
  }

  #pass(
    guest: Guest,
    text: string,
    frame: Frame,
    received: string,
    data: { readonly [key: string]: unknown },
  ): void {
    if (guest.pem === undefined || frame.counter <= guest.last) return undefined;
    if (!isSigned(PROGRAMS.xvk, guest.pem, frame, received)) return undefined;
    guest.last = frame.counter;
    if (data['type'] === 'public_chat') return this.tell(text);
    const to = data['destination_servers'];
    if (!Array.isArray(to)) return this.die('a chat without destinations');
    if (to.includes(this.label())) this.tell(text);
    return undefined;
  }

  #ping(): void {
    for (const guest of this.guests) {
      const late = this.#late.get(guest) ?? 0;
      if (late >= 2) guest.socket.terminate();
      this.#late.set(guest, late + 1);
      guest.socket.once('pong', () => this.#late.set(guest, 0));
      guest.socket.ping();
    }
  }
}
