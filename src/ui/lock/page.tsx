// You › App lock: how it stands, when it closes, its ways in, and honestly what it protects. Without a lock: why not now.
import './lock.css';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Preferences } from '../../engine/port/preferences.ts';
import { width } from '../layout.ts';
import { useModel } from '../model/context.ts';
import { ButtonCell, Cell } from '../parts/cells.tsx';
import '../parts/more-shapes.ts';
import { t } from '../words/words.ts';
import '../words/with-lock.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { canUsePasskeys } from './passkey.ts';
import { PasskeyDialog } from './passkey-dialog.tsx';
import { SpareDialog } from './spare-dialog.tsx';

const TIMES = [1, 5, 15, 60, 0] as const satisfies readonly NonNullable<Preferences['lockAfter']>[];
/** What holds until something is chosen. */
const DEFAULT = 15;

export function LockPage() {
  const me = useModel().me.value;
  if (me?.lock === undefined) return <WithoutLock />;
  return <WithLock hasPasskey={me.lock.passkey !== undefined} hasSpare={me.recovery.kind !== 'none'} />;
}

interface WithLockProps {
  readonly hasPasskey: boolean;
  readonly hasSpare: boolean;
}
function WithLock({ hasPasskey, hasSpare }: WithLockProps) {
  const model = useModel();
  const words = t.value.lock;
  const open = useSignal<'change' | 'passkey' | 'spare' | undefined>(undefined);
  const close = (): void => void (open.value = undefined);
  // What is on the page alone is stored first.
  const lockNow = (): void => model.attempt(model.leave().then(() => model.port.lock('now')));
  return (
    <>
      <div class="card">
        <ButtonCell
          icon="lock"
          title={words.lockNow}
          help={words.lockNowHelp}
          more={false}
          onClick={lockNow}
        />
      </div>
      <Label>{words.after}</Label>
      <Times />
      <Label>{words.ways}</Label>
      <div class="card">
        <ButtonCell icon="pencil" title={words.changeTitle} onClick={() => (open.value = 'change')} />
        <PasskeyCell hasPasskey={hasPasskey} onOpen={() => (open.value = 'passkey')} />
      </div>
      {!hasSpare && (
        <>
          <Label>{words.spare}</Label>
          <div class="card">
            <ButtonCell
              icon="download"
              title={words.makeSpare}
              help={words.makeSpareHelp}
              onClick={() => (open.value = 'spare')}
            />
          </div>
        </>
      )}
      <Facts />
      {open.value === 'change' && <ChangeDialog onClose={close} />}
      {open.value === 'spare' && <SpareDialog onClose={close} />}
      {open.value === 'passkey' && <PasskeyDialog hasPasskey={hasPasskey} onClose={close} />}
    </>
  );
}

function Times() {
  const model = useModel();
  const words = t.value.lock;
  const now = model.preferences.value.lockAfter ?? DEFAULT;
  return (
    <div class="card cells-flush" role="radiogroup" aria-label={words.after}>
      {TIMES.map((one) => (
        <label key={one} class="cell">
          <span class="cell__t">
            {one === 0 ? words.never : words.minutes(one)}
            {one === 0 && <small>{words.neverHelp}</small>}
          </span>
          <input
            class="choice"
            type="radio"
            name="lock-after"
            checked={now === one}
            onChange={() => model.attempt(model.port.setPreferences({ lockAfter: one }))}
          />
        </label>
      ))}
    </div>
  );
}

interface PasskeyCellProps {
  readonly hasPasskey: boolean;
  readonly onOpen: () => void;
}
function PasskeyCell({ hasPasskey, onOpen }: PasskeyCellProps) {
  const words = t.value.lock;
  const can = useSignal<boolean | undefined>(undefined);
  useEffect(() => {
    canUsePasskeys().then(
      (answer) => (can.value = answer),
      () => (can.value = false),
    );
  }, []);
  if (hasPasskey)
    return (
      <ButtonCell
        icon="key"
        title={words.passkey}
        help={words.passkeyThere}
        value={words.takeAway}
        onClick={onOpen}
      />
    );
  if (can.value !== true)
    return <Cell icon="key" title={words.passkey} help={can.value === false ? words.passkeyMissing : ''} />;
  return (
    <ButtonCell
      icon="key"
      title={words.passkey}
      help={words.passkeyNone}
      value={words.add}
      onClick={onOpen}
    />
  );
}

function Facts() {
  const words = t.value.lock;
  return (
    <>
      <Label>{words.protects}</Label>
      <p class="groupnote">{words.protectsThis}</p>
      <p class="groupnote">{words.protectsNot}</p>
      <p class="groupnote">{words.visible}</p>
      <p class="groupnote">{words.elsewhere}</p>
      <p class="groupnote">{words.forgetting}</p>
    </>
  );
}

function WithoutLock() {
  const words = t.value.lock;
  return (
    <>
      <div class="card">
        <Cell icon="lock" title={words.offTitle} help={words.offPage} />
      </div>
      <Label>{words.howTo}</Label>
      <p class="groupnote">{words.howRestore}</p>
      <p class="groupnote">{words.howNew}</p>
      <Label>{words.protects}</Label>
      <p class="groupnote">{words.protectsThis}</p>
      <p class="groupnote">{words.protectsNot}</p>
    </>
  );
}

/** Over a card; beside the list of settings the page's own title is an h2. */
function Label({ children }: { readonly children: string }) {
  const Tag = width.value === 'narrow' ? 'h2' : 'h3';
  return <Tag class="grouplabel">{children}</Tag>;
}
