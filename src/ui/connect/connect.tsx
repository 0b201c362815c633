// Choosing a server and watching the link come up: what is checked, what is waited for, and why it did not work.
import '../style/forms.css';
import '../welcome/welcome.css';
import { useEffect, useState } from 'preact/hooks';
import { useModel } from '../model/context.ts';
import { Button, IconButton } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Steps } from '../parts/steps.tsx';
import { go, goBack, route } from '../route.ts';
import '../words/with-connect.ts';
import { t } from '../words/words.ts';
import { AddressField } from './address-field.tsx';
import { Checking } from './checking.tsx';
import { KnownServers } from './known-servers.tsx';
import { SchemeChoice } from './scheme-choice.tsx';
import { type Join, useJoin } from './use-join.ts';

export function Connect() {
  const model = useModel();
  const words = t.value.connect;
  const join = useJoin();
  const { verdict, isWatching } = join;
  // The first join saves its server; the bar stays what it was.
  const [isFirst] = useState(() => model.servers.peek().length === 0);
  // Stays here until the reader moves on, also when the first server is saved meanwhile.
  useEffect(() => {
    if (route.peek().name !== 'connect') go('connect', undefined, 'replace');
  }, []);
  return (
    <form class="app first" onSubmit={join.submit}>
      {isFirst ? <Steps now={3} /> : <LaterBar />}
      <main class="scroll pad first__in">
        <Heading title={words.title} class="display">
          {words.title}
        </Heading>
        {!isWatching && <p class="ink-2 bal">{words.help}</p>}
        <AddressField
          address={join.address.value}
          verdict={verdict}
          isTold={join.isTold}
          onEdit={join.edit}
          showsLikes={!isWatching}
        />
        {verdict?.ok === true && verdict.schemeIsOpen && !isWatching && (
          <SchemeChoice value={join.scheme ?? verdict.scheme} onChange={join.choose} />
        )}
        {isWatching ? (
          <Checking
            verdict={verdict}
            onScheme={(scheme) => {
              if (verdict?.ok === true) join.join({ address: verdict.address, scheme });
            }}
          />
        ) : (
          <KnownServers onPick={join.join} />
        )}
      </main>
      <footer class="pad first__foot">
        <NextButton join={join} />
      </footer>
    </form>
  );
}

function NextButton({ join }: { readonly join: Join }) {
  const words = t.value.connect;
  if (join.isTrying)
    return (
      <Button tone="line" size="l" block onClick={join.stop}>
        {words.cancel}
      </Button>
    );
  return (
    <Button tone="primary" size="l" type="submit" block disabled={join.address.value.trim() === ''}>
      {join.isThere ? words.goToChats : join.isWatching ? words.checkAgain : words.connect}
    </Button>
  );
}

const LaterBar = () => (
  <header class="top">
    <div class="top__row">
      <IconButton icon="back" flip label={t.value.app.back} onClick={() => goBack('you', 'servers')} />
      <span class="grow" />
    </div>
  </header>
);
