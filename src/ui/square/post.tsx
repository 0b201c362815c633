// One public post: a full-width card with a square face, the name by its rules, and for my own how far it got.
import { useId } from 'preact/hooks';
import type { MessageView } from '../../engine/port/messages.ts';
import { BubbleText } from '../chat/bubble-text.tsx';
import { failureWords, markOf } from '../chat/states.ts';
import { useModel } from '../model/context.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Icon } from '../parts/icon.tsx';
import { Time } from '../parts/marks.tsx';
import { memo } from '../parts/memo.ts';
import { Name, NotThe } from '../parts/name.tsx';
import { linkTo } from '../route.ts';
import { shortWhen } from '../words/formats.ts';
import { t } from '../words/words.ts';

export interface PostProps {
  readonly message: MessageView;
  /** Its place among the posts on the page, from 1. */
  readonly place: number;
}

export const Post = memo(function Post({ message, place }: PostProps) {
  const model = useModel();
  const { author, at, state, text } = message;
  const name = model.nameOf(author);
  const face = author === 'me' ? model.me.value?.fingerprint : author;
  const [who, words] = [useId(), useId()];
  const mark = state === undefined ? undefined : markOf(state);
  return (
    <article
      class={author === 'me' ? 'post post--mine' : 'post'}
      aria-labelledby={who}
      aria-describedby={words}
      aria-posinset={place}
      aria-setsize={-1}
      data-seq={message.seq}
      tabIndex={0}
    >
      {face && <Avatar fingerprint={face} post />}
      <div class="min0">
        <header class="post__h">
          {author === 'me' ? (
            <span id={who} class="row">
              <Name name={name} />
            </span>
          ) : (
            <a id={who} class="row post__who" href={linkTo('contact', author)}>
              <Name name={name} />
            </a>
          )}
          <Time at={at}>{shortWhen(at)}</Time>
          {mark && (
            <span class="ink-3">
              <Icon name={mark.icon} size={14} />
              <span class="vh">{mark.said}</span>
            </span>
          )}
        </header>
        <NotThe name={name} />
        <div class="post__t" id={words}>
          <BubbleText text={text} mentions={message.mentions} id={message.id} />
        </div>
        <PostStatus message={message} />
      </div>
    </article>
  );
});

function PostStatus({ message }: { readonly message: MessageView }) {
  const words = t.value.chat;
  const model = useModel();
  const { state, id } = message;
  if (state?.kind === 'queued' && model.connection.value.phase !== 'online')
    return <p class="status">{words.whenOnline}</p>;
  if (state?.kind !== 'failed' && state?.kind !== 'held') return undefined;
  const isFailed = state.kind === 'failed';
  return (
    <div
      class={isFailed ? 'status status--fail' : 'status status--held'}
      role={isFailed ? 'alert' : 'status'}
    >
      <span>
        <Icon name="alert" size={14} />
        {isFailed ? failureWords(state) : words.heldHelp}
      </span>
      <button type="button" onClick={() => model.attempt(model.port.retry(id))}>
        {isFailed ? words.tryAgain : words.sendAgain}
      </button>
      {isFailed && (
        <button type="button" onClick={() => model.attempt(model.port.remove(id))}>
          {words.delete}
        </button>
      )}
    </div>
  );
}
