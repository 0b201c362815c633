// Two keys, one name: the one I know and the one whose page this is, side by side. Only the people themselves can tell.
import type { Fingerprint } from '../../domain/ids.ts';
import type { PersonView } from '../../engine/port/people.ts';
import { useModel } from '../model/context.ts';
import { nameText } from '../model/names.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { Tag } from '../parts/marks.tsx';
import { Name, NotThe } from '../parts/name.tsx';
import { keyTag } from '../../lib/key-tag.ts';
import { go } from '../route.ts';
import { dayDate } from '../words/formats-more.ts';
import { t } from '../words/words.ts';
import '../words/with-alike.ts';

export function Likeness({ person }: { readonly person: PersonView }) {
  const model = useModel();
  const words = t.value.alike;
  const { like } = model.people.alike.value?.of(person.fingerprint) ?? {};
  if (like === undefined || like === 'me' || like === 'app') return undefined;
  const ask = async (): Promise<void> => go('chat', await model.port.openDirect(like));
  const name = nameText(model.nameOf(like));
  return (
    <section class="likeness" aria-label={words.compareTitle}>
      <div class="row likeness__head">
        <span class="tile tile--caution">
          <Icon name="alert" size={28} />
        </span>
        <h2 class="display">{words.twoKeys(name)}</h2>
      </div>
      <p class="ink-2 bal">{words.onlyThey}</p>
      <KeyOf who={like} note={words.youKnow} />
      <KeyOf who={person.fingerprint} />
      <Button tone="tonal" icon="chats" block onClick={() => model.attempt(ask())}>
        {words.askInOld}
      </Button>
    </section>
  );
}

/** `note` stands under the one I know; under the other one the caution does. */
function KeyOf({ who, note }: { readonly who: Fingerprint; readonly note?: string }) {
  const model = useModel();
  const words = t.value.alike;
  const person = model.people.one(who).value;
  const name = model.nameOf(who, true);
  if (person === undefined) return undefined;
  const { servers, firstSeen } = person;
  return (
    <div class={note === undefined ? 'card likeness__one is-unproven' : 'card likeness__one'}>
      <div class="row">
        <Avatar fingerprint={who} size={60} />
        <div class="min0">
          <p class="person__n">
            <Name name={name} />
          </p>
          {note === undefined ? <NotThe name={name} /> : <p class="small ink-2">{note}</p>}
        </div>
      </div>
      <dl class="small">
        <dt class="ink-3">{words.knownSince}</dt>
        <dd>{dayDate(firstSeen)}</dd>
        <dt class="ink-3">{words.server}</dt>
        <dd>{servers.length === 0 ? words.nothing : <bdi dir="ltr">{servers.join(', ')}</bdi>}</dd>
        <dt class="ink-3">{words.key}</dt>
        <dd>
          <Tag tag={keyTag(who, 8)} />
        </dd>
      </dl>
    </div>
  );
}
