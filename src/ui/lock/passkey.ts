// Passkeys as a second way in: the authenticator makes 32 secret bytes of a salt (WebAuthn PRF), always the same for the
// same passkey, and never without the person. The page hands them to the engine and keeps nothing.
import type { Passkey, PasskeyRef } from '../../engine/port/lock.ts';

/** What the platform says it can do; browsers that cannot tell have it left out. */
type Capabilities = () => Promise<Readonly<Record<string, boolean>>>;

const NAME = 'Porchlight';
const SALT_BYTES = 32;
const TIMEOUT_MS = 120_000;
/** ES256, EdDSA, RS256: the signature is looked at by nobody, but a passkey must have one. */
const ALGORITHMS = [-7, -8, -257] as const;

const random = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length));

/** Whether a passkey could open the lock here: not without PRF, and not on an address that is a number. */
export async function canUsePasskeys(): Promise<boolean> {
  if (!isSecureContext || !('PublicKeyCredential' in globalThis) || !('credentials' in navigator))
    return false;
  if (/^[\d.]+$|:/.test(location.hostname)) return false;
  const ask = capabilitiesOf(PublicKeyCredential);
  if (ask === undefined) return false;
  const told = await ask();
  return told['extension:prf'] === true;
}

function capabilitiesOf(api: object): Capabilities | undefined {
  return hasCapabilities(api) ? () => api.getClientCapabilities() : undefined;
}
const hasCapabilities = (api: object): api is { readonly getClientCapabilities: Capabilities } =>
  'getClientCapabilities' in api && typeof api.getClientCapabilities === 'function';

/**
 * Makes a passkey that can open the lock; the browser asks the person, some ask twice. Undefined: they did not want to, or
 * the authenticator has no PRF.
 * @param label What the list of passkeys calls it: whoever looks at the list sees it.
 */
export async function makePasskey(label: string): Promise<Passkey | undefined> {
  const salt = random(SALT_BYTES);
  const made = await quietly(() =>
    navigator.credentials.create({
      publicKey: {
        rp: { name: NAME },
        user: { id: random(16), name: label, displayName: label },
        challenge: random(32), // no server looks at the answer
        pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
        attestation: 'none',
        timeout: TIMEOUT_MS,
        extensions: { prf: { eval: { first: salt } } },
      },
    }),
  );
  if (!(made instanceof PublicKeyCredential)) return undefined;
  const { prf } = made.getClientExtensionResults();
  if (prf?.enabled !== true) return undefined;
  const ref: PasskeyRef = { credential: new Uint8Array(made.rawId), salt };
  // Many authenticators answer only when the passkey is used.
  const secret = secretIn(made) ?? (await askPasskey(ref));
  return secret && { ...ref, secret };
}

/** The secret bytes of a passkey; the browser asks the person. Undefined: they did not want to, or it is not here. */
export async function askPasskey({
  credential,
  salt,
}: PasskeyRef): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const got = await quietly(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: random(32),
        allowCredentials: [{ type: 'public-key', id: credential }],
        userVerification: 'required',
        timeout: TIMEOUT_MS,
        extensions: { prf: { eval: { first: salt } } },
      },
    }),
  );
  return got instanceof PublicKeyCredential ? secretIn(got) : undefined;
}

function secretIn(answer: PublicKeyCredential): Uint8Array<ArrayBuffer> | undefined {
  const first = answer.getClientExtensionResults().prf?.results?.first;
  if (first === undefined) return undefined;
  const view = ArrayBuffer.isView(first)
    ? new Uint8Array(first.buffer, first.byteOffset, first.byteLength)
    : new Uint8Array(first);
  return view.length === 32 ? new Uint8Array(view) : undefined;
}

/** Turned down, timed out, or not possible here: no passkey. */
async function quietly(ask: () => Promise<Credential | null>): Promise<Credential | undefined> {
  try {
    return (await ask()) ?? undefined;
  } catch (cause) {
    if (cause instanceof DOMException) return undefined;
    throw cause;
  }
}
