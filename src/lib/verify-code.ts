// The text of the QR picture that two people show each other: whose key shows it, and for whose eyes.
import { fromBase64Url } from './base64.ts';

const START = 'porchlight-verify:1:';
/** A fingerprint in base64url without padding. */
const LENGTH = 43;

/**
 * What a code says about the key that I know as somebody's:
 * `same` – they hold this key, and they know me by mine;
 * `other-key` – who shows it holds another key than the one I know;
 * `not-for-me` – it is their key, but the code was made for somebody whose key is not mine;
 * `own` – I am looking at my own code;
 * `not-a-code` – something else, or damaged, or of a later edition.
 */
export type CodeVerdict = 'same' | 'other-key' | 'not-for-me' | 'own' | 'not-a-code';

/** The code that `mine` shows to `theirs`: canonical fingerprints (base64 of 32 bytes). */
export const verifyCode = (mine: string, theirs: string): string => `${START}${toUrl(mine)}:${toUrl(theirs)}`;

/**
 * Judges a text read from their picture. Only what `verifyCode` writes is a code, to the letter; blanks around it are let
 * pass, because texts are pasted.
 */
export function readVerifyCode(
  text: string,
  { me, them }: { readonly me: string; readonly them: string },
): CodeVerdict {
  const code = text.trim();
  const shows = code.slice(START.length, START.length + LENGTH);
  const scans = code.slice(START.length + LENGTH + 1);
  const [shower, reader] = [fromUrl(shows), fromUrl(scans)];
  if (shower === undefined || reader === undefined || code !== verifyCode(shower, reader))
    return 'not-a-code';
  if (shower === me) return 'own';
  if (shower !== them) return 'other-key';
  return reader === me ? 'same' : 'not-for-me';
}

const toUrl = (fingerprint: string): string =>
  fingerprint.replaceAll('+', '-').replaceAll('/', '_').slice(0, LENGTH);

function fromUrl(text: string): string | undefined {
  if (text.length !== LENGTH || fromBase64Url(text) === undefined) return undefined;
  return `${text.replaceAll('-', '+').replaceAll('_', '/')}=`;
}
