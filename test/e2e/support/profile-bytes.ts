// What somebody finds who has copied a browser's profile: every file in it, and what its database holds once it is read.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** A thing that may not be there: a text, or bytes (of a key). */
export type Canary = string | Uint8Array;

/** Each file of the profile in which `canary` stands, and in which form. The browser must have ended. */
export function filesWith(folder: string, canary: Canary): readonly string[] {
  const forms = formsOf(canary);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((path) => {
      const bytes = readFileSync(path);
      const found = forms.filter(([, form]) => bytes.includes(form)).map(([what]) => what);
      return found.length === 0 ? [] : [`${path.slice(folder.length + 1)} (${found.join(', ')})`];
    });
}

/** In which forms it stands in a dump of the database. */
export function dumpHas(dump: string, canary: Canary): readonly string[] {
  const bytes = Buffer.from(dump, 'latin1');
  return formsOf(canary)
    .filter(([, form]) => bytes.includes(form))
    .map(([what]) => what);
}

/** As it is, as UTF-16, and in base64 wherever it begins in it. */
function formsOf(canary: Canary): readonly (readonly [what: string, form: Buffer])[] {
  const bytes = Buffer.from(canary);
  const forms: [string, Buffer][] = [['bytes', bytes]];
  if (typeof canary === 'string') forms.push(['UTF-16', Buffer.from(canary, 'utf16le')]);
  for (const skip of [0, 1, 2]) {
    const whole = bytes.subarray(skip);
    const kept = whole.subarray(0, whole.length - (whole.length % 3));
    forms.push([`base64 from ${skip}`, Buffer.from(kept.toString('base64'))]);
  }
  return forms;
}

/**
 * Everything in the app's databases, read through the browser: files on the disk are compressed, so that a text may not
 * stand in them as it is. Texts as UTF-8, bytes as they are, both as characters of the same number.
 */
export function databaseDump(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const answer = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('not read')));
      });
    const text = (bytes: Uint8Array): string => {
      let all = '';
      for (const byte of bytes) all += String.fromCharCode(byte);
      return all;
    };
    const readable = async (value: unknown): Promise<string> => {
      if (value instanceof Blob) return text(new Uint8Array(await value.arrayBuffer()));
      if (ArrayBuffer.isView(value))
        return text(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
      if (value instanceof CryptoKey) return `CryptoKey ${value.type}`;
      if (typeof value !== 'object' || value === null) return text(new TextEncoder().encode(String(value)));
      const parts: string[] = [];
      for (const [name, item] of Object.entries(value)) parts.push(`${name}=${await readable(item)}`);
      return parts.join('\n');
    };
    const parts: string[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await answer(indexedDB.open(name));
      for (const store of db.objectStoreNames)
        for (const row of await answer(db.transaction(store).objectStore(store).getAll()))
          parts.push(`${store}: ${await readable(row)}`);
      db.close();
    }
    return parts.join('\n');
  });
}
