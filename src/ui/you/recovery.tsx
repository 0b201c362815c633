// You › Identity: the recovery file, what can be done with it, and taking the key to other places.
import { useSignal } from '@preact/signals';
import type { Me } from '../../engine/port/identity.ts';
import { AddDevice, PackDialog, PrintSheet } from '../codes/later.ts';
import { useModel } from '../model/context.ts';
import { ButtonCell, Cell, LinkCell } from '../parts/cells.tsx';
import { Icon } from '../parts/icon.tsx';
import { saveText } from '../parts/save-text.ts';
import { dayDate } from '../words/formats-more.ts';
import { t } from '../words/words.ts';
import '../words/with-lock.ts';
import '../words/with-spare.ts';
import '../words/with-you.ts';
import { GroupLabel } from './group-label.tsx';
import { spareWay } from './spare-way.ts';
import { RehearseDialog } from './rehearse-dialog.tsx';
import '../parts/more-shapes.ts';

export const Good = ({ children }: { readonly children: string }) => (
  <span class="verif verif--s">
    <Icon name="check" size={14} />
    {children}
  </span>
);

type Open = 'rehearse' | 'print' | 'pack' | 'add';

export function Recovery({ me }: { readonly me: Me }) {
  const words = t.value.you;
  const open = useSignal<Open | undefined>(undefined);
  const close = (): void => void (open.value = undefined);
  const openIt = (what: Open) => (): void => void (open.value = what);
  const isNone = me.recovery.kind === 'none';
  const way = spareWay(useModel(), me);
  return (
    <>
      <GroupLabel>{words.recoveryFile}</GroupLabel>
      {isNone ? (
        <None way={way} hasLock={me.lock !== undefined} />
      ) : (
        <Saved recovery={me.recovery} openIt={openIt} />
      )}
      <GroupLabel>{t.value.spare.otherPlaces}</GroupLabel>
      <div class="card">
        {isNone ? (
          <Cell
            icon="plus"
            title={t.value.spare.addDevice}
            help={way === undefined ? t.value.spare.addNone : t.value.spare.addFirst}
          />
        ) : (
          <ButtonCell
            icon="plus"
            title={t.value.spare.addDevice}
            help={t.value.spare.addDeviceHelp}
            onClick={openIt('add')}
          />
        )}
      </div>
      {open.value === 'rehearse' && <RehearseDialog onClose={close} />}
      {open.value === 'print' && <PrintSheet onClose={close} />}
      {open.value === 'pack' && <PackDialog onClose={close} />}
      {open.value === 'add' && <AddDevice onClose={close} />}
    </>
  );
}

/** What is left where none can be made any more is a new identity, further down on the page. */
function None({ way, hasLock }: { readonly way: string | undefined; readonly hasLock: boolean }) {
  const words = t.value.you;
  if (way !== undefined)
    return (
      <div class="card">
        <LinkCell
          icon="alert"
          title={words.recoveryNone}
          help={hasLock ? t.value.lock.makeSpareHelp : t.value.spare.makeNow}
          href={way}
        />
      </div>
    );
  return (
    <>
      <div class="card">
        <Cell icon="alert" title={words.recoveryNone} help={words.recoveryNoneHelp} />
      </div>
      <p class="groupnote">{t.value.spare.nobodyCan}</p>
    </>
  );
}

interface SavedProps {
  readonly recovery: Exclude<Me['recovery'], { kind: 'none' }>;
  readonly openIt: (what: Open) => () => void;
}
function Saved({ recovery, openIt }: SavedProps) {
  const model = useModel();
  const words = t.value.you;
  const more = t.value.spare;
  const { kind, savedAt, own, contactsAt } = recovery;
  const when = dayDate(savedAt);
  const isTested = kind === 'tested';
  const tested = own ? words.recoveryTestedOwn(when) : words.recoveryTestedHelp(when);
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
          help={isTested ? tested : words.recoveryUntestedHelp(when)}
          value={isTested ? <Good>{words.good}</Good> : <span class="caution">{words.notYet}</span>}
        />
        <ButtonCell
          icon="refresh"
          title={words.tryAgain}
          help={words.tryAgainHelp}
          onClick={openIt('rehearse')}
        />
        <ButtonCell
          icon="download"
          title={words.saveAgain}
          help={words.saveAgainHelp}
          onClick={() => model.attempt(save())}
        />
        <ButtonCell icon="file" title={more.print} help={more.printHelp} onClick={openIt('print')} />
        <ButtonCell
          icon="people"
          title={more.contacts}
          help={contactsAt === undefined ? more.contactsNone : more.contactsAt(dayDate(contactsAt))}
          onClick={openIt('pack')}
        />
      </div>
      <p class="groupnote">{words.keepIt}</p>
    </>
  );
}
