// Beside the people on a wide window: everyone, those you know, and the servers of the neighbourhood.
import type { ComponentChildren } from 'preact';
import { useModel } from '../model/context.ts';
import type { IconName } from '../parts/icon-shapes.ts';
import { Icon } from '../parts/icon.tsx';
import { RootBar } from '../parts/top-bar.tsx';
import { number } from '../words/formats.ts';
import { t } from '../words/words.ts';
import '../words/with-people.ts';
import '../words/with-people-more.ts';
import { CardButtons } from './card-buttons.tsx';
import type { Filter } from './groups.ts';
import '../parts/more-shapes.ts';

export interface ServersPaneProps {
  readonly server: string | undefined;
  readonly filter: Filter;
  readonly onPick: (server: string | undefined, filter: Filter) => void;
}

export function ServersPane({ server, filter, onPick }: ServersPaneProps) {
  const words = t.value.people;
  const more = t.value.peopleMore;
  const model = useModel();
  const now = model.connection.value;
  const servers = now.phase === 'online' ? now.servers : [];
  const lights = now.phase === 'online' ? now.lights : 0;
  let known = 0;
  let knownOn = 0;
  for (const person of model.people.all.value.values()) {
    if (!person.known) continue;
    known += 1;
    if (person.light === 'on') knownOn += 1;
  }
  return (
    <nav class="pane pane--list" aria-label={more.servers}>
      <RootBar title={t.value.app.people} actions={<CardButtons />} />
      <div class="scroll">
        <ul>
          <Entry
            icon="globe"
            title={words.everyone}
            count={number(lights)}
            under={more.allServers(servers.length)}
            isHere={server === undefined && filter !== 'known'}
            onPick={() => onPick(undefined, 'everyone')}
          />
          <Entry
            icon="people"
            title={words.youKnow}
            count={number(known)}
            under={more.onOf(knownOn, known)}
            isHere={server === undefined && filter === 'known'}
            onPick={() => onPick(undefined, 'known')}
          />
        </ul>
        {servers.length > 0 && <h2 class="sect">{more.servers}</h2>}
        <ul>
          {servers.map((one) => (
            <Entry
              key={one.address}
              icon="server"
              title={<bdi dir="ltr">{one.address}</bdi>}
              count={number(one.lights)}
              under={one.isOurs ? t.value.app.yourServer : more.awake}
              isHere={server === one.address}
              onPick={() => onPick(one.address, 'everyone')}
            />
          ))}
        </ul>
      </div>
    </nav>
  );
}

interface EntryProps {
  readonly icon: IconName;
  readonly title: ComponentChildren;
  readonly count: string;
  readonly under: string;
  readonly isHere: boolean;
  readonly onPick: () => void;
}
function Entry({ icon, title, count, under, isHere, onPick }: EntryProps) {
  return (
    <li>
      <button
        type="button"
        class="chatrow chatrow--place inset-focus"
        aria-current={isHere ? 'true' : undefined}
        onClick={onPick}
      >
        <Icon name={icon} />
        <span class="min0">
          <span class="chatrow__a">
            <span class="clip1">{title}</span>
            <span class="chatrow__n">{count}</span>
          </span>
          <span class="person__s">{under}</span>
        </span>
      </button>
    </li>
  );
}
