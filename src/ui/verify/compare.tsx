// The two keys side by side: a code to show, one to scan, digits to read to each other; and what follows from it. Nothing
// is marked but by the reader's word or by a code that fits.
import { useSignal } from '@preact/signals';
import { readVerifyCode } from '../../lib/verify-code.ts';
import type { PersonView, VerifiedHow } from '../../engine/port/people.ts';
import { howCompared } from '../contact/trust.tsx';
import { useModel } from '../model/context.ts';
import { nameText } from '../model/names.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import '../parts/more-shapes.ts';
import { QrPicture } from '../qr/picture.tsx';
import { ScanDialog } from '../qr/scan.tsx';
import { t } from '../words/words.ts';
import '../words/with-verify.ts';
import { Differ } from './differ.tsx';
import { Digits, DigitRows } from './digits.tsx';
import { useNumber } from './use-number.ts';

export function Compare({ person }: { readonly person: PersonView }) {
  const model = useModel();
  const words = t.value.verify;
  const { fingerprint } = person;
  const name = nameText(model.nameOf(fingerprint, true));
  const { number, again } = useNumber(fingerprint);
  const isAloud = useSignal(false);
  const open = useSignal<'scan' | 'differ' | undefined>(undefined);
  const isNew = useSignal(false);
  const close = (): void => void (open.value = undefined);
  const mark = async (how: VerifiedHow | undefined): Promise<void> => {
    await model.port.setVerified(fingerprint, how);
    isNew.value = how !== undefined;
    if (how === undefined) model.toasts.show(words.unmarked, { icon: 'info' });
  };
  const isVerified = person.verifiedAt !== undefined;
  return (
    <>
      <main class="scroll pad verify">
        {isVerified && (
          <div class="verify__done" role="status">
            <Icon name="verified" />
            <span>
              <b>{words.done(name)}</b>
              <small>{howCompared(person)}</small>
              {isNew.value && <small>{words.doneHelp(name)}</small>}
            </span>
          </div>
        )}
        <How isAloud={isAloud.value} onChange={(next) => (isAloud.value = next)} />
        {number === 'failed' ? (
          <div class="card verify__card">
            <p role="alert">{words.failed}</p>
            <Button tone="line" icon="refresh" onClick={again}>
              {t.value.app.tryAgain}
            </Button>
          </div>
        ) : (
          <div class="card verify__card" aria-busy={number === 'waiting'}>
            {!isAloud.value && (
              <div class="verify__qr">
                {number === 'waiting' ? (
                  <div class="qr" role="img" aria-label={words.working} />
                ) : (
                  <QrPicture text={number.code} label={words.myCode(name)} />
                )}
              </div>
            )}
            <Pair person={person} name={name} />
            {number === 'waiting' ? (
              <p class="ink-2 center">{words.working}</p>
            ) : isAloud.value ? (
              <DigitRows digits={number.digits} />
            ) : (
              <Digits digits={number.digits} />
            )}
          </div>
        )}
        <p class="ink-2 small verify__help">{isAloud.value ? words.aloud : words.help}</p>
        {!isAloud.value && (
          <Button tone="tonal" icon="scan" block onClick={() => (open.value = 'scan')}>
            {words.scan}
          </Button>
        )}
      </main>
      <footer class="pad verify__acts">
        {isVerified ? (
          <Button tone="line" block onClick={() => model.attempt(mark(undefined))}>
            {words.unmark}
          </Button>
        ) : (
          <Button
            tone="pine"
            size="l"
            icon="shieldcheck"
            block
            disabled={typeof number === 'string'}
            onClick={() => model.attempt(mark('number'))}
          >
            {words.match}
          </Button>
        )}
        <Button tone="danger-plain" block onClick={() => (open.value = 'differ')}>
          {words.differ}
        </Button>
      </footer>
      {open.value === 'scan' && (
        <ScanDialog
          title={words.scan}
          help={words.scanHelp(name)}
          onClose={close}
          onText={(text) => {
            const problem = refusal(text, person, model.me.value?.fingerprint, name);
            if (problem === undefined) model.attempt(mark('code'));
            return problem;
          }}
        />
      )}
      {open.value === 'differ' && (
        <Differ
          person={person}
          name={name}
          onUnmark={isVerified ? () => model.attempt(mark(undefined)) : undefined}
          onClose={close}
        />
      )}
    </>
  );
}

/** Why a text that was read marks nobody; undefined: it fits. */
function refusal(
  text: string,
  { fingerprint }: PersonView,
  me: PersonView['fingerprint'] | undefined,
  name: string,
): string | undefined {
  const words = t.peek().verify;
  if (me === undefined) return words.notACode;
  const verdict = readVerifyCode(text, { me, them: fingerprint });
  if (verdict === 'same') return undefined;
  if (verdict === 'other-key') return words.otherKey(name);
  if (verdict === 'not-for-me') return words.notForMe(name);
  return verdict === 'own' ? words.own : words.notACode;
}

function How({
  isAloud,
  onChange,
}: {
  readonly isAloud: boolean;
  readonly onChange: (isAloud: boolean) => void;
}) {
  const words = t.value.verify;
  const choice = (label: string, icon: 'qr' | 'text', aloud: boolean) => (
    <label>
      <input type="radio" name="how" checked={isAloud === aloud} onChange={() => onChange(aloud)} />
      <Icon name={icon} size={18} />
      {label}
    </label>
  );
  return (
    <div class="seg" role="radiogroup" aria-label={words.how}>
      {choice(words.codes, 'qr', false)}
      {choice(words.numbers, 'text', true)}
    </div>
  );
}

function Pair({ person, name }: { readonly person: PersonView; readonly name: string }) {
  const me = useModel().me.value;
  if (me === undefined) return undefined;
  return (
    <div class="row verify__pair" role="img" aria-label={t.value.verify.pair(name)}>
      <Avatar fingerprint={me.fingerprint} size={34} lamp={false} />
      <Icon name="link" size={18} />
      <Avatar fingerprint={person.fingerprint} size={34} lamp={false} />
    </div>
  );
}
