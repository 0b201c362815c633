// A person's page: what I call them, what they call themself, their key, where they live.
import '../style/forms.css';
import '../you/you.css';
import { useSignal } from '@preact/signals';
import type { Fingerprint as Key } from '../../domain/ids.ts';
import type { PersonView } from '../../engine/port/people.ts';
import { ChatsPane } from '../chats/chats.tsx';
import { width } from '../layout.ts';
import { useModel } from '../model/context.ts';
import { Banner } from '../parts/banner.tsx';
import { Button, IconButton } from '../parts/button.tsx';
import { ButtonCell, Cell } from '../parts/cells.tsx';
import { Heading } from '../parts/heading.tsx';
import { NameDialog } from '../parts/name-dialog.tsx';
import { go, goBack } from '../route.ts';
import { dayDate } from '../words/formats-more.ts';
import { t } from '../words/words.ts';
import '../words/with-contact.ts';
import { Fingerprint } from '../you/fingerprint.tsx';
import { GroupLabel } from '../you/group-label.tsx';
import { Trust } from './trust.tsx';
import { Who } from './who.tsx';
import '../parts/more-shapes.ts';

export function Contact({ fingerprint }: { readonly fingerprint: Key }) {
  const person = useModel().people.one(fingerprint).value;
  const isNarrow = width.value === 'narrow';
  const page = (
    <main class={isNarrow ? 'scroll pad you' : 'scroll you-wide'}>
      <div class="you-wide__in you">{person === undefined ? <Nobody /> : <Person person={person} />}</div>
    </main>
  );
  if (isNarrow)
    return (
      <>
        <Bar />
        {page}
      </>
    );
  return (
    <>
      <ChatsPane />
      <div class="pane pane--main you-pane">
        <Bar />
        {page}
      </div>
    </>
  );
}

/** No title: the name stands large below it. */
const Bar = () => (
  <header class="top contactbar">
    <div class="top__row">
      <IconButton icon="back" flip label={t.value.app.back} onClick={() => goBack('people')} />
    </div>
  </header>
);

function Nobody() {
  const { unknown } = t.value.contact;
  return (
    <div class="empty">
      <Heading title={unknown} level={width.value === 'narrow' ? 1 : 2} class="display">
        {unknown}
      </Heading>
      <Button tone="line" onClick={() => go('people', undefined, 'replace')}>
        {t.value.app.people}
      </Button>
    </div>
  );
}

function Person({ person }: { readonly person: PersonView }) {
  const model = useModel();
  const words = t.value.contact;
  const { fingerprint } = person;
  const write = async (): Promise<void> => go('chat', await model.port.openDirect(fingerprint));
  return (
    <>
      <Who person={person} />
      {person.writable ? (
        <Button tone="primary" icon="chats" block onClick={() => model.attempt(write())}>
          {words.message}
        </Button>
      ) : (
        <Banner tone="rose" icon="alert" title={words.cannotWrite} />
      )}
      <Petname person={person} />
      <Trust person={person} />
      <GroupLabel>{words.key}</GroupLabel>
      <div class="card">
        <Fingerprint fingerprint={fingerprint} />
        <Cell icon="server" title={words.livesAt} value={<Places servers={person.servers} />} />
        <Cell icon="clock" title={words.firstSeen} value={dayDate(person.firstSeen)} />
        {person.porchlight && <Cell icon="lamp" title={words.porchlight} />}
      </div>
    </>
  );
}

function Places({ servers }: { readonly servers: readonly string[] }) {
  if (servers.length === 0) return <>{t.value.contact.nowhere}</>;
  return <bdi dir="ltr">{servers.join(', ')}</bdi>;
}

function Petname({ person: { fingerprint, petname } }: { readonly person: PersonView }) {
  const model = useModel();
  const words = t.value.contact;
  const isOpen = useSignal(false);
  return (
    <>
      <div class="card">
        <ButtonCell
          icon="pencil"
          title={words.nameYouGave}
          value={<bdi>{petname ?? words.noneYet}</bdi>}
          onClick={() => (isOpen.value = true)}
        />
      </div>
      {isOpen.value && (
        <NameDialog
          title={words.nameYouGave}
          help={words.nameHelp}
          value={petname ?? ''}
          removeLabel={words.removeName}
          onSave={(name) => model.attempt(model.port.setPetname(fingerprint, name))}
          onClose={() => (isOpen.value = false)}
        />
      )}
    </>
  );
}
