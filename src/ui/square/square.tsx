// The square: everyone can read it, and every part of the view says so. Cards on paved ground, never bubbles.
import { useRef } from 'preact/hooks';
import { Banners } from '../banners.tsx';
import { HeldLine } from '../chat/later.tsx';
import { useRead } from '../chat/read.ts';
import { useLogScroll } from '../chat/scroll.ts';
import { useIsVisible } from '../chat/visible.ts';
import { SQUARE } from '../ids.ts';
import { width } from '../layout.ts';
import { useModel } from '../model/context.ts';
import { Empty } from '../parts/empty.tsx';
import { Heading } from '../parts/heading.tsx';
import { Icon } from '../parts/icon.tsx';
import { PublicMark } from '../parts/marks.tsx';
import { SquareAvatar } from '../parts/avatar.tsx';
import { t } from '../words/words.ts';
import '../words/with-square.ts';
import { Post } from './post.tsx';
import { PublicComposer } from './public-composer.tsx';
import { SayHello } from './say-hello.tsx';
import { WhoCanRead } from './who-can-read.tsx';
import '../parts/more-shapes.ts';

export function Square() {
  const square = useModel().conversations.value.get(SQUARE);
  return (
    <>
      <main class="pane grow square">
        <SquareHeader />
        <div class="openbar" role="region" aria-label={t.value.app.notPrivate}>
          <Icon name="eye" size={20} />
          <span>
            <b>{t.value.square.notPrivateLead}</b> {t.value.square.notPrivateRest}
          </span>
        </div>
        <Banners at="view" />
        {square !== undefined && square.held > 0 && <HeldLine conversation={square} />}
        <Posts />
        <SayHello />
        <PublicComposer />
      </main>
      {width.value === 'wide' && <WhoCanRead />}
    </>
  );
}

function SquareHeader() {
  const now = useModel().connection.value;
  return (
    <header class="top square__top">
      <div class="top__row">
        <SquareAvatar size={40} />
        <span class="grow chathead__t">
          <Heading title={t.value.app.theSquare} class="row">
            {t.value.app.theSquare}
            <PublicMark />
          </Heading>
          {now.phase === 'online' && <span class="small ink-2">{t.value.square.couldRead(now.lights)}</span>}
        </span>
      </div>
    </header>
  );
}

function Posts() {
  const words = t.value.square;
  const model = useModel();
  const window = model.messages.of(SQUARE);
  const posts = window.list.value;
  const box = useRef<HTMLDivElement>(null);
  const scroll = useLogScroll(box, window, posts, () => read());
  const read = useRead(SQUARE, useIsVisible(), scroll.seen);
  return (
    <div ref={box} class="log plaza" onScroll={scroll.onScroll}>
      <div class="log__in">
        {posts?.length === 0 ? (
          <Empty title={words.empty}>{words.emptyHelp}</Empty>
        ) : (
          <div class="posts" role="feed" aria-label={words.feed} aria-busy={posts === undefined}>
            {posts?.map((post, i) => (
              <Post key={post.seq} message={post} place={i + 1} />
            ))}
          </div>
        )}
      </div>
    </div>
  );
}
