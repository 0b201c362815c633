// The app's sign, from the static icons.
import { t } from '../words/words.ts';

export const Logo = ({ size = 44 }: { readonly size?: number }) => (
  <img class="logo" src="favicon.svg" width={size} height={size} alt={t.value.app.name} />
);
