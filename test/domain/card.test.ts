// Cards as text: what is written is read again from wherever it may stand, and nothing else is a card.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardText, readCard, type Card } from '../../src/domain/card.ts';
import type { Fingerprint } from '../../src/domain/ids.ts';
import { toBase64, toBase64Url } from '../../src/lib/base64.ts';
import { utf8 } from '../../src/lib/bytes.ts';

const FINGERPRINT = toBase64(new Uint8Array(32).fill(7)) as Fingerprint;
const MIRA: Card = { server: 'wss://my.awesomeserver.net', fingerprint: FINGERPRINT, name: 'Mira' };
const written = (value: unknown): string => toBase64Url(utf8(JSON.stringify(value)));
const plain = { s: MIRA.server, f: FINGERPRINT, n: 'Mira' };

describe('a card', () => {
  const text = cardText(MIRA);

  it('is read where it stands alone, in a link, and behind the scheme of its own', () => {
    const forms = [
      text,
      `  ${text}\n`,
      `#/i/${text}`,
      `https://porch.example/app/#/i/${text}`,
      `http://localhost:8080/#/i/${text}`,
      `web+olaf:${text}`,
      `WEB+OLAF:${text}`,
      `web+olaf://${text}/`,
      `https://porch.example/#/i/web%2Bolaf%3A${text}`,
    ];
    for (const form of forms) expect(readCard(form), form).toEqual(MIRA);
  });

  it('keeps whatever its owner and server are called', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.constantFrom('wss://a.example', 'ws://10.0.0.27:8001', 'wss://[2001:db8::1]:4430/olaf'),
        (name, bytes, server) => {
          const card = { server, fingerprint: toBase64(bytes) as Fingerprint, name };
          const read = readCard(cardText(card));
          expect(read).toMatchObject({ server, fingerprint: card.fingerprint });
          expect(readCard(cardText(read ?? card))).toEqual(read);
        },
      ),
    );
  });

  it('cleans the name of what nobody sees and of signs that are ours', () => {
    const read = readCard(written({ ...plain, n: 'Mi\u202Era\u200B 🔒' }));
    expect(read?.name).toBe('Mira');
    expect(readCard(written({ ...plain, n: 'x'.repeat(200) }))?.name).toHaveLength(40);
  });

  it('is nothing else', () => {
    const others = [
      '',
      'hello',
      text.slice(1),
      `${text}=`,
      `${text.slice(0, -1)}!`,
      `ftp://porch.example/#/i/${text}`,
      `javascript:alert(1)#/i/${text}`,
      `web+other:${text}`,
      written([]),
      written(null),
      written('text'),
      written({ ...plain, x: 1 }),
      written({ s: plain.s, f: plain.f }),
      written({ ...plain, s: 'my.awesomeserver.net' }),
      written({ ...plain, s: 'https://my.awesomeserver.net' }),
      written({ ...plain, s: `wss://${'a'.repeat(256)}` }),
      written({ ...plain, s: 'wss://a b' }),
      written({ ...plain, f: FINGERPRINT.slice(1) }),
      written({ ...plain, f: `${FINGERPRINT.slice(0, 42)}B=` }),
      written({ ...plain, f: FINGERPRINT.replaceAll('B', '_') }),
      written({ ...plain, n: 7 }),
      written({ ...plain, n: 'x'.repeat(256) }),
      `#/i/${'a'.repeat(3000)}`,
      'https://porch.example/#/i/%E0%A4%A',
    ];
    for (const other of others) expect(readCard(other), other).toBeUndefined();
    fc.assert(fc.property(fc.string(), (any) => readCard(any) === undefined));
  });
});
