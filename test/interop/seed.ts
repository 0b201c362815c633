// Stand-in for a server written by the letter of the first edition: `data` is an object, lists come on request, every signature
// and counter is checked, nothing comes back to its sender.
import { membersOf } from './json-forms.ts';
import { isSigned, PROGRAMS } from './programs.ts';
import { frameOf, MIB, StandIn, type Guest } from './stand-in.ts';

export interface SeedOptions {
  /** What a string gets: the socket's end, or nothing at all. */
  readonly strings?: 'close' | 'ignore';
}

export class Seed extends StandIn {
  readonly #strings: 'close' | 'ignore';
  readonly #counters = new Map<string, number>();

  constructor({ strings = 'close' }: SeedOptions = {}) {
    super({ uploads: { port: 0, body: 'multipart', limit: 10 * MIB, cors: 'all' }, maxPayload: 8 * MIB });
    this.#strings = strings;
  }

  label(): string {
    return this.address;
  }

  override listed(): readonly string[] {
    return [...this.guests].flatMap(({ pem }) => pem ?? []);
  }

  protected override left(): void {
    // Whoever wants to know asks.
  }

  protected override take(guest: Guest, text: string): void {
    const frame = frameOf(text);
    if (frame?.type === 'client_list_request') return this.send(guest, this.listText());
    if (frame?.type !== 'signed_data') return guest.socket.close(1008, 'type');
    if (typeof frame.data === 'string')
      return this.#strings === 'close' ? guest.socket.close(1008, 'data') : undefined;
    const data = membersOf(frame.data);
    const isHello = data['type'] === 'hello';
    if (isHello) this.hellos.push(frame.counter);
    const pem = isHello ? String(data['public_key']) : guest.pem;
    if (pem === undefined || !isSigned(PROGRAMS.seed, pem, frame))
      return guest.socket.close(1008, 'signature');
    if (frame.counter <= (this.#counters.get(pem) ?? -1)) return undefined;
    this.#counters.set(pem, frame.counter);
    if (isHello) guest.pem = pem;
    else this.tell(text, guest);
    return undefined;
  }
}
