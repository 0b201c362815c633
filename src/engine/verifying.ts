// Comparing keys: what both sides read to each other or scan, and the mark of a key that was compared. The mark is the
// key's: no other key, whatever name it claims, comes by it.
import { safetyNumber } from '../crypto/safety-number.ts';
import type { Fingerprint } from '../domain/ids.ts';
import { verifyCode } from '../lib/verify-code.ts';
import { PortError } from '../lib/port.ts';
import type { Desk } from './desk.ts';
import type { Ground, Self } from './parts.ts';
import type { PeopleBook } from './people.ts';
import { changePerson } from './person-change.ts';
import type { PersonSource } from './person-rows.ts';
import type { SafetyNumber, VerifiedHow } from './port/people.ts';

interface Home {
  readonly people: Pick<PeopleBook, 'view'>;
  readonly self: Pick<Self, 'fingerprint'>;
  readonly messages: {
    readonly outbox: {
      readonly parts: PersonSource & { readonly desk: Desk; readonly ground: Pick<Ground, 'clock'> };
    };
  };
}

/** Refuses with `unknown-person`: ourselves, and who has no key here. */
export async function safetyNumberWith({ people, self }: Home, person: Fingerprint): Promise<SafetyNumber> {
  if (people.view(person) === undefined) throw new PortError('unknown-person');
  const me = self.fingerprint;
  return { digits: await safetyNumber(me, person), code: verifyCode(me, person) };
}

/** Whom I have compared keys with is a contact of mine. Undefined takes the mark away, and leaves them one. */
export async function setVerified(
  { people, messages }: Home,
  person: Fingerprint,
  how: VerifiedHow | undefined,
): Promise<void> {
  const seen = people.view(person)?.firstSeen;
  if (seen === undefined) throw new PortError('unknown-person');
  const { parts } = messages.outbox;
  const now = parts.ground.clock.now();
  await changePerson(parts, person, seen, ({ verifiedAt, verifiedHow, ...row }) => {
    if (how !== undefined) return { ...row, accepted: true, verifiedAt: now, verifiedHow: how };
    void [verifiedAt, verifiedHow]; // gone
    return row;
  });
}
