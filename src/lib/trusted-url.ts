// The only maker of script addresses under Trusted Types: admits a fixed list, nothing computed later gets through.

/** The one Trusted Types policy of a realm that starts workers; security-headers.ts admits it by name. */
export const TRUSTED_POLICY = 'porchlight';

declare global {
  // TypeScript's DOM library does not know Trusted Types yet. What the policy makes is an object that the constructors
  // of workers accept in the place of a string, so it is declared as one.
  var trustedTypes:
    | {
        createPolicy(
          name: string,
          rules: { createScriptURL(url: string): string },
        ): { createScriptURL(url: string): string };
      }
    | undefined;
}

/**
 * Makes this realm's one policy. Call it once in each realm that starts workers (a second call is refused by the browser).
 *
 * @param allowed The exact addresses: imported `?worker&url` values, and the page's own service worker.
 * @returns Turns one of them into what `new Worker()` and `register()` accept; throws `TypeError` for any other.
 */
export function trustedUrlMaker(allowed: readonly string[]): (url: string) => string {
  const known = new Set(allowed);
  const admit = (url: string): string => {
    if (!known.has(url)) throw new TypeError('This script address is not one of the app’s own.');
    return url;
  };
  const policy = globalThis.trustedTypes?.createPolicy(TRUSTED_POLICY, { createScriptURL: admit });
  return policy === undefined ? admit : (url) => policy.createScriptURL(url);
}
