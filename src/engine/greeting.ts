// The hello of each socket: our key under a counter that is stored before it leaves the device (PROTOCOL.md rule 9).
import { CryptoError } from '../crypto/problem.ts';
import type { CryptoRunner } from '../crypto/runner.ts';
import { toBase64 } from '../lib/base64.ts';
import { utf8 } from '../lib/bytes.ts';
import type { Dialect } from '../protocol/dialect.ts';
import { helloMembers } from '../protocol/hello.ts';
import { pemIn } from '../protocol/pem.ts';
import { dataTextOf, signedText, writeSignedFrame } from '../protocol/write.ts';
import { StoreError } from '../store/problem.ts';
import type { Desk } from './desk.ts';
import { wordsOf } from './later.ts';
import type { Ledger, Self } from './parts.ts';

export interface GreetingDeps {
  readonly ledger: Ledger;
  readonly desk: Desk;
  readonly runner: CryptoRunner;
  readonly self: Self;
  /** The hello must stay below it, so that frames of unknown fate can be sent again as they are. */
  readonly lowestUncertain: () => number | undefined;
}

/**
 * The hello's text. `next` takes a number below the uncertain frames while there is one; `fresh`, or when there is none,
 * takes one above everything: those frames are held then. Undefined: it could not be stored or signed.
 */
export async function writeHello(
  { ledger, desk, runner, self, lowestUncertain }: GreetingDeps,
  { speech, manners }: Dialect,
  want: 'next' | 'fresh',
): Promise<string | undefined> {
  const { dataForm: form, saltLength, signed, members } = speech;
  try {
    const words = await wordsOf(speech);
    const counter = await desk.edit((draft) => {
      const next = want === 'next' ? ledger.nextHello(lowestUncertain()) : undefined;
      const taken = next ?? ledger.freshHello();
      draft.ledger = ledger.row();
      draft.strict = true;
      return taken;
    });
    const hello = { type: 'hello', publicKey: pemIn(manners.pem, self.spki) } as const;
    const dataText = words?.membersText(helloMembers(hello), signed, members) ?? dataTextOf(hello);
    const text = words?.signedIn(dataText, counter, signed) ?? signedText(dataText, counter);
    const signature = await runner.sign(utf8(text), saltLength);
    return writeSignedFrame({ dataText, form, counter, signatureText: toBase64(signature) });
  } catch (error) {
    if (error instanceof StoreError || error instanceof CryptoError) return undefined;
    throw error;
  }
}
