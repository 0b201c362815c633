// Tells others that one is writing. Such a frame is worth nothing a moment later: it lies in no outbox, is never sent again,
// and is written only while nothing is on its way that a higher counter could make worthless (PROTOCOL.md rule 9).
import { CryptoError } from '../crypto/problem.ts';
import type { ConversationId, Fingerprint } from '../domain/ids.ts';
import { plainRich } from '../protocol/acts.ts';
import { StoreError } from '../store/problem.ts';
import type { ConversationRow, OutboxRow } from '../store/rows.ts';
import type { MessageSide } from './message-side.ts';
import { newOutboxRow } from './outbox.ts';
import type { Listed } from './parts.ts';
import { seal } from './sealer.ts';
import { isSendable } from './sendable.ts';
import { groupsOf, hasX } from './speech-groups.ts';

/** At most one sign in so long. */
const PAUSE_MS = 5000;
/** So long the others show it: what is older needs no end. */
const SHOWN_MS = 8000;

interface Told {
  readonly at: number;
  readonly isOn: boolean;
}

export class WritingSigns {
  readonly #side: MessageSide;
  readonly #told = new Map<ConversationId, Told>();

  constructor(side: MessageSide) {
    this.#side = side;
  }

  async tell(id: ConversationId, isOn: boolean): Promise<void> {
    const { ground, desk } = this.#side;
    const row = desk.conversations.get(id);
    if (row === undefined || row.kind === 'square' || !ground.preferences().typing) return;
    const now = ground.clock.monotonic();
    const { at, isOn: wasOn } = this.#told.get(id) ?? { at: -Infinity, isOn: false };
    const isWanted = isOn ? now - at >= PAUSE_MS : wasOn && now - at < SHOWN_MS;
    if (!isWanted || !this.#isIdle()) return;
    // The time of the last "on": whoever stops and goes on at once has told it already.
    this.#told.set(id, { at: isOn ? now : at, isOn });
    try {
      await this.#send(row, isOn);
    } catch (error) {
      if (!(error instanceof CryptoError) && !(error instanceof StoreError)) throw error;
    }
  }

  /** Nothing is being written, and nothing waits for word of what became of it. */
  #isIdle(): boolean {
    const { outbox } = this.#side;
    return outbox.parts.link.joined && !outbox.postman.isBusy && this.#side.lowestUncertain() === undefined;
  }

  async #send(row: ConversationRow, on: boolean): Promise<void> {
    const { link, ledger, desk, sealer, voices, directory } = this.#side.outbox.parts;
    const targets = row.members.flatMap((person) => this.#target(person));
    const groups = groupsOf(targets, (person) => voices.speechTo(person)).filter(hasX);
    if (groups.length === 0 || voices.isLacking) return;
    const outgoing = signFor(row, targets, on);
    const { epoch } = link;
    const jobs = groups.map((group) => ({ ...group, counter: ledger.nextFrame() }));
    const highest = Math.max(...jobs.map(({ counter }) => counter));
    // A hello must stay above it, whoever has seen it. Below it nothing is uncertain.
    ledger.noteAccepted(highest);
    const lookup = (person: Fingerprint): Listed | undefined => directory.lookup(person);
    const frames = await Promise.all(
      jobs.map((job) => seal(sealer, { ...job, row: outgoing, isFirst: false, lookup })),
    );
    await desk.join((draft) => void (draft.ledger = ledger.row()));
    // What has got a number meanwhile would come too late behind it: then this is not said.
    if (epoch !== link.epoch || !this.#isIdle() || ledger.row().lastFrame !== highest) return;
    const newest = {
      isServer: (address: string) => directory.isServer(address),
      serversOf: (person: Fingerprint) => directory.lookup(person)?.servers ?? [],
    };
    for (const frame of frames)
      if (frame !== 'too-long' && isSendable(frame, sealer.dialect(), newest)) link.write(frame.text);
  }

  /** Contacts who show `x` and whose light is on. */
  #target(person: Fingerprint): readonly Listed[] {
    const { people, directory } = this.#side.outbox.parts;
    const known = people.row(person);
    const listed = directory.isListed(person) ? directory.lookup(person) : undefined;
    const isMeant =
      known !== undefined && known.accepted && known.xSeenAt > 0 && known.blockedAt === undefined;
    return isMeant && listed?.usable === true ? [listed] : [];
  }
}

function signFor({ id, members }: ConversationRow, targets: readonly Listed[], on: boolean): OutboxRow {
  const place = { key: '', seq: 0, conversation: id, text: '', at: 0 };
  const more = plainRich({ act: { kind: 'typing', on } });
  const recipients = targets.map(({ fingerprint }) => fingerprint);
  return { ...newOutboxRow(place, 'act', recipients, { v: 1, more }), everybody: members };
}
