// Stand-in for agr: takes `data` in both forms, verifies every frame over what JavaScript makes of it, and echoes nothing.
import { membersOf, readJson } from './json-forms.ts';
import { isSigned, PROGRAMS } from './programs.ts';
import { frameOf, MIB, StandIn, type Guest } from './stand-in.ts';

export class Agr extends StandIn {
  constructor() {
    const uploads = { port: 0, body: 'multipart', limit: 25 * MIB, cors: 'all' } as const;
    super({ uploads, maxPayload: 100 * MIB });
  }

  label(): string {
    return this.address;
  }

  override listed(): readonly string[] {
    return [...this.guests].flatMap(({ pem }) => pem ?? []);
  }

  protected override left(guest: Guest): void {
    if (guest.pem !== undefined) this.tell(this.listText());
  }

  protected override take(guest: Guest, text: string): void {
    const frame = frameOf(text);
    if (frame === undefined) return this.die('a frame was no JSON object');
    if (frame.type === 'client_list_request') return this.send(guest, this.listText());
    const data = membersOf(typeof frame.data === 'string' ? readJson(frame.data) : frame.data);
    const isHello = data['type'] === 'hello';
    const pem = isHello ? String(data['public_key']) : guest.pem;
    if (isHello) this.hellos.push(frame.counter);
    if (pem === undefined || !isSigned(PROGRAMS.agr, pem, { ...frame, data })) return undefined;
    if (isHello) {
      Object.assign(guest, { pem, hello: frame.counter });
      return this.tell(this.listText());
    }
    if (frame.counter <= guest.hello) return undefined;
    return this.#pass(guest, text, data);
  }

  #pass(guest: Guest, text: string, data: { readonly [key: string]: unknown }): void {
    const [to, keys] = [data['destination_servers'], data['symm_keys']];
    if (data['type'] === 'public_chat') return this.tell(text, guest);
    if (!Array.isArray(to) || !Array.isArray(keys)) return this.die('a chat without destinations');
    if (to.length > keys.length) this.hurts.push('more destinations than keys');
    if (to.includes(this.label())) this.tell(text, guest);
    return undefined;
  }
}
