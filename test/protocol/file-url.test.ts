import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeFileUrl, judgeUploadUrl, readUploadAnswer } from '../../src/protocol/file-url.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import { kindOf, patience, runs } from './support.ts';

const tls = { address: 'chat.example:8443', scheme: 'wss' } as const;
const plain = { address: 'chat.example:8001', scheme: 'ws' } as const;
const home = { address: '192.168.1.5:8001', scheme: 'ws' } as const;
const local = { address: 'localhost:8001', scheme: 'ws' } as const;

function told(text: string, server: { address: string; scheme: 'ws' | 'wss' }): string {
  const verdict = judgeFileUrl(text, server);
  return verdict.kind === 'refused' ? verdict.reason : `${verdict.kind} ${verdict.url} on ${verdict.host}`;
}

describe("a file's address", () => {
  it.each([
    // the own server
    [tls, 'https://chat.example:8443/f/1', 'ok https://chat.example:8443/f/1 on chat.example:8443'],
    [tls, 'https://chat.example/f/1', 'ok https://chat.example/f/1 on chat.example'],
    [tls, 'https://CHAT.example:5000/f', 'ok https://chat.example:5000/f on chat.example:5000'],
    [tls, 'http://chat.example:8443/f', 'ok https://chat.example:8443/f on chat.example:8443'],
    [tls, 'http://chat.example/f', 'ok https://chat.example/f on chat.example'],
    [tls, 'chat.example:9001/file_1', 'ok https://chat.example:9001/file_1 on chat.example:9001'],
    [tls, '/f/1', 'ok https://chat.example:8443/f/1 on chat.example:8443'],
    [tls, '//chat.example/f', 'ok https://chat.example/f on chat.example'],
    [plain, 'http://chat.example:5000/a b.png', 'ok http://chat.example:5000/a%20b.png on chat.example:5000'],
    [plain, 'https://chat.example/f', 'ok https://chat.example/f on chat.example'],
    [plain, 'chat.example/f', 'ok http://chat.example/f on chat.example'],
    [home, 'http://192.168.1.5:5000/f', 'ok http://192.168.1.5:5000/f on 192.168.1.5:5000'],
    [local, 'http://localhost:9001/f', 'ok http://localhost:9001/f on localhost:9001'],
    [local, 'http://127.0.0.1:9001/f', 'ok http://127.0.0.1:9001/f on 127.0.0.1:9001'],
    [local, 'http://[::1]:9001/f', 'ok http://[::1]:9001/f on [::1]:9001'],
    // somewhere else
    [tls, 'https://other.example/f', 'confirm https://other.example/f on other.example'],
    [
      tls,
      'https://chat.example.evil.example/f',
      'confirm https://chat.example.evil.example/f on chat.example.evil.example',
    ],
    [tls, 'https://chаt.example/f', 'confirm https://xn--cht-7cd.example/f on xn--cht-7cd.example'],
    [tls, '//evil.example/f', 'confirm https://evil.example/f on evil.example'],
    [tls, 'other.example/f', 'confirm https://other.example/f on other.example'],
    [tls, 'https://9.9.9.9/f', 'confirm https://9.9.9.9/f on 9.9.9.9'],
    [plain, 'http://other.example/f', 'confirm http://other.example/f on other.example'],
    [local, 'https://other.example/f', 'confirm https://other.example/f on other.example'],
    // refused
    [tls, 'http://other.example/f', 'insecure'],
    [tls, 'javascript:alert(1)', 'scheme'],
    [tls, 'JavaScript://chat.example/%0aalert(1)', 'scheme'],
    [tls, 'data:text/html,x', 'scheme'],
    [tls, 'blob:https://chat.example/1', 'scheme'],
    [tls, 'file:///etc/passwd', 'scheme'],
    [tls, 'ftp://chat.example/f', 'scheme'],
    [tls, 'wss://chat.example/f', 'scheme'],
    [tls, 'mailto:a@b.example', 'scheme'],
    [tls, 'about:blank', 'scheme'],
    [tls, 'https://user@chat.example/f', 'credentials'],
    [tls, 'https://chat.example:x@evil.example/f', 'credentials'],
    [tls, 'https://:pw@chat.example/f', 'credentials'],
    [tls, 'https://127.0.0.1/f', 'private'],
    [tls, 'https://localhost/f', 'private'],
    [tls, 'https://2130706433/f', 'private'],
    [tls, 'https://0x7f.1/f', 'private'],
    [tls, 'https://0/f', 'private'],
    [tls, 'https://192.168.1.1/f', 'private'],
    [tls, 'https://10.1.2.3/f', 'private'],
    [tls, 'https://169.254.169.254/latest/meta-data', 'private'],
    [tls, 'https://[::1]/f', 'private'],
    [tls, 'https://[::ffff:127.0.0.1]/f', 'private'],
    [tls, 'https://[fd00::1]/f', 'private'],
    [tls, 'https://router/f', 'private'],
    [tls, 'https://printer.local/f', 'private'],
    [tls, 'javascript:1/alert(1)', 'private'],
    [home, 'http://192.168.1.6/f', 'private'],
    [home, 'http://localhost/f', 'private'],
    [local, 'http://192.168.1.6/f', 'private'],
    [plain, 'http://127.0.0.1:8001/f', 'private'],
    [tls, '', 'malformed'],
    [tls, 'x', 'malformed'],
    [tls, 'https://', 'malformed'],
    [tls, 'https:// chat.example/f', 'malformed'],
    [tls, ' https://chat.example/f', 'malformed'],
    [tls, 'https://chat.example/f\n', 'malformed'],
    [tls, 'java\nscript:alert(1)', 'malformed'],
    [tls, 'https:\\\\chat.example\\f', 'malformed'],
    [tls, 'https://chat.example:99999/f', 'malformed'],
    [tls, `https://chat.example/${'x'.repeat(LIMITS.fileUrl)}`, 'malformed'],
  ])('for %o, %j is %s', (server, text, expected) => {
    expect(told(text, server)).toBe(expected);
  });

  it(
    'never lets anything but http(s) without credentials through',
    () => {
      const piece = fc.constantFrom(
        'http',
        'https',
        ':',
        '//',
        '/',
        '@',
        'chat.example',
        'evil.example',
        '127.0.0.1',
        '[::1]',
        '%',
        '\\',
        'javascript',
        ' ',
        '.',
        '8001',
        '?',
        '#',
      );
      fc.assert(
        fc.property(
          fc.array(piece, { maxLength: 9 }),
          fc.constantFrom(tls, plain, home, local),
          (pieces, server) => {
            const verdict = judgeFileUrl(pieces.join(''), server);
            if (verdict.kind === 'refused') return;
            const url = new URL(verdict.url);
            expect(['http:', 'https:']).toContain(url.protocol);
            if (server.scheme === 'wss') expect(url.protocol).toBe('https:');
            expect(url.username + url.password).toBe('');
            if (url.hostname === '127.0.0.1' || url.hostname === '[::1]') expect(server).toBe(local);
            if (url.hostname === 'evil.example') expect(verdict.kind).toBe('confirm');
          },
        ),
        { numRuns: runs(5000, 500_000) },
      );
    },
    patience,
  );
});

