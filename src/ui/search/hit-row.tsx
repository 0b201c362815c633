// A message that was found: in which chat, when, who wrote it, and the words around the find. It leads there.
import type { SearchHit } from '../../engine/port/search.ts';
import { Face, Title } from '../chats/chat-row.tsx';
import { useModel } from '../model/context.ts';
import { nameText } from '../model/names.ts';
import { SquareAvatar } from '../parts/avatar.tsx';
import { Icon } from '../parts/icon.tsx';
import { PublicMark, Time, Verified } from '../parts/marks.tsx';
import '../parts/more-shapes.ts';
import { linkTo } from '../route.ts';
import { shortWhen } from '../words/formats.ts';
import { t } from '../words/words.ts';
import '../words/with-knowing.ts';
import { jump } from './jump.ts';
import { Marked } from './marked.tsx';

function Teller({ author }: Pick<SearchHit, 'author'>) {
  const name = useModel().nameOf(author);
  return (
    <b>
      {author === 'me' ? t.value.search.you : nameText(name)}
      {name.isVerified && <Verified />}{' '}
    </b>
  );
}

export function HitRow({ hit }: { readonly hit: SearchHit }) {
  const words = t.value.search;
  const model = useModel();
  const conversation = model.conversations.value.get(hit.conversation);
  if (conversation === undefined || conversation.blocked) return undefined; // or cleared away a moment ago
  const isSquare = conversation.kind === 'square';
  const isTold = isSquare || conversation.kind === 'group' || hit.author === 'me';
  return (
    <a
      class={isSquare ? 'chatrow chatrow--public hit inset-focus' : 'chatrow hit inset-focus'}
      href={isSquare ? linkTo('square') : linkTo('chat', conversation.id)}
      onClick={() => jump(model, hit.conversation, hit.seq)}
    >
      {isSquare ? <SquareAvatar /> : <Face conversation={conversation} />}
      <span class="min0">
        <span class="chatrow__a">
          {isSquare ? (
            <span class="pet clip1">{t.value.app.theSquare}</span>
          ) : (
            <Title conversation={conversation} />
          )}
          {isSquare && <PublicMark />}
          {conversation.request && <span class="cap ink-3">{t.value.knowing.request}</span>}
          <Time at={hit.at}>{shortWhen(hit.at)}</Time>
        </span>
        <span class="hit__text" {...(!isTold && { dir: 'auto' as const })}>
          {isTold && <Teller author={hit.author} />}
          {hit.what === 'file' && (
            <>
              <Icon name="file" size={16} />
              <span class="vh">{words.fileNamed} </span>
            </>
          )}
          <bdi>
            <Marked {...hit} />
          </bdi>
        </span>
      </span>
    </a>
  );
}
