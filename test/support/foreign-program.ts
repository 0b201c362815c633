// A program that writes frames in any combination of the ways in which real ones do (DIALECTS.md), by its own code and
// Node's crypto, so that nothing of the product judges itself. Its recordings have the shape of test/vectors.
import {
  constants,
  createCipheriv,
  createHash,
  generateKeyPairSync,
  publicEncrypt,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto';
import type { Expected, Negative, Recorded, Recording } from './recordings.ts';

export interface Person {
  readonly name: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export function makePerson(name: string): Person {
  return { name, ...generateKeyPairSync('rsa', { modulusLength: 2048 }) };
}

type Json = string | number | null | readonly Json[] | { readonly [name: string]: Json };

/** Each feature and its values. */
const FEATURES = {
  data: ['string', 'object'],
  signed: ['text', 'js', 'python', 'sorted', 'compact-ascii', 'sorted-ascii', 'sorted-spaced', 'pair'],
  pair: ['sorted-ascii', 'sorted', 'python', 'js', 'data-first'],
  counter: ['signed', 'signed', 'signed', 'left-out'],
  relay: ['as-sent', 'as-sent', 'python', 'compact'],
  relayed: ['same', 'same', 'same', 'other'],
  salt: [32, 222],
  pem: ['one-line', 'lines', 'lines-newline', 'rsa'],
  hashed: ['pem', 'one-line', 'lines', 'lines-newline', 'der', 'rsa-der', 'base64-pem'],
  hashText: ['base64', 'hex', 'base64-of-hex', 'raw', 'unpadded'],
  sender: ['fingerprint', 'fingerprint', 'fingerprint', 'pem', 'base64-pem', 'nickname', 'none'],
  aesKeyBytes: [16, 32],
  ivBytes: [12, 16],
  ivPlace: ['own', 'own', 'nonce', 'prefix'],
  tag: ['appended', 'separate', 'none'],
  binary: ['base64', 'base64', 'base64-of-hex', 'hex'],
  wrapped: ['raw', 'base64', 'hex', 'base64-of-hex'],
  oaep: ['sha256', 'sha256', 'sha1'],
  layout: ['v12', 'v12', 'frew'],
  payload: ['flat', 'wrapped', 'both', 'bare'],
  participants: ['list', 'list', 'base64-of-list'],
  keys: ['texts', 'texts', 'objects', 'by-name', 'text'],
  destinations: ['destination_servers', 'destinations'],
  listed: ['pem', 'client-id', 'id-name', 'base64-pem', 'by-name'],
} as const;
type Name = keyof typeof FEATURES;
export type Facts = { readonly [K in Name]: (typeof FEATURES)[K][number] };

/** One value of each feature, by chance that depends on `seed` alone. */
export function factsOf(seed: number): Facts {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  const pick = (count: number): number => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0;
    return ((state ^ (state >>> 13)) >>> 0) % count;
  };
  const entries = Object.entries(FEATURES).map(([name, values]) => [name, values[pick(values.length)]]);
  return Object.fromEntries(entries) as Facts;
}

/** What the program, so made, would have had recorded. */
export function recordingOf(facts: Facts, people: readonly Person[]): Recording {
  return new Program(facts, people).record();
}

const TEXTS = ['plain words', 'café 中文 😀 "double" back\\slash\nline </b> \u007f\u2028 &amp; tab\tend'];

class Program {
  readonly #facts: Facts;
  readonly #people: ReadonlyMap<string, Person>;
  readonly #negatives: Negative[] = [];

  constructor(facts: Facts, people: readonly Person[]) {
    this.#facts = facts;
    this.#people = new Map(people.map((person) => [person.name, person]));
  }

  record(): Recording {
    const frames = [
      this.#hello('alice', 1),
      ...TEXTS.map((text, at) => this.#public('alice', text, 2 + at)),
      ...TEXTS.map((text, at) => this.#chat(`dm-${at}`, 'bob', ['alice'], text, 5 + at)),
      ...(this.#facts.keys === 'text' ? [] : [this.#chat('group', 'alice', ['bob', 'carol'], 'to both', 9)]),
      this.#list(),
    ];
    const identities = Object.fromEntries(
      [...this.#people.values()].map((person) => [
        person.name,
        {
          publicKeyPem: this.#pem(person, this.#facts.pem),
          privateKeyPkcs8Base64: person.privateKey
            .export({ type: 'pkcs8', format: 'der' })
            .toString('base64'),
        },
      ]),
    );
    return { peer: JSON.stringify(this.#facts), identities, frames, negatives: this.#negatives };
  }

  // ---- messages ----

  #hello(from: string, counter: number): Recorded {
    const data = { type: 'hello', public_key: this.#pem(this.#person(from), this.#facts.pem) };
    const expect = { signatureValid: true, counter, publicKeyOf: from };
    return { id: 'hello', kind: 'hello', from, raw: this.#frame(from, data, counter), expect };
  }

  #public(from: string, text: string, counter: number): Recorded {
    const say = (sender: string, message: string) => ({
      type: 'public_chat',
      ...(this.#facts.sender !== 'none' && { sender: this.#sender(sender) }),
      message,
    });
    const data = say(from, text);
    const expect: Expected = { signatureValid: true, text, sender: from, counter };
    const frame = this.#recorded(`public-${counter}`, 'public_chat', from, [], data, counter, expect);
    this.#forge(
      frame,
      'another text',
      this.#frame(from, say(from, `${text}!`), counter, this.#sign(from, data, counter)),
    );
    if (this.#facts.sender === 'none') return frame;
    this.#forge(
      frame,
      'another sender',
      this.#frame(from, say('bob', text), counter, this.#sign(from, data, counter)),
    );
    return frame;
  }

  #chat(id: string, from: string, to: readonly string[], text: string, counter: number): Recorded {
    const { layout, payload } = this.#facts;
    const everybody = [from, ...to];
    const data = this.#sealed(everybody, text);
    const isNameless = payload === 'bare' && layout === 'v12';
    const expect: Expected = {
      signatureValid: true,
      text,
      participants: everybody,
      counter,
      ...(isNameless && { participantsRaw: [] }),
    };
    const frame = this.#recorded(id, 'chat', from, to, data, counter, expect);
    const other = this.#sealed(everybody, `${text}!`);
    this.#forge(
      frame,
      'another sealed text',
      this.#frame(from, other, counter, this.#sign(from, data, counter)),
    );
    return frame;
  }

  #recorded(
    id: string,
    kind: string,
    from: string,
    recipients: readonly string[],
    data: Json,
    counter: number,
    expect: Expected,
  ): Recorded {
    const signature = this.#sign(from, data, counter);
    const frame = { id, kind, from, recipients, expect, raw: this.#frame(from, data, counter, signature) };
    const flipped = Buffer.from(signature);
    flipped[40] = (flipped[40] ?? 0) ^ 1;
    this.#forge(frame, 'a bit of the signature flipped', this.#frame(from, data, counter, flipped));
    this.#forge(frame, 'signed by mallory', this.#frame('mallory', data, counter + 100));
    this.#forge(frame, 'replay', frame.raw, true);
    const isOpen = this.#facts.counter === 'left-out' && this.#facts.signed !== 'pair';
    this.#forge(frame, 'a higher counter', this.#frame(from, data, counter + 7, signature), isOpen);
    return frame;
  }

  #forge(base: Recorded, how: string, raw: string, signatureValid = false): void {
    // A frame that names nobody is whoever's it is signed by.
    const { sender } = this.#facts;
    const isNameless = base.kind === 'public_chat' && (sender === 'nickname' || sender === 'none');
    const isOwned = how === 'signed by mallory' && (isNameless || base.expect.participantsRaw !== undefined);
    if (isOwned) return;
    this.#negatives.push({
      ...base,
      id: `${base.id}: ${how}`,
      base: base.id,
      raw,
      expect: { signatureValid },
    });
  }

  #list(): Recorded {
    const entry = (name: string): Json => {
      const pem = this.#pem(this.#person(name), this.#facts.pem);
      if (this.#facts.listed === 'pem' || this.#facts.listed === 'by-name') return pem;
      if (this.#facts.listed === 'base64-pem') return Buffer.from(pem).toString('base64');
      return this.#facts.listed === 'client-id'
        ? { 'client-id': name, 'public-key': pem }
        : { id: 'x', public_key: pem, name };
    };
    const isNamed = this.#facts.listed === 'by-name';
    const servers: readonly Json[] = [
      {
        address: 'one',
        clients: isNamed ? { a: entry('alice'), b: entry('bob') } : [entry('alice'), null, entry('bob')],
      },
      { address: 'two', clients: isNamed ? { c: entry('carol') } : [entry('carol')] },
    ];
    const expect = {
      servers: [
        { address: 'one', clients: ['alice', 'bob'] },
        { address: 'two', clients: ['carol'] },
      ],
      total: 3,
    };
    return { id: 'list', kind: 'client_list', raw: JSON.stringify({ type: 'client_list', servers }), expect };
  }

  // ---- sealing ----

  #sealed(everybody: readonly string[], text: string): Json {
    const { aesKeyBytes, ivBytes, ivPlace, tag, layout, destinations } = this.#facts;
    const [from = '', ...to] = everybody;
    const [key, iv] = [randomBytes(aesKeyBytes), randomBytes(ivBytes)];
    const cipher = createCipheriv(aesKeyBytes === 16 ? 'aes-128-gcm' : 'aes-256-gcm', key, iv);
    const names = everybody.map((name) => this.#fingerprint(name));
    const inner = Buffer.concat([cipher.update(this.#payload(names, text), 'utf8'), cipher.final()]);
    const sealed = Buffer.concat([
      ...(ivPlace === 'prefix' ? [iv] : []),
      inner,
      ...(tag === 'appended' ? [cipher.getAuthTag()] : []),
    ]);
    const chat = this.#binary(sealed);
    return {
      type: 'chat',
      [destinations]: to.map(() => 'one'),
      ...(ivPlace === 'own' && { iv: this.#binary(iv) }),
      ...(ivPlace === 'nonce' && { nonce: this.#binary(iv) }),
      ...(ivPlace === 'prefix' && { iv: '0' }),
      symm_keys: this.#keys(to, key),
      chat:
        layout === 'v12'
          ? chat
          : { message: chat, participants: [this.#fingerprint(from), ...names.slice(1)] },
      ...(tag === 'separate' && { tag: this.#binary(cipher.getAuthTag()) }),
    };
  }

  #payload(participants: readonly string[], message: string): string {
    const { payload } = this.#facts;
    if (payload === 'bare') return message;
    const list = JSON.stringify(participants);
    const isList = this.#facts.participants === 'list';
    const chat = { participants: isList ? participants : Buffer.from(list).toString('base64'), message };
    return JSON.stringify(payload === 'flat' ? chat : payload === 'wrapped' ? { chat } : { ...chat, chat });
  }

  #keys(to: readonly string[], key: Buffer): Json {
    const { wrapped, oaep, keys } = this.#facts;
    const hex = key.toString('hex');
    const texts = {
      raw: key,
      base64: key.toString('base64'),
      hex,
      'base64-of-hex': Buffer.from(hex).toString('base64'),
    };
    const made = to.map((name): string => {
      const padding = constants.RSA_PKCS1_OAEP_PADDING;
      const options = { key: this.#person(name).publicKey, padding, oaepHash: oaep };
      return this.#binary(publicEncrypt(options, Buffer.from(texts[wrapped])));
    });
    const named = to.map((name, at) => [this.#fingerprint(name), made[at] ?? ''] as const);
    if (keys === 'objects') return named.map(([fingerprint, symm_key]) => ({ fingerprint, symm_key }));
    if (keys === 'by-name') return Object.fromEntries(named);
    return keys === 'text' ? (made[0] ?? '') : made;
  }

  // ---- signing and the envelope ----

  #sign(from: string, data: Json, counter: number): Buffer {
    const { salt } = this.#facts;
    const padding = constants.RSA_PKCS1_PSS_PADDING;
    const key = this.#person(from).privateKey;
    return sign('sha256', Buffer.from(this.#signedText(data, counter)), { key, padding, saltLength: salt });
  }

  #signedText(data: Json, counter: number): string {
    const { signed, pair, counter: place, data: form } = this.#facts;
    if (signed === 'pair') {
      const inner = form === 'string' ? this.#dataText(data) : data;
      if (pair === 'data-first') return write({ data: inner, counter }, 'python');
      return write({ counter, data: inner }, pair);
    }
    return (
      (signed === 'text' ? this.#dataText(data) : write(data, signed)) + (place === 'signed' ? counter : '')
    );
  }

  #dataText(data: Json): string {
    return write(data, this.#facts.relay === 'as-sent' ? 'js' : 'python');
  }

  #frame(from: string, data: Json, counter: number, signature = this.#sign(from, data, counter)): string {
    const { data: form, signed, relay, relayed } = this.#facts;
    const text = this.#dataText(data);
    // A server may pass on an object as its text, or a text as the object; a signed pair with a text in it is lost so.
    const isOther = relayed === 'other' && !(signed === 'pair' && form === 'string');
    const isString = (form === 'string') !== isOther;
    const isFixed = isString || (signed === 'text' && !isOther);
    const inner = isFixed ? text : write(data, relay === 'python' ? 'python' : 'js');
    const shown = isString ? JSON.stringify(inner) : inner;
    return `{"type": "signed_data", "data": ${shown}, "counter": ${counter}, "signature": "${this.#binary(signature)}"}`;
  }

  // ---- names and bytes ----

  #person(name: string): Person {
    const person = this.#people.get(name);
    if (person === undefined) throw new Error(`nobody is called ${name}`);
    return person;
  }

  #sender(name: string): string {
    const { sender, pem } = this.#facts;
    const text = this.#pem(this.#person(name), pem);
    if (sender === 'fingerprint') return this.#fingerprint(name);
    if (sender === 'nickname') return name;
    return sender === 'pem' ? text : Buffer.from(text).toString('base64');
  }

  #fingerprint(name: string): string {
    const { hashed, hashText, pem } = this.#facts;
    const person = this.#person(name);
    const received = this.#pem(person, pem);
    const hash = createHash('sha256');
    if (hashed === 'der') hash.update(spkiOf(person));
    else if (hashed === 'rsa-der') hash.update(person.publicKey.export({ type: 'pkcs1', format: 'der' }));
    else if (hashed === 'base64-pem') hash.update(Buffer.from(received).toString('base64'));
    else hash.update(hashed === 'pem' ? received : this.#pem(person, hashed));
    const digest = hash.digest();
    const hex = digest.toString('hex');
    if (hashText === 'hex') return hex;
    if (hashText === 'raw') return digest.toString('latin1');
    if (hashText === 'unpadded') return digest.toString('base64').replace('=', '');
    return hashText === 'base64' ? digest.toString('base64') : Buffer.from(hex).toString('base64');
  }

  #pem(person: Person, form: Facts['pem']): string {
    if (form === 'rsa') return person.publicKey.export({ type: 'pkcs1', format: 'pem' }).toString();
    const body = spkiOf(person).toString('base64');
    const lines = form === 'one-line' ? [body] : (body.match(/.{1,64}/g) ?? []);
    const text = ['-----BEGIN PUBLIC KEY-----', ...lines, '-----END PUBLIC KEY-----'].join('\n');
    return form === 'lines-newline' ? `${text}\n` : text;
  }

  #binary(bytes: Buffer): string {
    const { binary } = this.#facts;
    if (binary === 'base64') return bytes.toString('base64');
    const hex = bytes.toString('hex');
    return binary === 'hex' ? hex : Buffer.from(hex).toString('base64');
  }
}

function spkiOf({ publicKey }: Person): Buffer {
  return publicKey.export({ type: 'spki', format: 'der' });
}

/** JSON as these programs write it. */
function write(value: Json, how: string): string {
  const isSorted = how.startsWith('sorted');
  const isSpaced = how === 'python' || how === 'sorted-spaced';
  const isAscii = how === 'python' || how.endsWith('ascii') || how === 'sorted-spaced';
  const text = (plain: string): string => {
    const quoted = JSON.stringify(plain);
    if (!isAscii) return quoted;
    return quoted.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  };
  const [comma, colon] = isSpaced ? [', ', ': '] : [',', ':'];
  const any = (one: Json): string => {
    if (typeof one === 'string') return text(one);
    if (one === null || typeof one === 'number') return `${one}`;
    if (isList(one)) return `[${one.map(any).join(comma)}]`;
    const names = Object.keys(one);
    if (isSorted) names.sort((a, b) => (a < b ? -1 : 1));
    const members: ReadonlyMap<string, Json> = new Map(Object.entries(one));
    return `{${names.map((name) => text(name) + colon + any(members.get(name) ?? null)).join(comma)}}`;
  };
  return any(value);
}

/** `Array.isArray` does not know readonly arrays. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
