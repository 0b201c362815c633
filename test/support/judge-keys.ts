// The verdicts of test/crypto/key-corpus.json as the product's own code gives them: the same in Node and in a browser.
import { readPublicKey } from '../../src/crypto/key-verdict.ts';
import { CryptoError } from '../../src/crypto/problem.ts';
import { importEncryptKey, importVerifyKey, isToSpec } from '../../src/crypto/public-key.ts';
import { openLockedKey } from '../../src/crypto/recovery-file.ts';
import { fromBase64 } from '../../src/lib/base64.ts';

export interface KeyCorpus {
  readonly public: readonly { readonly name: string; readonly spki: string; readonly verdict: string }[];
  readonly files: readonly {
    readonly name: string;
    readonly text: string;
    readonly passphrase: string;
    readonly verdict: string;
  }[];
}

/** One line for each key, `name: verdict`. */
export async function judgeKeys(corpus: KeyCorpus): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const { name, spki } of corpus.public)
    lines.push(`${name}: ${await publicVerdict(fromBase64(spki) ?? new Uint8Array())}`);
  for (const { name, text, passphrase } of corpus.files)
    lines.push(`file, ${name}: ${await fileVerdict(text, passphrase)}`);
  return lines;
}

/** The same lines from the corpus itself. */
export function expectedVerdicts(corpus: KeyCorpus): readonly string[] {
  return [
    ...corpus.public.map(({ name, verdict }) => `${name}: ${verdict}`),
    ...corpus.files.map(({ name, verdict }) => `file, ${name}: ${verdict}`),
  ];
}

/** `ok` only when the rule, the reason and both imports agree. */
async function publicVerdict(spki: Uint8Array): Promise<string> {
  const read = readPublicKey(spki);
  const reason = 'refused' in read ? read.refused : 'ok';
  const imports = [
    await took(() => importVerifyKey(spki)),
    await took(() => importEncryptKey(spki)),
    await took(() => importEncryptKey(spki, 'SHA-1')),
  ];
  const agree = [isToSpec(spki), ...imports].every((taken) => taken === (reason === 'ok'));
  return agree ? reason : `${reason}, but ${isToSpec(spki)} and imports ${imports.join()}`;
}

async function took(run: () => Promise<CryptoKey>): Promise<boolean> {
  try {
    await run();
    return true;
  } catch (error) {
    if (error instanceof CryptoError && error.kind === 'weak-key') return false;
    throw error;
  }
}

/** Damage has many details, and platforms find it in different places; what is named to the reader is compared. */
async function fileVerdict(text: string, passphrase: string): Promise<string> {
  try {
    await openLockedKey(text, passphrase);
    return 'ok';
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    const isNamed = error.kind === 'unsupported-scheme' || error.kind === 'wrong-kind-of-key';
    return isNamed ? `${error.kind}: ${error.detail ?? ''}` : error.kind;
  }
}
