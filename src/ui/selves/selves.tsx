// You › Identities: who lives in this browser, going from one to another, adding one, and taking one off.
import './selves.css';
import { useSignal } from '@preact/signals';
import { keyTag } from '../../lib/key-tag.ts';
import { toFingerprint } from '../ids.ts';
import { useModel } from '../model/context.ts';
import { FingerprintArt } from '../parts/fingerprint-art.tsx';
import { IconButton } from '../parts/button.tsx';
import { ButtonCell } from '../parts/cells.tsx';
import { Icon } from '../parts/icon.tsx';
import { Tag } from '../parts/marks.tsx';
import { linkAs, type Profile, type ProfileId } from '../profile.ts';
import { GroupLabel } from '../you/group-label.tsx';
import { iso } from '../words/formats.ts';
import { t } from '../words/words.ts';
import '../words/with-selves.ts';
import '../parts/more-shapes.ts';
import { profiles } from './book.ts';
import { begin, switchTo } from './leave.ts';
import { Moving } from './moving.tsx';
import { TakeOffDialog } from './take-off-dialog.tsx';
import { useOpenTabs } from './use-open-tabs.ts';

export function Selves() {
  const model = useModel();
  const words = t.value.selves;
  const leaving = useSignal<Profile | undefined>(undefined);
  // Taken anew whenever one was removed.
  const all = leaving.value === undefined ? profiles() : profiles();
  const names = useOpenTabs();
  return (
    <>
      <Moving />
      <GroupLabel>{words.here}</GroupLabel>
      <ul class="card">
        {all.map((one) => (
          <li key={one.id}>
            {one.id === model.app.selves.id ? (
              <Own />
            ) : (
              <Other one={one} name={names.value.get(one.id)} onTakeOff={() => (leaving.value = one)} />
            )}
          </li>
        ))}
      </ul>
      {all.length > 1 && <p class="groupnote">{words.asleepNote}</p>}
      <div class="card">
        <ButtonCell
          icon="plus"
          title={words.add}
          help={words.addHelp}
          onClick={() => model.attempt(begin(model))}
        />
      </div>
      <p class="groupnote">{words.apart}</p>
      {leaving.value !== undefined && (
        <TakeOffDialog
          id={leaving.value.id}
          who={whoIs(leaving.value, undefined)}
          onClose={() => (leaving.value = undefined)}
        />
      )}
    </>
  );
}

/** The one on the screen: its name is known here. */
function Own() {
  const model = useModel();
  const me = model.me.value;
  if (me === undefined) return undefined;
  return (
    <div class="cell selves__row">
      <Face fingerprint={me.fingerprint} />
      <span class="cell__t">
        <bdi class="pet">{me.name}</bdi>
        <small class="row">
          <Tag tag={keyTag(me.fingerprint)} /> {t.value.selves.shown}
        </small>
      </span>
      <span class="verif verif--s">
        <Icon name="check" size={14} />
      </span>
    </div>
  );
}

interface OtherProps {
  readonly one: Profile;
  /** Told by the tab in which it is open. */
  readonly name: string | undefined;
  readonly onTakeOff: () => void;
}
function Other({ one, name, onTakeOff }: OtherProps) {
  const model = useModel();
  const words = t.value.selves;
  const who = whoIs(one, name);
  const { id, fingerprint } = one;
  const state = name === undefined ? words.asleep : words.otherTab;
  return (
    <div class="cell selves__row">
      <a
        class="selves__go"
        href={linkAs(id)}
        aria-label={words.goTo(who)}
        onClick={(event) => follow(event, id, () => model.attempt(switchTo(model, id)))}
      >
        <Face fingerprint={fingerprint} />
        <span class="cell__t">
          {name === undefined ? <span>{who}</span> : <bdi class="pet">{name}</bdi>}
          <small class="row">
            {name !== undefined && fingerprint !== undefined && <Tag tag={tagOf(fingerprint)} />}
            {fingerprint === undefined ? words.unfinished : state}
          </small>
        </span>
      </a>
      <span class="row">
        <a
          class="btn btn--s btn--tonal"
          href={linkAs(id)}
          target="_blank"
          rel="noopener"
          aria-label={words.inNewTab(who)}
        >
          {words.newTab}
        </a>
        <IconButton icon="trash" size={20} label={words.takeOff(who)} onClick={onTakeOff} />
      </span>
    </div>
  );
}

/** A tap goes there in this tab; with Ctrl, the middle button and the like the browser does what it always does. */
function follow(event: MouseEvent, _id: ProfileId, go: () => void): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
  event.preventDefault();
  go();
}

const Face = ({ fingerprint }: { readonly fingerprint: string | undefined }) => (
  <span class="av" style={{ '--az': '44px' }}>
    {fingerprint === undefined ? <Icon name="you" /> : <FingerprintArt fingerprint={fingerprint} />}
  </span>
);

const tagOf = (fingerprint: string): string => keyTag(toFingerprint(fingerprint), 8);

/** Names lie with the identities: of one that is not open, nothing but its key is known here. */
function whoIs({ fingerprint }: Profile, name: string | undefined): string {
  const words = t.value.selves;
  if (name !== undefined) return iso(name);
  return fingerprint === undefined ? words.unfinished : words.keyOf(tagOf(fingerprint));
}
