// On a person's page: whether I compared their key, and the way there.
import '../parts/more-shapes.ts';
import '../verify/verify.css';
import type { PersonView } from '../../engine/port/people.ts';
import { LinkCell } from '../parts/cells.tsx';
import { linkTo } from '../route.ts';
import { InPlace } from '../verify/in-place.tsx';
import { dayDate } from '../words/formats-more.ts';
import { t } from '../words/words.ts';
import '../words/with-verify.ts';
import { GroupLabel } from '../you/group-label.tsx';

export function Trust({ person }: { readonly person: PersonView }) {
  const words = t.value.verify;
  const { verifiedAt, inPlaceOf } = person;
  const isVerified = verifiedAt !== undefined;
  return (
    <>
      <GroupLabel>{words.section}</GroupLabel>
      {inPlaceOf !== undefined && <InPlace gone={inPlaceOf} />}
      <div class={isVerified ? 'card trust trust--yes' : 'card trust'}>
        <LinkCell
          icon={isVerified ? 'verified' : 'shieldcheck'}
          href={linkTo('verify', person.fingerprint)}
          title={isVerified ? words.verified : words.compareKeys}
          help={howCompared(person)}
        />
      </div>
      <p class="groupnote">{isVerified ? words.ofThisKey : words.unproven}</p>
    </>
  );
}

/** "You compared it on 3 May, by their code". */
export function howCompared({ verifiedAt, verifiedHow }: PersonView): string {
  const words = t.value.verify;
  if (verifiedAt === undefined) return words.notYet;
  return verifiedHow === 'code' ? words.byCode(dayDate(verifiedAt)) : words.byNumber(dayDate(verifiedAt));
}
