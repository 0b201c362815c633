// You › Identity and recovery: my name, my key, its spare, and leaving.
import { useSignal } from '@preact/signals';
import { useModel } from '../model/context.ts';
import { Avatar } from '../parts/avatar.tsx';
import { ButtonCell, Cell } from '../parts/cells.tsx';
import { NameDialog } from '../parts/name-dialog.tsx';
import { dayDate } from '../words/formats-more.ts';
import { t } from '../words/words.ts';
import '../words/with-you.ts';
import { Fingerprint } from './fingerprint.tsx';
import { Good, Recovery } from './recovery.tsx';
import { WipeDialog } from './wipe-dialog.tsx';
import '../parts/more-shapes.ts';

export function Identity() {
  const model = useModel();
  const words = t.value.you;
  const open = useSignal<'name' | 'wipe' | undefined>(undefined);
  const close = (): void => void (open.value = undefined);
  const me = model.me.value;
  if (me === undefined) return undefined;
  return (
    <>
      <div class="portrait">
        <Avatar fingerprint={me.fingerprint} size={96} lamp={false} />
        <p class="small ink-2">{words.painted}</p>
      </div>
      <div class="card">
        <ButtonCell
          icon="pencil"
          title={words.yourName}
          value={<bdi>{me.name}</bdi>}
          onClick={() => (open.value = 'name')}
        />
        <Cell
          icon="key"
          title={words.key}
          help={words.keyMade(dayDate(me.createdAt))}
          value={<Good>{words.works}</Good>}
        />
        <Fingerprint fingerprint={me.fingerprint} />
      </div>
      {model.elsewhere.value && <p class="groupnote">{words.elsewhere}</p>}
      <Recovery me={me} />
      <div class="card">
        <ButtonCell
          icon="trash"
          title={<span class="rose">{words.removeIdentity}</span>}
          help={words.fromDevice}
          more={false}
          onClick={() => (open.value = 'wipe')}
        />
      </div>
      {open.value === 'name' && (
        <NameDialog
          title={words.yourName}
          help={words.nameHelp}
          value={me.name}
          onSave={(name) => model.attempt(model.port.setName(name))}
          onClose={close}
        />
      )}
      {open.value === 'wipe' && <WipeDialog hasSpare={me.recovery.kind !== 'none'} onClose={close} />}
    </>
  );
}
