// Who I am here, in one row: my evening and its lamp, my name, my key's tag and my server.
import { keyTag } from '../../lib/key-tag.ts';
import { useModel } from '../model/context.ts';
import { FingerprintArt } from '../parts/fingerprint-art.tsx';
import { Lamp, Tag } from '../parts/marks.tsx';
import { linkTo } from '../route.ts';
import { t } from '../words/words.ts';

export function MyCell() {
  const model = useModel();
  const words = t.value.app;
  const me = model.me.value;
  const now = model.connection.value;
  if (me === undefined) return undefined;
  const isOn = now.phase === 'online';
  return (
    <a class="card cell mycell inset-focus" href={linkTo('you', 'identity')}>
      <span class="av" style={{ '--az': '62px' }}>
        <FingerprintArt fingerprint={me.fingerprint} />
        <Lamp state={isOn ? 'on' : 'off'} />
      </span>
      <span class="cell__t">
        <bdi class="mycell__name">{me.name}</bdi>
        <small class="row">
          <Tag tag={keyTag(me.fingerprint)} />
          {now.phase !== 'none' && <bdi dir="ltr">{now.server.address}</bdi>}
          <span class="vh">{isOn ? words.lightOn : words.lightOff}</span>
        </small>
      </span>
    </a>
  );
}
