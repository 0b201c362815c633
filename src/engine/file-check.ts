// Small file up and down: whether this server takes files from a browser, and gives them back whole.
import { equalBytes } from '../lib/bytes.ts';
import type { Clock, RandomBytes } from '../lib/clock.ts';
import type { UploadManners } from '../protocol/dialect.ts';
import { judgeFileUrl } from '../protocol/file-url.ts';
import { predictedUrl } from '../protocol/upload-place.ts';
import { download } from '../wire/files.ts';
import type { HttpTransport } from '../wire/http.ts';
import type { FileProblem } from './port/checks.ts';
import type { ServerRef } from './port/connection.ts';
import { isNoService, UploadRoute, type RoutedUpload, type UploadMemory } from './upload-route.ts';

const SIZE = 1024;

export type FileResult = { readonly kind: 'ok'; readonly ms: number } | { readonly kind: FileProblem };

export interface FileCheckDeps {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly memory: UploadMemory;
  readonly transport?: HttpTransport;
  readonly fetch?: typeof fetch;
}

/** Sends random bytes under a random name and compares what comes back. What works is remembered. */
export async function checkFile(
  server: ServerRef,
  manners: UploadManners,
  deps: FileCheckDeps,
): Promise<FileResult> {
  const { clock, random } = deps;
  const bytes = random(SIZE);
  const start = clock.monotonic();
  const sent = await new UploadRoute(deps).send(new Blob([bytes]), { server, manners });
  if (sent.kind !== 'ok') return { kind: problemOf(sent, server, manners) };
  const verdict = judgeFileUrl(sent.url, server);
  if (verdict.kind === 'refused') return { kind: 'upload-odd-answer' };
  if (verdict.kind === 'confirm') return { kind: 'other-host' };
  const got = await download(verdict.url, { cap: SIZE, clock, ...(deps.fetch && { fetch: deps.fetch }) });
  if (got.kind === 'unreachable') return { kind: 'download-unreachable' };
  const isSame = got.kind === 'ok' && equalBytes(new Uint8Array(await got.blob.arrayBuffer()), bytes);
  return isSame ? { kind: 'ok', ms: Math.round(clock.monotonic() - start) } : { kind: 'download-differs' };
}

function problemOf(
  result: Exclude<RoutedUpload, { kind: 'ok' }>,
  server: ServerRef,
  manners: UploadManners,
): FileProblem {
  const { kind } = result;
  if (kind === 'too-large') return 'upload-too-large';
  // "Not found" and the like: no place for files at all.
  if (kind === 'http') return isNoService(result) ? 'upload-unreachable' : 'upload-http';
  if (kind === 'bad-answer') return 'upload-odd-answer';
  if (kind !== 'blocked') return 'upload-unreachable';
  return predictedUrl(server, manners, '') === undefined ? 'upload-blocked' : 'upload-blind';
}
