// Beside the square on a wide window: who can read it, and who wrote today.
import type { Fingerprint } from '../../domain/ids.ts';
import { SQUARE } from '../ids.ts';
import { useModel } from '../model/context.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Icon } from '../parts/icon.tsx';
import { Name } from '../parts/name.tsx';
import { linkTo } from '../route.ts';
import { isSameDay } from '../words/formats.ts';
import { t } from '../words/words.ts';
import '../words/with-square.ts';
import { Fact } from './confirm-post.tsx';
import '../parts/more-shapes.ts';

const MOST = 8;

export function WhoCanRead() {
  const words = t.value.square;
  const model = useModel();
  const now = model.connection.value;
  const [lights, servers] = now.phase === 'online' ? [now.lights, now.servers.length] : [0, 0];
  const writers = writersToday(model.messages.of(SQUARE).list.value ?? []);
  return (
    <aside class="pane pane--side" aria-label={words.whoCanRead}>
      <header class="top">
        <div class="top__row">
          <h2 class="grow">{words.whoCanRead}</h2>
        </div>
      </header>
      <div class="scroll">
        <ul class="facts small side__pad">
          {lights > 0 && (
            <Fact
              icon="people"
              lead={words.everyoneConnected}
              rest={words.everyoneConnectedRest(lights, servers)}
            />
          )}
          <Fact icon="server" lead={words.whoever} rest={words.whoeverRest} />
          <Fact icon="clock" lead={words.notLater} rest={words.notLaterRest} />
        </ul>
        {writers.length > 0 && <h3 class="grouplabel side__pad">{words.here}</h3>}
        <ul class="members">
          {writers.map((one) => (
            <li key={one}>
              <a class="person" href={linkTo('contact', one)}>
                <Avatar fingerprint={one} post />
                <span class="person__n">
                  <Name name={model.nameOf(one)} />
                </span>
                <Icon name="chats" size={20} />
              </a>
            </li>
          ))}
        </ul>
      </div>
    </aside>
  );
}

interface Written {
  readonly author: Fingerprint | 'me';
  readonly at: number;
}
/** Latest first, each once. */
function writersToday(posts: readonly Written[]): readonly Fingerprint[] {
  const today = Date.now();
  const found = new Set<Fingerprint>();
  for (let i = posts.length - 1; i >= 0 && found.size < MOST; i -= 1) {
    const post = posts[i];
    if (post !== undefined && post.author !== 'me' && isSameDay(post.at, today)) found.add(post.author);
  }
  return [...found];
}
