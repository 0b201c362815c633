// The least that a client list costs: its parse, and for keys seen the first time base64 and SHA-256.
import { framesOf, type BareJob } from './bare-jobs.ts';
import { derOf } from './bytes.ts';

type Job<Kind extends BareJob['kind']> = Extract<BareJob, { kind: Kind }>;
interface List {
  readonly servers: readonly { readonly clients: readonly string[] }[];
}
const utf8 = new TextEncoder();
const BATCH = 500;

const textOf = async (set: string): Promise<string> => (await framesOf(set))[0]!;

export async function listFirst({ set }: Job<'list-first'>): Promise<number> {
  const text = await textOf(set);
  const start = performance.now();
  const keys = (JSON.parse(text) as List).servers.flatMap(({ clients }) => clients);
  let bytes = 0;
  for (let at = 0; at < keys.length; at += BATCH) {
    const batch = keys.slice(at, at + BATCH);
    const hashes = await Promise.all(
      batch.map((pem) => {
        bytes += derOf(pem).length;
        return crypto.subtle.digest('SHA-256', utf8.encode(pem));
      }),
    );
    bytes += hashes.length;
  }
  const ms = performance.now() - start;
  if (bytes < keys.length) throw new Error('no keys');
  return ms;
}

export async function listParse({ set }: Job<'list-parse'>): Promise<number> {
  const text = await textOf(set);
  const start = performance.now();
  const list = JSON.parse(text) as List;
  const ms = performance.now() - start;
  if (list.servers.length === 0) throw new Error('no servers');
  return ms;
}
