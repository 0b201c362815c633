// The field for the passphrase of the lock, and whose it is.
import { t } from '../words/words.ts';

export { PassphraseField } from '../parts/passphrase-field.tsx';

/**
 * Whose passphrase it is, for password managers, which else take the nearest field for that and keep what stands in it: the
 * own name, which behind a lock must not be kept anywhere.
 */
export const PassphraseOwner = () => (
  <input type="text" hidden autocomplete="username" value={t.value.app.name} readOnly />
);
