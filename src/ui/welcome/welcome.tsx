// The first minutes: welcome, making a key, its spare, or coming back with a recovery file. Where we are in them is in the
// address bar, so that the browser's own back button leads one step back and not out of the app.
import '../style/forms.css';
import './welcome.css';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { RecoveryFile } from '../../engine/port/identity.ts';
import { isIosTab } from '../ios.ts';
import { useModel } from '../model/context.ts';
import { lazy, Nothing } from '../parts/lazy.tsx';
import { go, goBack, invite, type Route, route } from '../route.ts';
import { Hello } from './hello.tsx';
import { Lost } from './lost.tsx';
import { MakeIdentity } from './make-identity.tsx';
import { Restore } from './restore.tsx';
import { Spare } from './spare.tsx';
import { Unsupported } from './unsupported.tsx';

const InstallFirst = lazy(() => import('../install/first.tsx').then((file) => file.InstallFirst));
const Invited = lazy(() => import('../cards/invited.tsx').then((file) => file.Invited));
const ScanCard = lazy(() => import('../cards/scan-card.tsx').then((file) => file.ScanCard), Nothing);

const PLACES = ['make', 'spare', 'restore', 'install'] as const;
type Place = (typeof PLACES)[number] | 'hello';
const placeIn = ({ name, arg }: Route): Place =>
  (name === 'welcome' ? PLACES.find((known) => known === arg) : undefined) ?? 'hello';
const to = (place: Place) => (): void => go('welcome', place === 'hello' ? undefined : place);
const back = (): void => goBack('welcome');
const toChats = (): void => goBack('chats');

export function Welcome() {
  const model = useModel();
  const identity = model.identity.value;
  const { phase } = identity;
  const place = placeIn(route.value);
  /** A new key is made when somebody asked for one, not because the address bar says so. */
  const isAsked = useSignal(false);
  const isScanning = useSignal(false);
  /** Back at the first screen although there is a new key. */
  const isBack = useSignal(false);
  const file = useSignal<RecoveryFile | undefined>(undefined);
  // The first steps are behind us.
  const isLate = model.servers.value.length > 0;
  const isNamed = 'me' in identity && identity.me.name !== '';
  // A key that was just made is on its way: carry on there.
  useEffect(() => {
    if (phase === 'fresh' && place === 'hello' && !isLate && !isBack.peek() && invite.peek() === undefined)
      go('welcome', isNamed ? 'spare' : 'make', 'replace');
  }, [phase, place]);
  const make = (): void => {
    isAsked.value = true;
    isBack.value = false;
    to('make')();
  };
  const start = isIosTab() ? to('install') : make;
  // Who is coming back with a recovery file sees a card afterwards, and it is no use where no key can be.
  const canBegin = phase !== 'lost' && phase !== 'unsupported';
  const isAway = phase !== 'ready' && place !== 'hello';
  if (invite.value !== undefined && canBegin && !isAway) return <Invited />;
  // First of all: what went wrong with a file is said where the file was chosen.
  if (place === 'restore' && phase !== 'ready') return <Restore onBack={back} onMore={to('spare')} />;
  if (identity.phase === 'unsupported') return <Unsupported reason={identity.reason} />;
  if (phase === 'fresh' && place === 'spare' && isNamed)
    return <Spare file={file} onBack={isLate ? toChats : to('make')} />;
  // A new key still gives way to the one in a file, as long as it is all there is.
  const isNew = phase !== 'ready' && !isLate;
  const toHello = (): void => {
    isBack.value = true;
    to('hello')();
  };
  const ways = isNew ? { onBack: toHello, onRestore: to('restore') } : {};
  const isMaking = phase === 'fresh' || phase === 'ready' || phase === 'making';
  const isAtHello = place === 'hello' && isNew && isBack.value;
  if ((isMaking && !isAtHello) || (place === 'make' && phase === 'none' && isAsked.value))
    return <MakeIdentity {...ways} onNext={to('spare')} />;
  if (phase === 'lost') return <Lost onRestore={to('restore')} onNew={start} />;
  if (place === 'install') return <InstallFirst onBack={back} onTry={make} />;
  return (
    <>
      <Hello onStart={start} onRestore={to('restore')} onInvite={() => (isScanning.value = true)} />
      {isScanning.value && <ScanCard onClose={() => (isScanning.value = false)} />}
    </>
  );
}
