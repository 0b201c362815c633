// You › Servers: where my light is, who else is in the neighbourhood, and other servers I know.
import type { ConnectionView, ServerView } from '../../engine/port/connection.ts';
import { useModel } from '../model/context.ts';
import { moveTo } from '../connect/wanted.ts';
import { IconButton } from '../parts/button.tsx';
import { ButtonCell, LinkCell } from '../parts/cells.tsx';
import { Icon } from '../parts/icon.tsx';
import { Lamp } from '../parts/marks.tsx';
import { linkTo } from '../route.ts';
import { sinceWhen } from '../words/formats.ts';
import '../words/with-connect.ts';
import { t } from '../words/words.ts';
import { GroupLabel } from './group-label.tsx';
import { WayOfSpeaking } from './way-of-speaking.tsx';
import '../words/with-you.ts';
import '../parts/more-shapes.ts';

export function Servers() {
  const model = useModel();
  const words = t.value.you;
  const now = model.connection.value;
  const others = model.servers.value.filter((server) => !isServerOf(now, server));
  return (
    <>
      <GroupLabel>{words.liveAt}</GroupLabel>
      <Current now={now} />
      <Neighbours now={now} />
      <GroupLabel>{words.alsoYours}</GroupLabel>
      <ul class="card">
        {others.map((server) => (
          <li key={`${server.scheme}://${server.address}`}>
            <Other server={server} />
            <WayOfSpeaking server={server} />
          </li>
        ))}
        <li>
          <LinkCell icon="plus" title={words.addServer} href={linkTo('connect')} />
        </li>
      </ul>
    </>
  );
}

const isServerOf = (now: ConnectionView, { address, scheme }: ServerView): boolean =>
  now.phase !== 'none' && now.server.address === address && now.server.scheme === scheme;

const linkWords = (scheme: 'ws' | 'wss'): string =>
  scheme === 'wss' ? t.value.you.secureLink : t.value.you.plainLink;

function Current({ now }: { readonly now: ConnectionView }) {
  const model = useModel();
  const words = t.value.you;
  if (now.phase === 'none')
    return (
      <div class="card">
        <LinkCell icon="server" title={words.noServer} href={linkTo('connect')} />
      </div>
    );
  const isOn = now.phase === 'online';
  return (
    <div class="card">
      <div class="cell cell--server">
        <Icon name="server" />
        <span class="cell__t">
          <bdi dir="ltr" class="pet">
            {now.server.address}
          </bdi>
          <small>
            {linkWords(now.server.scheme)}
            {isOn && ` · ${words.lightsOn(now.lights)}`}
          </small>
          <Why now={now} />
        </span>
        <State is={isOn ? 'on' : now.phase === 'stopped' || now.phase === 'offline' ? 'off' : 'away'} />
      </div>
      <WayOfSpeaking server={now.server} />
      <LinkCell icon="pulse" title={words.checkConnection} href={linkTo('connect', 'check')} />
      {now.phase !== 'stopped' && (
        <ButtonCell
          icon="lamp"
          title={words.disconnect}
          more={false}
          onClick={() => model.attempt(model.port.disconnect())}
        />
      )}
    </div>
  );
}

/** Why the light is not on there, unless the reader switched it off. */
function Why({ now }: { readonly now: ConnectionView }) {
  const isWhy = now.phase === 'waiting' || (now.phase === 'stopped' && now.problem !== 'dropped');
  return isWhy ? <small>{t.value.connect.problem[now.problem]}</small> : undefined;
}

function State({ is }: { readonly is: 'on' | 'off' | 'away' }) {
  const words = t.value.you;
  return (
    <span class={is === 'on' ? 'light cell__do' : 'light light--off cell__do'}>
      <Lamp state={is} />
      {is === 'on' ? words.awake : is === 'off' ? words.asleep : words.connecting}
    </span>
  );
}

function Neighbours({ now }: { readonly now: ConnectionView }) {
  const words = t.value.you;
  const others = now.phase === 'online' ? now.servers.filter((server) => !server.isOurs) : [];
  if (others.length === 0) return undefined;
  return (
    <>
      <GroupLabel>{words.sameNeighbourhood}</GroupLabel>
      <ul class="card">
        {others.map((server) => (
          <li key={server.address}>
            <div class="cell cell--server">
              <Icon name="server" />
              <span class="cell__t">
                <bdi dir="ltr">{server.address}</bdi>
                <small>{words.lightsOn(server.lights)}</small>
              </span>
              <State is="on" />
            </div>
          </li>
        ))}
      </ul>
      <p class="groupnote">{words.sameHelp}</p>
    </>
  );
}

function Other({ server }: { readonly server: ServerView }) {
  const model = useModel();
  const words = t.value.you;
  const { address, scheme, lastJoinedAt } = server;
  const seen = lastJoinedAt === undefined ? words.neverJoined : words.lastJoined(sinceWhen(lastJoinedAt));
  return (
    <div class="cell cell--server">
      <Icon name="server" />
      <span class="cell__t">
        <bdi dir="ltr">{address}</bdi>
        <small>
          {linkWords(scheme)} · {seen}
        </small>
      </span>
      <span class="row cell__do">
        <button
          type="button"
          class="btn btn--s btn--tonal"
          aria-label={words.moveTo(address)}
          onClick={() => moveTo(server)}
        >
          {words.goThere}
        </button>
        <IconButton
          icon="trash"
          size={20}
          label={words.forget(address)}
          onClick={() => model.attempt(model.port.forgetServer({ address, scheme }))}
        />
      </span>
    </div>
  );
}