describe('the address in the answer to an upload', () => {
  const verdict = (
    text: string,
    server: { address: string; scheme: 'ws' | 'wss' },
    service: string,
  ): string => {
    const judged = judgeUploadUrl(text, server, service);
    return judged.kind === 'refused' ? judged.reason : `${judged.kind} ${judged.url}`;
  };
  it.each([
    // Completed from where the file went, not from the WebSocket's port.
    [
      plain,
      'http://chat.example:5000/api/upload',
      '/uploads/a b.png',
      'ok http://chat.example:5000/uploads/a%20b.png',
    ],
    [
      plain,
      'http://chat.example:5000/api/upload',
      'uploads/ä.png',
      'ok http://chat.example:5000/uploads/%C3%A4.png',
    ],
    [
      plain,
      'http://chat.example:9001/api/upload',
      'chat.example:9001/file_1',
      'ok http://chat.example:9001/file_1',
    ],
    [
      tls,
      'https://chat.example:9443/api/upload',
      'chat.example:9443/file_1',
      'ok https://chat.example:9443/file_1',
    ],
    [
      tls,
      'https://chat.example:9443/api/upload',
      'http://chat.example:9443/f',
      'ok https://chat.example:9443/f',
    ],
    // It takes itself for this machine.
    [
      home,
      'http://192.168.1.5:9001/api/upload',
      'http://localhost:9001/files/x',
      'ok http://192.168.1.5:9001/files/x',
    ],
    [
      tls,
      'https://chat.example:1/api/upload',
      'http://0.0.0.0:1/files/x',
      'ok https://chat.example:1/files/x',
    ],
    [
      home,
      'http://192.168.1.5:9001/api/upload',
      '127.0.0.1:9001/files/x',
      'ok http://192.168.1.5:9001/files/x',
    ],
    [local, 'http://localhost:9001/api/upload', 'http://127.0.0.1:9001/x', 'ok http://127.0.0.1:9001/x'],
    // Nothing else is repaired.
    [home, 'http://192.168.1.5:9001/api/upload', 'http://192.168.1.6:9001/x', 'private'],
    [tls, 'https://chat.example/api/upload', 'https://evil.example/x', 'confirm https://evil.example/x'],
    [tls, 'https://chat.example/api/upload', 'javascript:alert(1)', 'scheme'],
    [tls, 'https://chat.example/api/upload', 'http://user@localhost/x', 'credentials'],
  ] as const)('for %o at %s, %j is %s', (server, service, text, expected) => {
    expect(verdict(text, server, service)).toBe(expected);
  });
});

describe('the answer to an upload', () => {
  it.each([
    ['{"file_url":"u"}'],
    ['{"body":{"file_url":"u"}}'],
    ['{"response":{"body":{"file_url":"u"}}}'],
    ['{"response":{"file_url":"u"}}'],
    ['{"status":"ok","file_url":"u","body":5}'],
    [' {"file_url" : "u"}\n'],
  ])('%s holds the address', (json) => {
    expect(readUploadAnswer(json)).toBe('u');
  });

  it.each([
    ['', 'not-json'],
    ['<html>', 'not-json'],
    ['{}', 'bad-shape'],
    ['null', 'bad-shape'],
    ['["u"]', 'bad-shape'],
    ['{"file_url":5}', 'bad-shape'],
    ['{"file_url":""}', 'bad-shape'],
    [`{"file_url":"${'x'.repeat(LIMITS.fileUrl + 1)}"}`, 'bad-shape'],
    ['{"__proto__":{"file_url":"u"}}', 'bad-shape'],
    ['{"file_url":"u","file_url":"v"}', 'duplicate-key'],
    [`{"file_url":"u"}${' '.repeat(LIMITS.uploadAnswer)}`, 'too-large'],
  ])('%.40s is %s', (json, kind) => {
    expect(kindOf(() => readUploadAnswer(json))).toBe(kind);
  });

  it('takes an address of the longest length', () => {
    const url = 'x'.repeat(LIMITS.fileUrl);
    expect(readUploadAnswer(JSON.stringify({ file_url: url }))).toBe(url);
  });
});
