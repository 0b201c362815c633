// What a frame shows of its sender's program beyond what was needed to read it: how to write so that they can read us.
import type { Habits } from '../domain/habits.ts';
import type { SignedFrame } from '../protocol/frame.ts';
import { pemIn, pemToDer } from '../protocol/pem.ts';
import { formAsReceived } from '../protocol/signed-forms.ts';
import type { FingerprintForm, MemberOrder } from '../protocol/speech.ts';

/** `habits` of a verified `frame`; `received` is the sender's key as listed, `server` how names are made at our server. */
export function refined(
  habits: Habits,
  frame: SignedFrame,
  received: string | undefined,
  server: FingerprintForm,
): Habits {
  const { signed, fingerprint } = habits;
  // A signed string is checked as it is by everybody; an object may be written anew before.
  const isOpen = signed?.over === 'received' && signed.counter;
  const specific = isOpen ? formAsReceived(frame) : undefined;
  return {
    ...habits,
    members: orderOf(frame.dataText),
    ...(specific !== undefined && { signed: specific }),
    ...(fingerprint !== undefined && { fingerprint: namingAs(fingerprint, received, server) }),
  };
}

/** `form` of a name, or the server's where the key's text as received fits both. */
function namingAs(
  form: FingerprintForm,
  received: string | undefined,
  server: FingerprintForm,
): FingerprintForm {
  const { of } = form;
  const isPem = of === 'one-line' || of === 'lines' || of === 'lines-newline';
  if (!isPem || received === undefined || server.of !== 'as-received' || server.text !== form.text)
    return form;
  const spki = pemToDer(received);
  return spki !== undefined && pemIn(of, spki) === received ? server : form;
}

/** The alphabet has other members first. */
function orderOf(dataText: string): MemberOrder {
  return /^\{\s*"type"/.test(dataText) ? 'specified' : 'sorted';
}
