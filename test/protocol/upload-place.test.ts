// Where files go, for each recorded program: the host is always the one the user chose (T50).
import { describe, expect, it } from 'vitest';
import type { DialectId } from '../../src/protocol/dialect.ts';
import { DIALECTS } from '../../src/protocol/dialects.ts';
import { placesToTry, predictedUrl, uploadUrl } from '../../src/protocol/upload-place.ts';

const urls = (id: DialectId, address: string, scheme: 'ws' | 'wss' = 'ws'): string[] => {
  const server = { address, scheme };
  return placesToTry(server, DIALECTS[id].manners.upload).map(
    (place) => `${place.body} ${uploadUrl(server, place)}`,
  );
};

describe('the places of a server', () => {
  it.each<[DialectId, string, 'ws' | 'wss', string[]]>([
    ['v12', 'chat.example', 'wss', ['multipart https://chat.example/api/upload']],
    ['v12', 'chat.example:8443/ws', 'wss', ['multipart https://chat.example:8443/ws/api/upload']],
    ['seed', '10.0.0.27:8001', 'ws', ['multipart http://10.0.0.27:8001/api/upload']],
    ['agr', 'chat.example', 'wss', ['multipart https://chat.example/api/upload']],
    [
      'kat',
      '10.0.0.27:8001',
      'ws',
      ['multipart http://10.0.0.27:5000/api/upload', 'multipart http://10.0.0.27:8001/api/upload'],
    ],
    [
      'g17',
      '[::1]:9000/x',
      'ws',
      ['multipart http://[::1]:9001/api/upload', 'multipart http://[::1]:9000/x/api/upload'],
    ],
    [
      'frew',
      'chat.example',
      'wss',
      ['raw https://chat.example:1443/api/upload', 'multipart https://chat.example/api/upload'],
    ],
    [
      'g17',
      'chat.example',
      'ws',
      ['multipart http://chat.example:81/api/upload', 'multipart http://chat.example/api/upload'],
    ],
    ['frew', 'a:65000', 'wss', ['multipart https://a:65000/api/upload']],
  ])('%s at %s over %s', (id, address, scheme, expected) => {
    expect(urls(id, address, scheme)).toEqual(expected);
  });

  it('never lie on another host or behind a weaker scheme', () => {
    for (const id of Object.keys(DIALECTS) as DialectId[])
      for (const url of urls(id, 'chat.example:8443/path', 'wss'))
        expect(new URL(url.split(' ')[1] ?? '')).toMatchObject({
          protocol: 'https:',
          hostname: 'chat.example',
        });
  });
});

describe('an address that can be known before', () => {
  const server = { address: 'chat.example:9000/ws', scheme: 'ws' } as const;
  it('is that of the program which uses the name as it came', () => {
    expect(predictedUrl(server, DIALECTS.g17.manners.upload, 'a1b2')).toBe(
      'http://chat.example:9001/files/a1b2',
    );
  });
  it.each<DialectId>(['v12', 'agr', 'kat', 'frew', 'seed'])('is not known at %s', (id) => {
    expect(predictedUrl(server, DIALECTS[id].manners.upload, 'a1b2')).toBeUndefined();
  });
});
