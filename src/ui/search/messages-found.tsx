// Below the chats and people that were found: messages with these words, and what narrows them down.
import './search.css';
import { useState } from 'preact/hooks';
import type { Author } from '../../engine/port/messages.ts';
import type { SearchHit } from '../../engine/port/search.ts';
import { useModel } from '../model/context.ts';
import { nameText } from '../model/names.ts';
import { Button } from '../parts/button.tsx';
import { Empty } from '../parts/empty.tsx';
import { useLate } from '../parts/skeleton.tsx';
import { t } from '../words/words.ts';
import '../words/with-search.ts';
import { HitRow } from './hit-row.tsx';
import { type Answer, useAnswer } from './question.ts';

/** Hits at first, and how many in all. */
const FIRST = 20;
const MOST = 200;
/** People offered to narrow the hits to. */
const PEOPLE = 3;

export interface MessagesFoundProps {
  readonly query: string;
  /** Chats or people were found above. */
  readonly isMore: boolean;
}

export function MessagesFound({ query, isMore }: MessagesFoundProps) {
  const words = t.value.search;
  const [author, setAuthor] = useState<Author>();
  const [hasFile, setHasFile] = useState(false);
  const [limit, setLimit] = useState({ query, count: FIRST });
  const count = limit.query === query ? limit.count : FIRST;
  const answer = useAnswer({
    text: query,
    limit: count,
    ...(author !== undefined && { author }),
    ...(hasFile && { hasFile }),
  }).value;
  const { result } = answer ?? {};
  if (answer?.isFailed && !result?.hits.length) return <Failed answer={answer} />;
  if (result === undefined) return <Waiting />;
  const isFiltered = author !== undefined || hasFile;
  const isNone = result.hits.length === 0;
  if (isNone && result.isReady && !isMore && !isFiltered)
    return <Empty title={words.none}>{words.noneHelp}</Empty>;
  if (isNone && result.isReady && !isFiltered)
    return (
      <p class="vh" role="status">
        {words.found(0)}
      </p>
    );
  return (
    <section aria-label={words.messages}>
      <h2 class="sect">{words.messages}</h2>
      <Chips hits={result.hits} author={author} hasFile={hasFile} onAuthor={setAuthor} onFile={setHasFile} />
      <p class="vh" role="status">
        {result.isReady && answer?.query.text === query ? words.found(result.hits.length) : ''}
      </p>
      {isNone && result.isReady && <p class="note">{words.none}</p>}
      <ul class="hits">
        {result.hits.map((hit) => (
          <li key={hit.message}>
            <HitRow hit={hit} />
          </li>
        ))}
      </ul>
      {answer?.isFailed && <Failed answer={answer} />}
      {!result.isReady && <Reading />}
      {result.isMore && count < MOST && (
        <div class="hits__more">
          <Button tone="tonal" onClick={() => setLimit({ query, count: Math.min(MOST, count * 3) })}>
            {words.more}
          </Button>
        </div>
      )}
    </section>
  );
}

interface ChipsProps {
  readonly hits: readonly SearchHit[];
  readonly author: Author | undefined;
  readonly hasFile: boolean;
  readonly onAuthor: (author: Author | undefined) => void;
  readonly onFile: (hasFile: boolean) => void;
}
function Chips({ hits, author, hasFile, onAuthor, onFile }: ChipsProps) {
  const words = t.value.search;
  const model = useModel();
  const others = [...new Set([author, ...hits.map((hit) => hit.author)])].filter((one) => one !== 'me');
  const people = others.filter((one) => one !== undefined).slice(0, PEOPLE);
  return (
    <div class="chips pad" role="group" aria-label={words.narrow}>
      <button type="button" class="chip" aria-pressed={hasFile} onClick={() => onFile(!hasFile)}>
        {words.withFile}
      </button>
      {(['me', ...people] as const).map((one) => (
        <button
          key={one}
          type="button"
          class="chip"
          aria-pressed={one === author}
          onClick={() => onAuthor(one === author ? undefined : one)}
        >
          {one === 'me' ? words.fromMe : words.from(nameText(model.nameOf(one)))}
        </button>
      ))}
    </div>
  );
}

const Reading = () => (
  <p class="note" role="status">
    <span class="spin" /> {t.value.search.reading}
  </p>
);
const Waiting = () => (useLate() ? <Reading /> : <span hidden aria-busy="true" />);

const Failed = ({ answer }: { readonly answer: Answer }) => (
  <p class="status status--fail" role="alert">
    <span>{t.value.search.failed}</span>
    <button type="button" onClick={answer.again}>
      {t.value.search.again}
    </button>
  </p>
);
