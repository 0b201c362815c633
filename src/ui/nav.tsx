// The way around: tabs at the bottom of a phone, a rail at the side of anything wider.
import { useModel } from './model/context.ts';
import type { IconName } from './parts/icon-shapes.ts';
import { Icon } from './parts/icon.tsx';
import { Logo } from './parts/logo.tsx';
import { Count } from './parts/marks.tsx';
import { linkTo, route, type RouteName } from './route.ts';
import { t } from './words/words.ts';

interface Place {
  readonly name: RouteName;
  readonly icon: IconName;
  readonly label: string;
  readonly unread: number;
}

function usePlaces(): readonly Place[] {
  const words = t.value.app;
  const { sealed, square } = useModel().unread.value;
  return [
    { name: 'chats', icon: 'chats', label: words.chats, unread: sealed },
    { name: 'people', icon: 'people', label: words.people, unread: 0 },
    { name: 'square', icon: 'square', label: words.square, unread: square },
    { name: 'you', icon: 'you', label: words.you, unread: 0 },
  ];
}

/** Which place a view belongs to. */
function placeOf(name: RouteName): RouteName {
  if (name === 'chat') return 'chats';
  if (name === 'contact') return 'people';
  return name === 'connect' ? 'you' : name;
}

function linkAttributes({ name }: Place) {
  const here = placeOf(route.value.name) === name;
  return {
    href: linkTo(name),
    ...(name === 'square' && { class: 'is-public' }),
    ...(here && { 'aria-current': 'page' as const }),
  };
}

/** What is open needs no number. */
const Unread = ({ place }: { readonly place: Place }) => (
  <Count
    count={placeOf(route.value.name) === place.name ? 0 : place.unread}
    said={t.value.app.unread(place.unread)}
    {...(place.name === 'square' && { tone: 'clay' as const })}
  />
);

export function Tabs() {
  return (
    <nav class="tabs" aria-label={t.value.app.main}>
      {usePlaces().map((place) => (
        <a key={place.name} {...linkAttributes(place)}>
          <span class="pill">
            <Icon name={place.icon} />
            <Unread place={place} />
          </span>
          {place.label}
        </a>
      ))}
    </nav>
  );
}

export function Rail() {
  return (
    <nav class="rail" aria-label={t.value.app.main}>
      <Logo />
      {usePlaces().map((place) => (
        <>
          {place.name === 'you' && <span class="spacer" />}
          <a key={place.name} {...linkAttributes(place)}>
            <Icon name={place.icon} />
            {place.label}
            <Unread place={place} />
          </a>
        </>
      ))}
    </nav>
  );
}
