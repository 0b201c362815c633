// Stand-in for kat: objects only, a string closes 1011; lists on request; one socket for each key, which the end of an older
// one takes away; malformed frames leave a ghost; a neighbour that is down closes every hello.
import { membersOf } from './json-forms.ts';
import { isSigned, PROGRAMS } from './programs.ts';
import { frameOf, MIB, StandIn, type Frame, type Guest } from './stand-in.ts';

export class Kat extends StandIn {
  /** A neighbour is down: every hello ends with 1011. */
  isNeighbourDown = false;
  readonly #places = new Map<string, Guest>();
  readonly #counters = new Map<string, number>();

  constructor() {
    // Port 5000 in life; a test cannot have that for itself.
    const uploads = { port: undefined, body: 'multipart', limit: 100 * MIB, cors: 'none' } as const;
    super({ uploads, maxPayload: MIB });
  }

  label(): string {
    return `ws://${this.address}`;
  }

  override listed(): readonly string[] {
    return [...this.#places.keys()];
  }

  /** Whichever of a key's sockets goes, the key's place goes with it. */
  protected override left({ pem }: Guest): void {
    if (pem !== undefined) this.#places.delete(pem);
  }

  protected override take(guest: Guest, text: string): void {
    const frame = frameOf(text);
    const data = membersOf(frame?.data);
    if (frame?.type === 'client_list_request') return this.send(guest, this.listText());
    if (frame?.type !== 'signed_data' || data['type'] === undefined) return this.#fault(guest);
    if (data['type'] === 'hello') return this.#hello(guest, frame, String(data['public_key']));
    const to = data['destination_servers'];
    if (data['type'] === 'public_chat') return this.#toAll(text);
    if (!Array.isArray(to)) return this.#fault(guest);
    if (to.includes(this.label())) this.#toAll(text);
    return undefined;
  }

  #hello(guest: Guest, frame: Frame, pem: string): void {
    this.hellos.push(frame.counter);
    if (this.isNeighbourDown) return guest.socket.close(1011);
    if (!pem.startsWith('-----BEGIN PUBLIC KEY-----\n')) return this.#fault(guest);
    const isOld = frame.counter <= (this.#counters.get(pem) ?? -1);
    this.#counters.set(pem, frame.counter);
    if (isOld || !isSigned(PROGRAMS.kat, pem, frame)) return guest.socket.close(1000);
    guest.pem = pem;
    this.#places.set(pem, guest);
    return undefined;
  }

  /** An exception in its handler: the socket ends, its place stays. */
  #fault(guest: Guest): void {
    if (guest.pem !== undefined) this.hurts.push('a ghost stays');
    guest.pem = undefined;
    guest.socket.close(1011);
  }

  #toAll(text: string): void {
    for (const guest of this.#places.values()) this.send(guest, text);
  }
}
