// The private keys that the product stored, read from its database: the same origin may.

export interface OwnKeys {
  readonly sign: CryptoKey;
  readonly open256: CryptoKey;
  readonly open1: CryptoKey;
  readonly pem: string;
  readonly fingerprint: string;
}

export const settled = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')));
  });

export async function ownKeys(): Promise<OwnKeys> {
  const db = await settled(indexedDB.open('porchlight'));
  const row: unknown = await settled(db.transaction('meta').objectStore('meta').get('identity'));
  db.close();
  return (row as { readonly value: OwnKeys }).value;
}
