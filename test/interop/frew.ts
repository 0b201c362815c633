// Stand-in for frew: objects only, a string closes 1000; verifies nothing; serialises anew what it relays; an address that is
// not listed closes the sender; one socket for each key, and a ghost where an older one has ended.
import { membersOf, pythonJson } from './json-forms.ts';
import { frameOf, MIB, StandIn, type Frame, type Guest } from './stand-in.ts';

export class Frew extends StandIn {
  /** Who is written to, by key; a key that is listed without a socket is a ghost. */
  readonly #places = new Map<string, Guest | undefined>();

  constructor() {
    const uploads = { port: 1000, body: 'raw', limit: MIB, cors: 'none', bareUrl: true } as const;
    super({ uploads, maxPayload: MIB });
  }

  label(): string {
    return this.address;
  }

  override listed(): readonly string[] {
    return [...this.#places.keys()];
  }

  protected override left(guest: Guest): void {
    if (guest.pem === undefined) return;
    if (this.#places.get(guest.pem) === guest) this.#places.delete(guest.pem);
    else this.#places.set(guest.pem, undefined);
  }

  protected override take(guest: Guest, text: string): void {
    const frame = frameOf(text);
    const data = membersOf(frame?.data);
    if (guest.pem !== undefined && !guest.pem.includes('\n')) return guest.socket.close(1000);
    if (frame?.type === 'client_list_request') return this.send(guest, this.listText());
    if (frame?.type !== 'signed_data' || data['type'] === undefined) return guest.socket.close(1000);
    if (data['type'] === 'hello') return this.#hello(guest, frame.counter, String(data['public_key']));
    if (data['type'] === 'public_chat') return this.#toAll(frame);
    const to = data['destination_servers'];
    const isFine = Array.isArray(to) && to.every((address) => address === this.label());
    if (isFine) return this.#toAll(frame);
    this.hurts.push('a destination that is not listed');
    return guest.socket.close(1000);
  }

  #hello(guest: Guest, counter: number, pem: string): void {
    this.hellos.push(counter);
    guest.pem = pem;
    this.#places.set(pem, guest);
  }

  #toAll(frame: Frame): void {
    const text = pythonJson(frame);
    for (const guest of this.#places.values()) if (guest !== undefined) this.send(guest, text);
  }
}
