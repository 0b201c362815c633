// A caution: this key came to a list when somebody else's went (engine/places.ts). What was seen, and what to do.
import '../parts/more-shapes.ts';
import type { Fingerprint } from '../../domain/ids.ts';
import { useModel } from '../model/context.ts';
import { nameText } from '../model/names.ts';
import { Banner } from '../parts/banner.tsx';
import { Button } from '../parts/button.tsx';
import { linkTo } from '../route.ts';
import { t } from '../words/words.ts';
import '../words/with-verify.ts';

export interface InPlaceProps {
  /** Whose light went off. */
  readonly gone: Fingerprint;
  /** Who came, where the way to comparing is not beside it anyway. */
  readonly who?: Fingerprint;
}

export function InPlace({ gone, who }: InPlaceProps) {
  const words = t.value.verify;
  const compare = who && (
    <Button tone="line" size="s" href={linkTo('verify', who)}>
      {words.compare}
    </Button>
  );
  const title = words.inPlace(nameText(useModel().nameOf(gone)));
  return (
    <Banner tone="lamp" icon="alert" title={title} action={compare}>
      {words.inPlaceHelp}
    </Banner>
  );
}
