// Rows behind an app lock: each is sealed by itself, bound to its object store and to what of it stays readable, so that no
// row can be laid in another one's place. The bytes of files are sealed apart, piece by piece.
import { hiddenName, openBytes, sealBytes, type RootKeys } from '../../crypto/app-lock.ts';
import { importPrivate } from '../../crypto/key-pair.ts';
import { toBase64 } from '../../lib/base64.ts';
import { utf8 } from '../../lib/bytes.ts';
import type { RandomBytes } from '../../lib/clock.ts';
import type { Codec, SealedRow } from '../../store/codec.ts';
import { pack, unpack } from '../../store/pack.ts';
import { StoreError } from '../../store/problem.ts';
import type { IdentityRow, LockedIdentityRow } from '../../store/identity-rows.ts';
import { STORES, type MetaRow, type StoreName } from '../../store/schema.ts';
import { isLeftReadable, readableOf, sealedOf } from '../../store/sealed-fields.ts';
import type { KeysByStore, RowsByStore, Writes } from '../../store/write-rows.ts';

/** Bytes of a file that are sealed at once. */
const PIECE = 1024 * 1024;
const SEALED_PIECE = PIECE + 28; // IV and tag

/** What a sealed thing is bound to. */
const boundTo = (...what: readonly unknown[]): Uint8Array<ArrayBuffer> => utf8(JSON.stringify(what));

/** Seals and opens with the keys of one root. */
export function lockCodec(keys: RootKeys, random: RandomBytes): Codec {
  const rows = new RowSealer(keys, random);
  return {
    seal: (writes) => rows.sealAll(writes),
    open: (store, all) => Promise.all(all.map((row) => rows.open(store, row))),
  };
}

/** The PKCS#8 bytes of a private key, as they lie in its lock. */
export const sealKey = (
  { own }: RootKeys,
  pkcs8: Uint8Array,
  fingerprint: string,
  random: RandomBytes,
): Promise<Uint8Array<ArrayBuffer>> => sealBytes(own, pkcs8, boundTo('key', fingerprint), random);

/** Those bytes again; undefined when they were not sealed under this root. Whoever gets them overwrites them. */
export const openKey = (
  { own }: RootKeys,
  { lock, fingerprint }: Pick<LockedIdentityRow, 'lock' | 'fingerprint'>,
): Promise<Uint8Array<ArrayBuffer> | undefined> => openBytes(own, lock.key, boundTo('key', fingerprint));

class RowSealer {
  readonly #keys: RootKeys;
  readonly #random: RandomBytes;

  constructor(keys: RootKeys, random: RandomBytes) {
    this.#keys = keys;
    this.#random = random;
  }

