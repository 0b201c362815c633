// Everything that lies in a database, as one text in which anything readable can be found: what somebody sees who has copied
// the profile.

/** All rows of `name`, text as it is and bytes as the characters of the same number. */
export async function rawDump(name: string): Promise<string> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name);
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('not open')));
  });
  const parts: string[] = [];
  for (const store of db.objectStoreNames) {
    const rows = await new Promise<unknown[]>((resolve, reject) => {
      const request = db.transaction(store).objectStore(store).getAll();
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error ?? new Error('not read')));
    });
    for (const row of rows) parts.push(`${store}: ${await readable(row)}`);
  }
  db.close();
  return parts.join('\n');
}

async function readable(value: unknown): Promise<string> {
  if (value instanceof CryptoKey) return `CryptoKey ${value.type}`;
  if (value instanceof Blob) return latin1(new Uint8Array(await value.arrayBuffer()));
  if (ArrayBuffer.isView(value))
    return latin1(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  if (typeof value !== 'object' || value === null) return String(value);
  const parts: string[] = [];
  for (const [name, item] of Object.entries(value)) parts.push(`${name}=${await readable(item)}`);
  return parts.join(' ');
}

const latin1 = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

/** Under which forms `secret` shows in `dump`: as it is, as UTF-16 or in base64, wherever it begins. */
export function formsFound(dump: string, secret: string | Uint8Array): readonly string[] {
  const bytes = typeof secret === 'string' ? new TextEncoder().encode(secret) : secret;
  const forms: [string, string][] = [['bytes', latin1(bytes)]];
  if (typeof secret === 'string') {
    forms.push(['text', secret]);
    forms.push(['UTF-16', Array.from(secret, (sign) => `${sign}\0`).join('')]);
  }
  for (const skip of [0, 1, 2]) {
    const whole = latin1(bytes.subarray(skip));
    const kept = whole.slice(0, whole.length - (whole.length % 3));
    if (kept.length >= 6) forms.push([`base64 from ${skip}`, btoa(kept)]);
  }
  return forms.filter(([, form]) => dump.includes(form)).map(([what]) => what);
}
