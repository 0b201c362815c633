// One POST of a multipart form: finds its field `file` and hands it on as a stream, whatever else the form holds.
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import type { IncomingMessage } from 'node:http';
import { UploadRefused, type Uploads } from './uploads.ts';

const LIMITS = {
  fields: 16,
  fieldSize: 4096,
  fieldNameSize: 100,
  files: 4,
  parts: 20,
  headerPairs: 32,
  headerSize: 8192,
};
/** What a form may hold besides its file. */
const AROUND = 65_536;

function openForm(request: IncomingMessage): BusboyInstance {
  const type = request.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*;/i.test(type)) throw new UploadRefused(415, 'multipart/form-data only');
  try {
    // The client's file name serves nothing here; without a file name the field `file` is taken all the same.
    const isPartAFile = (
      field: string | undefined,
      _type: string | undefined,
      name: string | undefined,
    ): boolean => field === 'file' || name !== undefined;
    return new Busboy({ headers: { ...request.headers, 'content-type': type }, limits: LIMITS, isPartAFile });
  } catch (error) {
    if (error instanceof Error) throw new UploadRefused(400, 'bad form');
    throw error;
  }
}

/**
 * Keeps the form's file and gives its name. Rejects with UploadRefused: 400 (no whole form with a field `file`), 413,
 * 415, 507. Some of the request may be unread then.
 */
export async function receiveForm(request: IncomingMessage, uploads: Uploads): Promise<string> {
  if (Number(request.headers['content-length'] ?? 0) > uploads.maxUpload + AROUND)
    throw new UploadRefused(413, 'too large');
  const form = openForm(request);
  const bad = new UploadRefused(400, 'bad form');
  let kept: Promise<string> | undefined;
  let content: BusboyFileStream | undefined;
  const whole = new Promise<void>((resolve, reject) => {
    form.on('file', (field, stream) => {
      // Destroying the stream over a limit comes by here too, and is the better reason.
      stream.on('error', (error) => reject(error instanceof UploadRefused ? error : bad));
      if (field !== 'file' || kept !== undefined) return void stream.resume();
      content = stream;
      kept = uploads.keep(stream);
      kept.catch(reject);
      return undefined;
    });
    form.on('error', () => reject(bad));
    form.on('finish', () => resolve());
    // Not `complete`: all may have arrived, and a part of it be unread when its sender goes.
    request.on('close', () => {
      if (!request.readableEnded) reject(bad);
    });
    request.pipe(form);
  });
  try {
    await whole;
    if (kept === undefined) throw bad;
    return await kept;
  } catch (error) {
    request.unpipe(form);
    content?.destroy(bad);
    form.destroy();
    // What was kept of a form that broke off later is nobody's.
    kept?.then((name) => uploads.drop(name)).catch(() => undefined);
    throw error;
  }
}
