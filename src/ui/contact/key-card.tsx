// A key as it is known: its fingerprint, its light, who lists it, since when.
import type { PersonView } from '../../engine/port/people.ts';
import { Cell } from '../parts/cells.tsx';
import '../parts/more-shapes.ts';
import { sinceWhen } from '../words/formats.ts';
import { dayDate } from '../words/formats-more.ts';
import { t } from '../words/words.ts';
import '../words/with-contact.ts';
import '../words/with-knowing.ts';
import { Fingerprint } from '../you/fingerprint.tsx';
import { GroupLabel } from '../you/group-label.tsx';

export function KeyCard({ person }: { readonly person: PersonView }) {
  const words = t.value.contact;
  const { fingerprint, servers, firstSeen, porchlight } = person;
  return (
    <>
      <GroupLabel>{words.key}</GroupLabel>
      <div class="card">
        <Fingerprint fingerprint={fingerprint} />
        <Cell icon="lamp" title={t.value.knowing.light} value={lightOf(person)} />
        <Cell
          icon="server"
          title={servers.length > 1 ? t.value.knowing.listedBy(servers.length) : words.livesAt}
          value={<Places servers={servers} />}
        />
        <Cell icon="clock" title={words.firstSeen} value={dayDate(firstSeen)} />
        {porchlight && <Cell icon="check" title={words.porchlight} />}
      </div>
    </>
  );
}

function lightOf({ light, lightSince }: PersonView): string {
  const words = t.value.knowing;
  if (light === 'unknown') return words.lightUnknown;
  const since = lightSince === undefined ? undefined : sinceWhen(lightSince);
  if (light === 'on') return since === undefined ? words.lightOn : words.lightOnSince(since);
  return since === undefined ? words.lightOff : words.lightOffSince(since);
}

/** Each by its name: a key that several servers list is written to at all of them. */
function Places({ servers }: { readonly servers: readonly string[] }) {
  if (servers.length === 0) return <>{t.value.contact.nowhere}</>;
  return (
    <ul class="places">
      {servers.map((server) => (
        <li key={server}>
          <bdi dir="ltr">{server}</bdi>
        </li>
      ))}
    </ul>
  );
}
