import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostClass, httpBase, socketUrl } from '../../src/protocol/address.ts';
import { parseTypedAddress } from '../../src/protocol/typed-address.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import { patience, runs } from './support.ts';

describe('a typed address', () => {
  // typed, page on https: scheme + address, page on http: scheme + address (? = open)
  it.each([
    ['my.awesomeserver.net', 'wss my.awesomeserver.net public', 'wss? my.awesomeserver.net public'],
    ['10.0.0.27:8001', 'wss 10.0.0.27:8001 private', 'ws? 10.0.0.27:8001 private'],
    ['localhost:666', 'ws? localhost:666 loopback', 'ws? localhost:666 loopback'],
    ['  example.org \n', 'wss example.org public', 'wss? example.org public'],
    ['EXAMPLE.Org', 'wss example.org public', 'wss? example.org public'],
    ['ws://example.org', 'ws example.org public', 'ws example.org public'],
    ['http://example.org', 'ws example.org public', 'ws example.org public'],
    ['wss://10.0.0.1:8001', 'wss 10.0.0.1:8001 private', 'wss 10.0.0.1:8001 private'],
    ['HTTPS://example.org/', 'wss example.org public', 'wss example.org public'],
    ['wss://example.org:443', 'wss example.org public', 'wss example.org public'],
    ['wss://example.org:80', 'wss example.org:80 public', 'wss example.org:80 public'],
    ['ws://example.org:80/', 'ws example.org public', 'ws example.org public'],
    ['example.org:443', 'wss example.org public', 'wss? example.org:443 public'],
    ['example.org:080', 'wss example.org:80 public', 'wss? example.org:80 public'],
    ['example.org/chat', 'wss example.org/chat public', 'wss? example.org/chat public'],
    ['example.org/a/../b/', 'wss example.org/b/ public', 'wss? example.org/b/ public'],
    ['example.org/ä', 'wss example.org/%C3%A4 public', 'wss? example.org/%C3%A4 public'],
    ['bücher.example', 'wss xn--bcher-kva.example public', 'wss? xn--bcher-kva.example public'],
    ['pi.local:8001', 'wss pi.local:8001 private', 'ws? pi.local:8001 private'],
    ['nas', 'wss nas private', 'ws? nas private'],
    ['[::1]:8001', 'ws? [::1]:8001 loopback', 'ws? [::1]:8001 loopback'],
    ['::1', 'ws? [::1] loopback', 'ws? [::1] loopback'],
    ['fe80::1', 'wss [fe80::1] private', 'ws? [fe80::1] private'],
    ['[FD00:0:0::1]:9/x', 'wss [fd00::1]:9/x private', 'ws? [fd00::1]:9/x private'],
    ['2001:db8::1', 'wss [2001:db8::1] public', 'wss? [2001:db8::1] public'],
    ['ws://[2001:db8::1]:8001', 'ws [2001:db8::1]:8001 public', 'ws [2001:db8::1]:8001 public'],
    ['wss:example.org', 'wss example.org public', 'wss example.org public'],
    ['WS:/example.org:8001', 'ws example.org:8001 public', 'ws example.org:8001 public'],
    ['ws:8001', 'wss ws:8001 private', 'ws? ws:8001 private'],
    ['LOCALHOST', 'ws? localhost loopback', 'ws? localhost loopback'],
    ['chat.localhost:1', 'ws? chat.localhost:1 loopback', 'ws? chat.localhost:1 loopback'],
    ['wss://localhost:666', 'wss localhost:666 loopback', 'wss localhost:666 loopback'],
    ['127.0.0.1:8001', 'ws? 127.0.0.1:8001 loopback', 'ws? 127.0.0.1:8001 loopback'],
    ['0.0.0.0:8001', 'ws? 0.0.0.0:8001 loopback', 'ws? 0.0.0.0:8001 loopback'],
    ['example.org.', 'wss example.org public', 'wss? example.org public'],
    ['example.org.:8001', 'wss example.org:8001 public', 'wss? example.org:8001 public'],
    ['<example.org>', 'wss example.org public', 'wss? example.org public'],
    ['"wss://example.org/chat",', 'wss example.org/chat public', 'wss example.org/chat public'],
    ['(10.0.0.27:8001).', 'wss 10.0.0.27:8001 private', 'ws? 10.0.0.27:8001 private'],
    ['“my.awesomeserver.net”!', 'wss my.awesomeserver.net public', 'wss? my.awesomeserver.net public'],
    [
      '\u2068my.awesome\u200bserver.net\ufeff',
      'wss my.awesomeserver.net public',
      'wss? my.awesomeserver.net public',
    ],
    ['\u00a010.0.0.27 : 8001\t', 'wss 10.0.0.27:8001 private', 'ws? 10.0.0.27:8001 private'],
    ['wss: // example.org', 'wss example.org public', 'wss example.org public'],
    ['xn--bcher-kva.example', 'wss xn--bcher-kva.example public', 'wss? xn--bcher-kva.example public'],
  ])('%j is read', (typed, onHttps, onHttp) => {
    expect([told(typed, true), told(typed, false)]).toEqual([onHttps, onHttp]);
  });

  it.each([
    ['', 'empty'],
    [' \t\n', 'empty'],
    ['ftp://example.org', 'bad-scheme'],
    ['javascript://example.org', 'bad-scheme'],
    ['file:///etc/passwd', 'bad-scheme'],
    ['example.org:', 'bad-port'],
    ['example.org:0', 'bad-port'],
    ['example.org:65536', 'bad-port'],
    ['example.org:8o01', 'bad-port'],
    ['example.org:-1', 'bad-port'],
    ['javascript:alert(1)', 'bad-port'],
    ['wss://', 'malformed'],
    ['wss:///x', 'malformed'],
    ['/path', 'malformed'],
    ['//example.org', 'malformed'],
    ['exa mple.org', 'malformed'],
    ['example.org/a b', 'malformed'],
    ['user@example.org', 'credentials'],
    ['user:pw@example.org', 'credentials'],
    ['ws://user:pw@example.org', 'credentials'],
    ['wss://:@example.org', 'credentials'],
    ['example.org?x', 'query'],
    ['example.org#x', 'query'],
    ['example.org/?x', 'query'],
    ['wss://example.org/chat?token=1#me', 'query'],
    ['example.org\\x', 'malformed'],
    ['ex%61mple.org', 'malformed'],
    ['8001', 'malformed'],
    ['65536.', 'malformed'],
    ['256.1.1.1', 'malformed'],
    ['a:b:c', 'malformed'],
    ['[::1', 'malformed'],
    ['[::1]x', 'malformed'],
    ['[fe80::1%eth0]', 'zone'],
    ['fe80::1%eth0', 'zone'],
    ['ws://[fe80::1%25eth0]:8001', 'zone'],
    ['go to a.example or b.example', 'malformed'],
    ['see a.example and mail me@b.example or c.example', 'malformed'],
    ['hello there', 'malformed'],
    ['../', 'malformed'],
    ['./x', 'malformed'],
    ['a..b', 'malformed'],
    ['a.)/', 'malformed'],
    ["it's.example", 'malformed'],
    ['.', 'empty'],
    ['...', 'empty'],
    ['wss:', 'bad-port'],
    ['xn--a', 'malformed'],
    ['../', 'malformed'],
    ['a../', 'malformed'],
    ['x'.repeat(LIMITS.address + 1), 'too-long'],
    [`example.org/${'ä'.repeat(100)}`, 'too-long'],
  ])('%j is refused: %s', (typed, reason) => {
    for (const secure of [true, false])
      expect(parseTypedAddress(typed, secure)).toEqual({ ok: false, reason });
  });

  it.each([
    ['bücher.example', 'international', 'bücher.example', 'xn--bcher-kva.example'],
    ['wss://Straße.example:1/x', 'international', 'Straße.example', 'xn--strae-oqa.example:1/x'],
    ['пример.example', 'international', 'пример.example', 'xn--e1afmkfd.example'],
    ['例え.example', 'international', '例え.example', 'xn--r8jz45g.example'],
    ['\u0430pple.example', 'look-alike', '\u0430pple.example', 'xn--pple-43d.example'], // Cyrillic a
    ['\u0440\u0430\u0443.example', 'look-alike', '\u0440\u0430\u0443.example', 'xn--80a5ak.example'],
    ['g\u03bf\u03bfd.example', 'look-alike', 'g\u03bf\u03bfd.example', 'xn--gd-jbca.example'], // Greek o
    ['ｅxample.org', 'look-alike', 'ｅxample.org', 'example.org'],
    ['127.1', 'number', '127.1', '127.0.0.1'],
    ['2130706433:8001', 'number', '2130706433', '127.0.0.1:8001'],
    ['0x7f000001', 'number', '0x7f000001', '127.0.0.1'],
    ['010.0.0.1', 'number', '010.0.0.1', '8.0.0.1'],
    ['1.2.3', 'number', '1.2.3', '1.2.0.3'],
    ['１２７.0.0.1', 'number', '１２７.0.0.1', '127.0.0.1'],
    ['join ws://10.0.0.27:8001.', 'picked', '10.0.0.27:8001', '10.0.0.27:8001'],
    ['We are at my.awesomeserver.net, come!', 'picked', 'my.awesomeserver.net', 'my.awesomeserver.net'],
    ['the server is (localhost:666)', 'picked', 'localhost:666', 'localhost:666'],
    ['10.0.0.27 8001', 'picked', '10.0.0.27:8001', '10.0.0.27:8001'],
    ['Mail me@b.example if wss://a.example/chat fails', 'picked', 'a.example/chat', 'a.example/chat'],
  ])('%j is read with a word about it: %s', (typed, kind, said, address) => {
    const read = parseTypedAddress(typed, false);
    expect(read).toMatchObject({ ok: true, address, notice: { kind, typed: said } });
    // The address alone is what it says: no word about it any more.
    expect(parseTypedAddress(address, false)).not.toHaveProperty('notice');
  });

  it.each([
    'example.org',
    'EXAMPLE.org.',
    'xn--bcher-kva.example',
    '127.0.0.1',
    '::1',
    '[FD00::1]:1',
    'a-b.example',
  ])('%j needs no word about it', (typed) =>
    expect(parseTypedAddress(typed, false)).not.toHaveProperty('notice'),
  );

  it('never turns a secure link into a plain one, whatever stands around it (T46)', () => {
    for (const scheme of ['wss', 'WSS', 'https', 'Https'])
      for (const host of ['localhost:666', '10.0.0.27:8001', 'my.awesomeserver.net', '[::1]'])
        for (const text of [`${scheme}://${host}`, ` <${scheme}://${host}>. `, `here: ${scheme}://${host} !`])
          for (const secure of [true, false])
            expect(parseTypedAddress(text, secure)).toMatchObject({ scheme: 'wss', schemeIsOpen: false });
  });

  it('is bounded at 255 characters', () => {
    const sized = (length: number) => `example.org/${'x'.repeat(length - 12)}`;
    expect(told(sized(LIMITS.address), true)).toBe(`wss ${sized(LIMITS.address)} public`);
    expect(parseTypedAddress(sized(LIMITS.address + 1), true)).toEqual({ ok: false, reason: 'too-long' });
  });

  it(
    'always gives a URL that WebSocket takes, and reads its own address back',
    () => {
      const piece = fc.constantFrom(
        'a',
        '1',
        '.',
        ':',
        '/',
        '[',
        ']',
        '8001',
        'é',
        '%',
        '@',
        'ws://',
        '::1',
        '-',
        'xn--',
        '127.0.0.1',
        ').',
        '"',
        '.)',
        '(',
      );
      fc.assert(
        fc.property(fc.array(piece, { maxLength: 8 }), fc.boolean(), (pieces, secure) => {
          const read = parseTypedAddress(pieces.join(''), secure);
          if (!read.ok) return;
          const url = new URL(socketUrl(read));
          expect(url.protocol).toBe(`${read.scheme}:`);
          expect(url.username + url.search + url.hash).toBe('');
          const again = parseTypedAddress(socketUrl(read), secure);
          expect(again).toMatchObject({ ok: true, scheme: read.scheme, hostClass: read.hostClass });
          if (again.ok && !read.schemeIsOpen) expect(again.address).toBe(read.address);
        }),
        { numRuns: runs(5000, 500_000) },
      );
    },
    patience,
  );
});

