// The browser's own dialogue for installing, where it has offered one.
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import '../parts/more-shapes.ts';
import { t } from '../words/words.ts';
import '../words/with-install.ts';

export function InstallButton() {
  const model = useModel();
  const words = t.value.install;
  const { install } = model.app;
  if (install?.state.value?.canInstall !== true) return <p class="small ink-2 center">{words.notOffered}</p>;
  return (
    <Button tone="primary" size="l" block icon="download" onClick={() => model.attempt(install.prompt())}>
      {words.go}
    </Button>
  );
}
