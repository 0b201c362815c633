// The alarm: a name that could be taken for somebody else's came with another key (DESIGN.md, "Must never look alike").
import type { Fingerprint } from '../../domain/ids.ts';
import { useModel } from '../model/context.ts';
import { nameText, plainNameOf } from '../model/names.ts';
import type { Model } from '../model/model.ts';
import { Banner } from '../parts/banner.tsx';
import { Button } from '../parts/button.tsx';
import { linkTo } from '../route.ts';
import { t } from '../words/words.ts';
import '../words/with-alike.ts';

export function Alarm({ who }: { readonly who: Fingerprint }) {
  const model = useModel();
  const words = t.value.alike;
  const name = model.nameOf(who);
  if (name.notThe === undefined) return undefined;
  const { like } = model.people.alike.value?.of(who) ?? {};
  const isPerson = like !== undefined && like !== 'me' && like !== 'app';
  const compare = (
    <Button tone="line" size="s" href={linkTo('contact', who)}>
      {words.compare}
    </Button>
  );
  return (
    <Banner
      tone="lamp"
      icon="alert"
      title={alarmOf(model, t.value.app.quoted(name.text), like)}
      action={compare}
    >
      {isPerson ? words.alarmHelp : words.alarmHelpOther}
    </Banner>
  );
}

function alarmOf(model: Model, said: string, like: Fingerprint | 'me' | 'app' | undefined): string {
  const words = t.value.alike;
  if (like === 'me') return words.alarmYou(said);
  if (like === 'app' || like === undefined) return words.alarmOurs(said);
  return words.alarm(said, nameText(plainNameOf(like, model.people.one(like).value)));
}