describe('what follows from an address', () => {
  it('makes the URLs of both sides', () => {
    expect(socketUrl({ address: 'h:1/x', scheme: 'wss' })).toBe('wss://h:1/x');
    expect(httpBase({ address: 'h:1', scheme: 'ws' })).toBe('http://h:1');
    expect(httpBase({ address: 'h/x/', scheme: 'wss' })).toBe('https://h/x');
    expect(httpBase({ address: '[::1]:1', scheme: 'ws' })).toBe('http://[::1]:1');
  });

  it.each([
    ...['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', '127.0.0.1', '127.255.0.9', '0.0.0.0'].map(
      (h) => [h, 'loopback'],
    ),
    ...['[::1]', '::1', '[::]', '[::ffff:7f00:1]'].map((h) => [h, 'loopback']),
    ...[
      '10.0.0.1',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '169.254.1.1',
      '100.64.0.1',
      '100.127.0.1',
    ].map((h) => [h, 'private']),
    ...[
      'nas',
      'pi.local',
      'x.lan',
      'x.internal',
      'x.home.arpa',
      '[fe80::1]',
      '[febf::1]',
      '[fc00::1]',
      '[fdff::]',
    ].map((h) => [h, 'private']),
    ...['[::ffff:c0a8:101]', '[::ffff:a00:1]'].map((h) => [h, 'private']),
    ...[
      'example.org',
      '9.9.9.9',
      '11.0.0.1',
      '172.15.0.1',
      '172.32.0.1',
      '192.169.0.1',
      '100.63.0.1',
      '100.128.0.1',
    ].map((h) => [h, 'public']),
    ...[
      '128.0.0.1',
      'mylocal',
      'local.example',
      '[2001:db8::1]',
      '[fec0::1]',
      '[::ffff:909:909]',
      'notlocalhost.com',
    ].map((h) => (h === 'mylocal' ? [h, 'private'] : [h, 'public'])),
  ])('%s is %s', (host = '', kind = '') => {
    expect(hostClass(host)).toBe(kind);
  });
});

function told(typed: string, secure: boolean): string {
  const read = parseTypedAddress(typed, secure);
  if (!read.ok) return read.reason;
  return `${read.scheme}${read.schemeIsOpen ? '?' : ''} ${read.address} ${read.hostClass}`;
}
