// The command line: what is understood, and what is explained instead.
import { describe, expect, it } from 'vitest';
import { readFlags } from '../../src/relay/flags.ts';
import { hostNameOf } from '../../src/relay/guard.ts';
import { readNeighbourName } from '../../src/relay/neighbours.ts';

const FINGERPRINT = `${'A'.repeat(43)}=`;

function optionsOf(...args: readonly string[]) {
  const flags = readFlags(args);
  if (flags.kind !== 'run') throw new Error(JSON.stringify(flags));
  const { log, ...options } = flags.options;
  expect(typeof log).toBe('function');
  return options;
}

describe('flags', () => {
  it('become options', () => {
    expect(optionsOf()).toEqual({});
    expect(
      optionsOf(
        '--host',
        '0.0.0.0',
        '--port=0',
        '--address',
        'home:1',
        '--public-url',
        'https://a.test',
        '--origin',
        'https://b.test/',
        '--origin',
        '*',
        '--uploads',
        'up',
        '--max-upload',
        '10M',
        '--rate',
        '5',
        '--app',
        'dist',
        '--cert',
        'c',
        '--key',
        'k',
        '--identity',
        'i',
        '--lenient-counters',
        '--neighbour',
        `wss://b.test:8443=${FINGERPRINT}`,
        '--trust-neighbours',
        '--upload-age',
        '2',
        '--upload-quota',
        '1G',
        '--quiet',
      ),
    ).toEqual({
      host: '0.0.0.0',
      port: 0,
      address: 'home:1',
      publicUrl: 'https://a.test',
      origins: ['https://b.test', '*'],
      uploads: 'up',
      maxUpload: 10 * 1024 * 1024,
      uploadQuota: 1024 ** 3,
      uploadAge: 7_200_000,
      rate: 5,
      app: 'dist',
      cert: 'c',
      key: 'k',
      identity: 'i',
      lenientCounters: true,
      neighbours: [`wss://b.test:8443=${FINGERPRINT}`],
      trustNeighbours: true,
    });
  });

  it.each([
    ['--nope'],
    ['--port', '65536'],
    ['--port', '8080x'],
    ['--port', '-1'],
    ['--port'],
    ['stray'],
    ['--rate', '0'],
    ['--max-upload', '10 apples'],
    ['--max-upload', '1e9'],
    ['--public-url', 'chat.example'],
    ['--public-url', 'javascript:alert(1)'],
    ['--origin', 'evil'],
    ['--address', ''],
    ['--neighbour', 'http://b.test:1=x'],
    ['--neighbour', 'b.test'],
    ['--quiet=yes'],
    ['--upload-age', '0'],
  ])('explains %s %s', (...args) => {
    const flags = readFlags(args);
    expect(flags.kind).toBe('wrong');
    if (flags.kind === 'wrong') expect(flags.message).toMatch(/--help/);
  });

  it('are each explained by --help', () => {
    const flags = readFlags(['--help']);
    if (flags.kind !== 'help') throw new Error(flags.kind);
    for (const flag of [
      'host',
      'port',
      'address',
      'public-url',
      'origin',
      'uploads',
      'max-upload',
      'rate',
      'app',
      'cert',
      'key',
      'neighbour',
      'trust-neighbours',
      'identity',
      'lenient-counters',
      'help',
    ]) {
      expect(flags.text).toContain(`--${flag}`);
    }
  });
});

describe('a neighbour', () => {
  it.each([
    ['localhost:8081', 'localhost:8081', 'ws://localhost:8081/', undefined],
    [`localhost:8081=${FINGERPRINT}`, 'localhost:8081', 'ws://localhost:8081/', FINGERPRINT],
    [`wss://a.test:443=${FINGERPRINT}`, 'a.test:443', 'wss://a.test:443/', FINGERPRINT],
    ['ws://[::1]:80', '[::1]:80', 'ws://[::1]:80/', undefined],
  ])('%s is read', (text, address, url, fingerprint) => {
    expect(readNeighbourName(text)).toEqual({ address, url, fingerprint });
  });

  it.each([
    '',
    'a.test',
    'a.test:',
    ':80',
    'http://a.test:80',
    'a.test:80/path',
    'u@a.test:80',
    'a.test:99999',
    `a.test:80=${FINGERPRINT}=`,
    'a.test:80=short',
    'a b:80',
    `${'x'.repeat(260)}:80`,
  ])('%j is refused', (text) => {
    expect(readNeighbourName(text)).toBeUndefined();
  });
});

describe('a host name', () => {
  it.each([
    ['LocalHost:80', 'localhost'],
    ['127.0.0.1', '127.0.0.1'],
    ['127.1', '127.0.0.1'],
    ['[::1]:8080', '[::1]'],
    ['::1', '[::1]'],
    ['[0:0::1]', '[::1]'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['a/b', undefined],
    ['a@b', undefined],
    ['a b', undefined],
    ['a:x', undefined],
    ['', undefined],
  ])('of %j is %j', (host, name) => {
    expect(hostNameOf(host)).toBe(name);
  });
});