  async sealAll({ put, remove }: Writes): Promise<Writes> {
    const sealed: RowsByStore = {};
    for (const name of STORES) {
      const rows = put[name] ?? [];
      if (rows.length > 0) sealed[name] = await Promise.all(rows.map((row) => this.#seal(name, row)));
    }
    return { put: sealed, remove: await this.#hideKeys(remove) };
  }

  /** Whoever can write to the disk must not be able to lay a readable row beside the sealed ones. */
  async open<Row extends object>(store: StoreName, row: Row | SealedRow): Promise<Row> {
    if (isLeftReadable(store, row)) return trusted(row, row);
    if (isIdentity(row))
      return trusted<Row>({ name: 'identity', value: await this.#openIdentity(row.value) }, row);
    if (!isSealed(row)) throw new StoreError('broken');
    const readable = store === 'servers' ? addressIn(row) : readableOf(store, row);
    const bytes = await openBytes(this.#keys.rows, row.sealed, boundTo(store, readable));
    if (bytes === undefined) throw new StoreError('broken');
    const files = await Promise.all(
      (row.files ?? []).map((file, at) => this.#openFile(file, [store, readable, at])),
    );
    const rest = unpack(bytes, files);
    return trusted<Row>({ ...readable, ...(isObject(rest) ? rest : {}) }, row);
  }

  async #seal(store: StoreName, row: object): Promise<object> {
    if (isOpenIdentity(row)) return { name: 'identity', value: await this.#sealIdentity(row.value) };
    if (isLeftReadable(store, row)) return row;
    const readable = store === 'servers' ? await this.#hideAddress(row) : readableOf(store, row);
    const { bytes, blobs } = pack(sealedOf(store, row));
    const sealed = await sealBytes(this.#keys.rows, bytes, boundTo(store, readable), this.#random);
    if (blobs.length === 0) return { ...readable, sealed };
    const files: Blob[] = [];
    for (const [at, blob] of blobs.entries()) files.push(await this.#sealFile(blob, [store, readable, at]));
    return { ...readable, sealed, files };
  }

  async #sealIdentity(row: IdentityRow): Promise<LockedIdentityRow | IdentityRow> {
    const { fingerprint, lock, sign, open256, open1, ...rest } = row;
    // A key without a lock has no business in a store that has one.
    if (lock === undefined) throw new StoreError('refused');
    void [sign, open256, open1]; // their bytes lie in `lock`
    const bound = boundTo('identity', fingerprint);
    const sealed = await sealBytes(this.#keys.rows, pack(rest).bytes, bound, this.#random);
    return { fingerprint, lock, sealed };
  }

  async #openIdentity(row: LockedIdentityRow): Promise<IdentityRow> {
    const { fingerprint, lock } = row;
    const rest = await openBytes(this.#keys.rows, row.sealed, boundTo('identity', fingerprint));
    const pkcs8 = await openKey(this.#keys, row);
    if (rest === undefined || pkcs8 === undefined) throw new StoreError('broken');
    const keys = await importPrivate(pkcs8);
    pkcs8.fill(0);
    const opened: unknown = unpack(rest);
    const whole = { ...(isObject(opened) ? opened : {}), ...keys, fingerprint, lock };
    if (!isWholeIdentity(whole)) throw new StoreError('broken');
    return whole;
  }

  async #sealFile(blob: Blob, bound: readonly unknown[]): Promise<Blob> {
    const pieces: Blob[] = [];
    for (let at = 0; at === 0 || at * PIECE < blob.size; at += 1) {
      const bytes = new Uint8Array(await blob.slice(at * PIECE, (at + 1) * PIECE).arrayBuffer());
      const isLast = (at + 1) * PIECE >= blob.size;
      const piece = await sealBytes(this.#keys.rows, bytes, boundTo(...bound, at, isLast), this.#random);
      pieces.push(new Blob([piece]));
    }
    return new Blob(pieces);
  }

  async #openFile(file: Blob, bound: readonly unknown[]): Promise<Blob> {
    const pieces: Blob[] = [];
    for (let at = 0; at === 0 || at * SEALED_PIECE < file.size; at += 1) {
      const piece = file.slice(at * SEALED_PIECE, (at + 1) * SEALED_PIECE);
      const isLast = (at + 1) * SEALED_PIECE >= file.size;
      const sealed = new Uint8Array(await piece.arrayBuffer());
      const bytes = await openBytes(this.#keys.rows, sealed, boundTo(...bound, at, isLast));
      if (bytes === undefined) throw new StoreError('broken');
      pieces.push(new Blob([bytes]));
    }
    return new Blob(pieces);
  }

  /** Where somebody chats is nobody's business: the address is a key of the database, so it gets another name there. */
  async #hideAddress(server: object): Promise<{ readonly scheme: string; readonly address: string }> {
    const { scheme, address } = addressIn(server);
    const hidden = await hiddenName(this.#keys.names, `${scheme}://${address}`);
    return { scheme: '', address: toBase64(hidden) };
  }

  async #hideKeys(remove: KeysByStore): Promise<KeysByStore> {
    if (remove.servers === undefined) return remove;
    const servers = remove.servers.map(async (key) => {
      const [scheme, address]: readonly unknown[] = Array.isArray(key) ? key : [];
      const hidden = await this.#hideAddress({ scheme, address });
      return [hidden.scheme, hidden.address];
    });
    return { ...remove, servers: await Promise.all(servers) };
  }
}

function addressIn(row: object): { readonly scheme: string; readonly address: string } {
  const scheme = 'scheme' in row && typeof row.scheme === 'string' ? row.scheme : '';
  const address = 'address' in row && typeof row.address === 'string' ? row.address : '';
  return { scheme, address };
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isSealed = (row: object): row is SealedRow => 'sealed' in row && row.sealed instanceof Uint8Array;
const isMeta = (row: object, name: MetaRow['name']): boolean => 'name' in row && row.name === name;
const isIdentity = (row: object): row is { readonly value: LockedIdentityRow } =>
  isMeta(row, 'identity') && 'value' in row && isObject(row.value) && isSealed(row.value);
const isOpenIdentity = (row: object): row is { readonly value: IdentityRow } =>
  isMeta(row, 'identity') && 'value' in row && isObject(row.value) && 'sign' in row.value;

/** What opened is what this program sealed, and of the type that it had then. */
function trusted<Row extends object>(row: object, lay: Row | SealedRow): Row {
  if (!isOurs(row, lay)) throw new StoreError('broken');
  return row;
}
const isOurs = <Row extends object>(row: object, lay: Row | SealedRow): row is Row =>
  isObject(row) && isObject(lay);
const isWholeIdentity = (row: object): row is IdentityRow => 'sign' in row && 'pem' in row && 'name' in row;
