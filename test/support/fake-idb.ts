// IndexedDB for Node. Import it before anything that opens a database.
import 'fake-indexeddb/auto';

const native = globalThis.structuredClone;
const { key } = await makeKey();
if (!canClone(key)) globalThis.structuredClone = cloneAroundKeys;

/** Newer Nodes may refuse to clone a CryptoKey, which every browser stores: there it passes by reference. */
function cloneAroundKeys<Value>(value: Value, options?: StructuredSerializeOptions): Value {
  if (value instanceof CryptoKey) return value;
  if (value === null || typeof value !== 'object') return native(value, options);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (Array.isArray(value)) return value.map((item: unknown) => cloneAroundKeys(item)) as Value;
  if (prototype !== Object.prototype) return native(value, options);
  const entries = Object.entries(value).map(
    ([name, item]) => [name, cloneAroundKeys<unknown>(item)] as const,
  );
  return Object.fromEntries(entries) as Value;
}

function canClone(value: unknown): boolean {
  try {
    return native(value) instanceof CryptoKey;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

async function makeKey(): Promise<{ readonly key: CryptoKey }> {
  const aes = { name: 'AES-GCM', length: 128 };
  return { key: await crypto.subtle.generateKey(aes, false, ['encrypt']) };
}
