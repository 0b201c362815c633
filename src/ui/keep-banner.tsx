// After the first message: the key is new, and its bytes are still here to be copied into a recovery file. Never before it.
import type { Model } from './model/model.ts';
import { useModel } from './model/context.ts';
import { Banner } from './parts/banner.tsx';
import { Button } from './parts/button.tsx';
import './parts/more-shapes.ts';
import { linkTo } from './route.ts';
import { t } from './words/words.ts';
import './words/with-banners.ts';

export function KeepBanner() {
  const model = useModel();
  const words = t.value.banners;
  if (model.identity.value.phase !== 'fresh' || !hasWritten(model)) return undefined;
  const keep = (
    <Button tone="lamp" size="s" href={linkTo('welcome', 'spare')}>
      {words.keepIt}
    </Button>
  );
  return (
    <Banner tone="lamp" icon="key" title={words.keepTitle} action={keep}>
      {model.me.value?.lock === undefined ? words.keepHelp : words.keepHelpLock}
    </Banner>
  );
}

const ARRIVED = ['accepted', 'delivered', 'read'];
let arrivedFor: string | undefined;
/** A message of mine has got away, or was answered already. Once is enough. */
function hasWritten({ conversations, people, me }: Model): boolean {
  const mine = me.value?.fingerprint;
  if (arrivedFor === mine) return true;
  const hasArrived = [...conversations.value.values()].some(({ last, kind }) => {
    if (last === undefined || kind === 'square') return false;
    if (last.author === 'me') return ARRIVED.includes(last.state?.kind ?? '');
    return people.one(last.author).value?.known === true;
  });
  if (hasArrived) arrivedFor = mine;
  return hasArrived;
}
