// The icon on an iPhone cannot see what a tab keeps: a key that was made in the tab is carried over by hand, once.
import './install.css';
import '../style/forms.css';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { copyText } from '../parts/copy-text.ts';
import { Icon } from '../parts/icon.tsx';
import { t } from '../words/words.ts';
import '../words/with-arrive.ts';
import { spareWay } from '../you/spare-way.ts';
import '../parts/more-shapes.ts';

export function TakeKey() {
  const model = useModel();
  const words = t.value.arrive;
  const me = model.me.value;
  const text = useSignal<string | undefined>(undefined);
  const hasSpare = me !== undefined && me.recovery.kind !== 'none';
  useEffect(() => {
    const look = async (): Promise<void> => {
      text.value = (await model.port.savedRecovery())?.text;
    };
    if (hasSpare) model.attempt(look());
  }, [hasSpare]);
  if (me === undefined) return undefined;
  const way = spareWay(model, me);
  if (!hasSpare && way !== undefined)
    return (
      <div class="card takealong">
        <Icon name="key" />
        <div class="min0">
          <b>{words.iosTake}</b>
          <p class="small">{words.iosSpareFirst}</p>
          <Button tone="lamp" size="s" href={way}>
            {words.iosSpare}
          </Button>
        </div>
      </div>
    );
  const copy = (): void => model.attempt(copyText(model, text.peek() ?? ''));
  return (
    <div class="card takealong">
      <Icon name="key" />
      <div class="min0">
        <b>{words.iosTake}</b>
        <p class="small">{hasSpare ? words.iosTakeHelp : words.iosNothing}</p>
        {hasSpare && (
          <Button tone="lamp" size="s" icon="copy" disabled={text.value === undefined} onClick={copy}>
            {words.iosCopy}
          </Button>
        )}
      </div>
    </div>
  );
}
