// On a person's page: whether I compared their key, and the way there.
import '../parts/more-shapes.ts';
import type { PersonView } from '../../engine/port/people.ts';
import { LinkCell } from '../parts/cells.tsx';
import { Icon } from '../parts/icon.tsx';
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
  const badge = (
    <span class="verif verif--s">
      <Icon name="verified" size={16} />
      {words.verified}
    </span>
  );
  return (
    <>
      <GroupLabel>{words.section}</GroupLabel>
      {inPlaceOf !== undefined && <InPlace gone={inPlaceOf} />}
      <div class="card">
        <LinkCell
          icon="shieldcheck"
          href={linkTo('verify', person.fingerprint)}
          title={words.safetyNumber}
          help={howCompared(person)}
          {...(isVerified && { value: badge })}
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
