// You › Identity and recovery: my name, my key, its spare, and leaving.
import { useSignal } from '@preact/signals';
import type { Me } from '../../engine/port/identity.ts';
import { useModel } from '../model/context.ts';
import { Avatar } from '../parts/avatar.tsx';
import { ButtonCell, Cell } from '../parts/cells.tsx';
import { Icon } from '../parts/icon.tsx';
import { NameDialog } from '../parts/name-dialog.tsx';
import { saveText } from '../parts/save-text.ts';
import { dayDate } from '../words/formats-more.ts';
import { t } from '../words/words.ts';
import '../words/with-selves.ts';
import '../words/with-you.ts';
import { Fingerprint } from './fingerprint.tsx';
import { GroupLabel } from './group-label.tsx';
import { RehearseDialog } from './rehearse-dialog.tsx';
import { MoveDialog } from '../selves/move-dialog.tsx';
import { WipeDialog } from './wipe-dialog.tsx';
import '../parts/more-shapes.ts';

export function Identity() {
  const model = useModel();
  const words = t.value.you;
  const open = useSignal<'name' | 'rehearse' | 'move' | 'wipe' | undefined>(undefined);
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
      <GroupLabel>{words.recoveryFile}</GroupLabel>
      <Recovery me={me} onTry={() => (open.value = 'rehearse')} />
      <div class="card">
        <ButtonCell
          icon="refresh"
          title={t.value.selves.moveCell}
          help={t.value.selves.moveCellHelp}
          onClick={() => (open.value = 'move')}
        />
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
      {open.value === 'rehearse' && <RehearseDialog onClose={close} />}
      {open.value === 'move' && <MoveDialog onClose={close} />}
      {open.value === 'wipe' && <WipeDialog hasSpare={me.recovery.kind !== 'none'} onClose={close} />}
    </>
  );
}

const Good = ({ children }: { readonly children: string }) => (
  <span class="verif verif--s">
    <Icon name="check" size={14} />
    {children}
  </span>
);

function Recovery({ me, onTry }: { readonly me: Me; readonly onTry: () => void }) {
  const model = useModel();
  const words = t.value.you;
  const { recovery } = me;
  if (recovery.kind === 'none')
    return (
      <div class="card">
        <Cell icon="alert" title={words.recoveryNone} help={words.recoveryNoneHelp} />
      </div>
    );
  const when = dayDate(recovery.savedAt);
  const isTested = recovery.kind === 'tested';
  const save = async (): Promise<void> => {
    const file = await model.port.savedRecovery();
    if (file !== undefined) saveText(file.fileName, file.text);
  };
  return (
    <>
      <div class="card">
        <Cell
          icon={isTested ? 'key' : 'alert'}
          title={isTested ? words.recoveryTested : words.recoveryUntested}
          help={isTested ? words.recoveryTestedHelp(when) : words.recoveryUntestedHelp(when)}
          value={isTested ? <Good>{words.good}</Good> : <span class="caution">{words.notYet}</span>}
        />
        <ButtonCell icon="refresh" title={words.tryAgain} help={words.tryAgainHelp} onClick={onTry} />
        <ButtonCell
          icon="download"
          title={words.saveAgain}
          help={words.saveAgainHelp}
          onClick={() => model.attempt(save())}
        />
      </div>
      <p class="groupnote">{words.keepIt}</p>
    </>
  );
}
