// The browser's own dialogue for installing, where it has offered one.
import { Button } from '../parts/button.tsx';
import '../parts/more-shapes.ts';
import { t } from '../words/words.ts';
import '../words/with-install.ts';
import { useOffer } from './use-offer.ts';

export function InstallButton() {
  const words = t.value.install;
  const offer = useOffer();
  if (!offer.canInstall) return <p class="small ink-2 center">{words.notOffered}</p>;
  return (
    <Button tone="primary" size="l" block icon="download" onClick={offer.prompt}>
      {words.go}
    </Button>
  );
}
