// Says so as long as this key has no spare that was seen to work.
import { isIosTab } from '../ios.ts';
import { useModel } from '../model/context.ts';
import { Banner } from '../parts/banner.tsx';
import { lazy, Nothing } from '../parts/lazy.tsx';
import { linkTo, route } from '../route.ts';
import { t } from '../words/words.ts';
import '../words/with-you.ts';
import '../parts/more-shapes.ts';

const Temporary = lazy(() => import('../install/temporary.tsx').then((file) => file.Temporary), Nothing);

export function SpareBanner() {
  const { identity } = useModel();
  const now = identity.value;
  const me = 'me' in now ? now.me : undefined;
  const words = t.value.you;
  // One at a time: where all of it may be erased, that is the news.
  if (me !== undefined && isIosTab()) return <Temporary />;
  // A new key, whose bytes are still here, has a banner of its own (keep-banner.tsx).
  if (me === undefined || now.phase === 'fresh' || me.recovery.kind === 'tested') return undefined;
  const isNone = me.recovery.kind === 'none';
  const isThere = route.value.arg === 'identity';
  return (
    <Banner
      tone="lamp"
      icon="key"
      title={isNone ? words.noSpare : words.notTested}
      action={
        isThere ? undefined : (
          <a class="btn btn--s btn--lamp" href={linkTo('you', 'identity')}>
            {isNone ? words.look : words.test}
          </a>
        )
      }
    >
      {isNone ? words.noSpareHelp(me.name) : words.notTestedHelp}
    </Banner>
  );
}
