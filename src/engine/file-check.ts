// Small file up and down: whether this server takes files from a browser, and gives them back whole.
import { equalBytes, toHex } from '../lib/bytes.ts';
import type { Clock, RandomBytes } from '../lib/clock.ts';
import { httpBase } from '../protocol/address.ts';
import { judgeFileUrl } from '../protocol/file-url.ts';
import { download, upload } from '../wire/files.ts';
import type { HttpTransport } from '../wire/http.ts';
import type { ServerRef } from './port.ts';

const SIZE = 1024;

export type FileResult =
  | { readonly kind: 'ok'; readonly ms: number }
  | { readonly kind: 'upload-unreachable' } // no uploads from browsers (CORS), or nothing there
  | { readonly kind: 'upload-too-large' }
  | { readonly kind: 'upload-http' }
  | { readonly kind: 'upload-odd-answer' }
  | { readonly kind: 'other-host' } // it would have to be fetched elsewhere, which asks the user first (T50)
  | { readonly kind: 'download-unreachable' } // often: no downloads from browsers (CORS)
  | { readonly kind: 'download-differs' };

export interface FileCheckDeps {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly transport?: HttpTransport;
  readonly fetch?: typeof fetch;
}

/** Sends random bytes under a random name and compares what comes back. */
export async function checkFile(server: ServerRef, deps: FileCheckDeps): Promise<FileResult> {
  const { clock, random, transport } = deps;
  const bytes = random(SIZE);
  const start = clock.monotonic();
  const name = toHex(random(16));
  const url = `${httpBase(server)}/api/upload`;
  const sent = await upload(new Blob([bytes]), { url, name, ...(transport && { transport }) });
  if (sent.kind === 'too-large') return { kind: 'upload-too-large' };
  if (sent.kind === 'http') return { kind: 'upload-http' };
  if (sent.kind === 'bad-answer') return { kind: 'upload-odd-answer' };
  if (sent.kind !== 'ok') return { kind: 'upload-unreachable' };
  const verdict = judgeFileUrl(sent.url, server);
  if (verdict.kind === 'refused') return { kind: 'upload-odd-answer' };
  if (verdict.kind === 'confirm') return { kind: 'other-host' };
  const got = await download(verdict.url, { cap: SIZE, clock, ...(deps.fetch && { fetch: deps.fetch }) });
  if (got.kind === 'unreachable') return { kind: 'download-unreachable' };
  const isSame = got.kind === 'ok' && equalBytes(new Uint8Array(await got.blob.arrayBuffer()), bytes);
  return isSame ? { kind: 'ok', ms: Math.round(clock.monotonic() - start) } : { kind: 'download-differs' };
}
