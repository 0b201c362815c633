// Cards (domain/card.ts) at work: read, made, accepted, and handed on. Loaded when one is first seen. Whose key a card names is
// known by its fingerprint alone; the roster keeps keys by the fingerprints that it has computed itself, so no other key can
// ever take that place (T16, T48).
import { cardText, readCard as cardInText, type Card } from '../domain/card.ts';
import type { ConversationId, Fingerprint, MessageId } from '../domain/ids.ts';
import { PortError } from '../lib/port.ts';
import type { CardPart } from '../protocol/acts.ts';
import { parseTypedAddress } from '../protocol/typed-address.ts';
import type { PersonRow, VouchRow } from '../store/person-rows.ts';
import type { CardRow } from '../store/rows.ts';
import type { Draft } from './draft.ts';
import type { Core } from './engine.ts';
import type { Household } from './household.ts';
import { newPerson, personIn } from './person-rows.ts';
import type { CardsApi, CardVerdict } from './port/cards.ts';
import type { ServerRef } from './port/connection.ts';
import type { ServerBook } from './servers.ts';

/** What the pages can ask for. */
export function cardsOf(core: Core): CardsApi {
  const deps = async (): Promise<CardDeps> => ({
    home: await core.home(),
    servers: (await core.base()).servers,
  });
  return {
    readCard: async (text, pageIsSecure) =>
      readCard(text, pageIsSecure, (await core.household())?.self.fingerprint),
    myCard: async () => myCard(await deps()),
    acceptCard: async (text, from) => acceptCard(await deps(), text, from),
    introduce: async (person, to, text) => introduce(await deps(), person, to, text),
  };
}

/** The parts that have to do with cards. */
interface CardDeps {
  readonly home: Pick<Household, 'messages' | 'people' | 'self' | 'session' | 'roster'>;
  readonly servers: ServerBook;
}

/** Kept of those who introduced one person. */
const MOST_VOUCHES = 8;

/** Reads a card and its server's address; `me`: own fingerprint, where there is an identity. */
function readCard(text: string, pageIsSecure: boolean, me: Fingerprint | undefined): CardVerdict {
  const card = cardInText(text);
  if (card === undefined) return { ok: false, reason: 'not-a-card' };
  const read = parseTypedAddress(card.server, pageIsSecure);
  if (!read.ok) return { ok: false, reason: 'bad-server' };
  const { address, scheme, hostClass, notice } = read;
  const { fingerprint, name } = card;
  const view = { server: { address, scheme }, fingerprint, name, hostClass };
  return { ok: true, card: notice === undefined ? view : { ...view, notice }, isOwn: fingerprint === me };
}

/** The user's own card; undefined without a server. */
function myCard({ home, servers }: CardDeps): string | undefined {
  const server = home.session.server() ?? servers.current();
  const { fingerprint } = home.self;
  return server && cardText({ server: serverText(server), fingerprint, name: home.self.name() });
}

/** See `CardsApi.acceptCard`. */
async function acceptCard(
  { home, servers }: CardDeps,
  text: string,
  from: MessageId | undefined,
): Promise<ConversationId> {
  const verdict = readCard(text, true, home.self.fingerprint);
  if (!verdict.ok) throw new PortError(verdict.reason);
  if (verdict.isOwn) throw new PortError('own-card');
  const { fingerprint, name, server } = verdict.card;
  const vouch = from === undefined ? undefined : await vouchIn(home, from, fingerprint);
  const { desk, conversations } = home.messages;
  await desk.edit((draft) => {
    const row = rowFor(home, draft, fingerprint);
    if (row.blockedAt !== undefined) throw new PortError('blocked');
    const claimed = row.claimed || name; // what they said themselves, signed, stands
    const vouches = vouch === undefined ? row.vouches : withVouch(row.vouches, vouch);
    draft.people.put(fingerprint, {
      ...row,
      claimed,
      accepted: true,
      ...(vouches !== undefined && { vouches }),
    });
  });
  await servers.keep(server);
  return conversations.openDirect(fingerprint);
}

/** See `CardsApi.introduce`. */
async function introduce(
  deps: CardDeps,
  person: Fingerprint,
  to: readonly ConversationId[],
  text: string,
): Promise<void> {
  const { desk, outbox } = deps.home.messages;
  const found = cardFor(deps, person);
  const { server, fingerprint, name } = found;
  if (text.trim() === '') throw new PortError('empty');
  for (const id of to)
    if ((desk.conversations.get(id)?.kind ?? 'square') === 'square')
      throw new PortError('unknown-conversation');
  const checked = isVerified(deps.home.people.row(person));
  const card: CardPart = { s: server, f: fingerprint, n: name, ...(checked && { ok: true }) };
  const row: CardRow = { server, fingerprint, name, checked };
  const said = withCard(text, cardText(found));
  await desk.join((draft) => {
    for (const id of to)
      outbox.queue(draft, id, { text: said, rich: { x: { more: { card } }, row: { card: row }, lead: '' } });
  });
  outbox.go();
}

/** Names may have a `%s` in them; the one for the card comes last. */
function withCard(text: string, card: string): string {
  const at = text.lastIndexOf('%s');
  return at < 0 ? text : text.slice(0, at) + card + text.slice(at + 2);
}

function cardFor({ home, servers }: CardDeps, person: Fingerprint): Card {
  const view = home.people.view(person);
  const server = home.session.server() ?? servers.current();
  if (view === undefined) throw new PortError('unknown-person');
  if (server === undefined) throw new PortError('no-server');
  return {
    server: serverText(server),
    fingerprint: person,
    // What they call themself is known to others; my name for them goes out where there is no other.
    name: view.claimed ?? view.petname ?? '',
  };
}

const serverText = ({ scheme, address }: ServerRef): string => `${scheme}://${address}`;

/** Somebody whose key no list has shown here yet has a row all the same, without it. */
function rowFor(
  { people, roster, messages }: CardDeps['home'],
  draft: Draft,
  person: Fingerprint,
): PersonRow {
  const now = messages.ground.clock.now();
  const known = personIn(draft, { people, directory: roster }, person, now);
  return known ?? newPerson(person, '', now);
}

/** What the message says of them; nothing where it is ours, or introduces somebody else. */
async function vouchIn(
  { messages }: CardDeps['home'],
  id: MessageId,
  person: Fingerprint,
): Promise<VouchRow | undefined> {
  const row = await messages.ground.store.message(id);
  if (row?.card?.fingerprint !== person || row.author === 'me' || row.author === person) return undefined;
  if (messages.outbox.parts.people.row(row.author)?.blockedAt !== undefined) return undefined;
  return { by: row.author, name: row.card.name, at: row.at, checked: row.card.checked };
}

/** The latest word of each counts. */
function withVouch(before: readonly VouchRow[] = [], vouch: VouchRow): readonly VouchRow[] {
  return [...before.filter(({ by }) => by !== vouch.by), vouch].slice(-MOST_VOUCHES);
}

/** I have compared their key with its owner. */
const isVerified = (row: PersonRow | undefined): boolean => row?.verifiedAt !== undefined;
