// Stand-in for g17: objects only, a string gets an error that is no frame; verifies nothing; an address that is not in its list
// poisons it for everybody; it freezes when a neighbour is down.
import { membersOf } from './json-forms.ts';
import { frameOf, MIB, StandIn, type Guest } from './stand-in.ts';

export interface G17Options {
  /** So long it takes nothing in after each hello: a neighbour of it is down. */
  readonly freezeMs?: number;
}

export class G17 extends StandIn {
  readonly #freezeMs: number;
  #isPoisoned = false;

  constructor({ freezeMs = 0 }: G17Options = {}) {
    const uploads = { port: 1, body: 'multipart', limit: 10 * MIB, cors: 'none', keepsName: true } as const;
    super({ uploads, maxPayload: MIB });
    this.#freezeMs = freezeMs;
  }

  label(): string {
    return this.address;
  }

  /** A key with two sockets stands there twice. */
  override listed(): readonly string[] {
    return [...this.guests].flatMap(({ pem }) => pem ?? []);
  }

  protected override left(guest: Guest): void {
    if (guest.pem !== undefined) this.tell(this.listText());
  }

  protected override take(guest: Guest, text: string): void {
    const frame = frameOf(text);
    if (frame === undefined) return this.#complain(guest, 'Invalid JSON');
    if (frame.type === 'client_list_request') return this.send(guest, this.listText());
    const data = membersOf(frame.data);
    if (frame.type !== 'signed_data' || data['type'] === undefined)
      return this.#complain(guest, 'Invalid message');
    if (data['type'] === 'hello') return this.#hello(guest, frame.counter, String(data['public_key']));
    if (this.#isPoisoned) return this.#complain(guest, 'Internal error');
    return this.#pass(guest, text, data);
  }

  #hello(guest: Guest, counter: number, pem: string): void {
    this.hellos.push(counter);
    guest.pem = pem;
    if (this.#freezeMs === 0) return this.tell(this.listText());
    this.freeze(this.#freezeMs);
    setTimeout(() => this.tell(this.listText()), this.#freezeMs);
    return undefined;
  }

  #pass(guest: Guest, text: string, data: { readonly [key: string]: unknown }): void {
    if (data['type'] === 'public_chat') return this.tell(text);
    const to: unknown = data['destination_servers'];
    if (!Array.isArray(to)) return this.#complain(guest, 'Invalid chat');
    if (to.some((address) => address !== this.label())) {
      this.hurts.push('a destination that is not listed');
      this.#isPoisoned = true;
      return undefined;
    }
    return this.tell(text);
  }

  #complain(guest: Guest, error: string): void {
    this.send(guest, JSON.stringify({ error }));
  }
}
