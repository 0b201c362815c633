// The page of what strangers have written: a pane of its own, or in the place of the list of chats.
import './requests.css';
import { useComputed } from '@preact/signals';
import { Banners } from '../banners.tsx';
import { width } from '../layout.ts';
import { useModel } from '../model/context.ts';
import { requestsIn } from '../model/requests.ts';
import { moveWithArrows } from '../parts/arrow-keys.ts';
import { IconButton } from '../parts/button.tsx';
import { Empty } from '../parts/empty.tsx';
import { Heading } from '../parts/heading.tsx';
import { goBack } from '../route.ts';
import { t } from '../words/words.ts';
import '../words/with-knowing.ts';
import { RequestRow } from './request-row.tsx';

export function Requests() {
  const words = t.value.knowing;
  const { conversations } = useModel();
  const waiting = useComputed(() => requestsIn(conversations.value.values())).value;
  const isNarrow = width.value === 'narrow';
  const Pane = isNarrow ? 'main' : 'section';
  return (
    <Pane class={isNarrow ? 'pane grow' : 'pane pane--list'} aria-label={words.requests}>
      <header class="top top--line">
        <div class="top__row">
          <IconButton icon="back" flip label={t.value.app.back} onClick={() => goBack('chats')} />
          <Heading title={words.requests} class="grow">
            {words.requests}
          </Heading>
        </div>
      </header>
      <Banners at="view" />
      <div class="scroll" onKeyDown={moveWithArrows}>
        {waiting.length === 0 ? (
          <Empty title={words.noRequests}>{words.requestsHelp}</Empty>
        ) : (
          <>
            <p class="groupnote pad">{words.requestsHelp}</p>
            <ul class="rows">
              {waiting.map((one) => (
                <li key={one.id}>
                  <RequestRow conversation={one} />
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Pane>
  );
}
