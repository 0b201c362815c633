// A person's page: what I call them, what they call themself, their key, where they live.
import '../style/forms.css';
import '../you/you.css';
import './contact.css';
import type { Fingerprint as Key } from '../../domain/ids.ts';
import type { PersonView } from '../../engine/port/people.ts';
import { ChatsPane } from '../chats/chats.tsx';
import { width } from '../layout.ts';
import { useModel } from '../model/context.ts';
import { Banner } from '../parts/banner.tsx';
import { Button, IconButton } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { go, goBack } from '../route.ts';
import { t } from '../words/words.ts';
import '../words/with-contact.ts';
import { KeyCard } from './key-card.tsx';
import { Likeness } from './likeness.tsx';
import { Names } from './names.tsx';
import { Reach } from './reach.tsx';
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

/** Each part is a file beside this one; they stand in the order of the drawing (h1-contact). */
function Person({ person }: { readonly person: PersonView }) {
  return (
    <>
      <Who person={person} />
      <Likeness person={person} />
      <Write person={person} />
      <Names person={person} />
      <Trust person={person} />
      <KeyCard person={person} />
      {/* What can be done with the key for others stands here, before what cuts it off. */}
      <Reach person={person} />
    </>
  );
}

function Write({ person: { fingerprint, writable, blocked } }: { readonly person: PersonView }) {
  const model = useModel();
  const words = t.value.contact;
  const write = async (): Promise<void> => go('chat', await model.port.openDirect(fingerprint));
  if (!writable) return <Banner tone="rose" icon="alert" title={words.cannotWrite} />;
  if (blocked)
    return (
      <Banner icon="block" title={t.value.knowing.isBlocked}>
        {t.value.knowing.isBlockedHelp}
      </Banner>
    );
  return (
    <Button tone="primary" icon="chats" block onClick={() => model.attempt(write())}>
      {words.message}
    </Button>
  );
}
