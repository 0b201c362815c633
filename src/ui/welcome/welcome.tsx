// The first minutes: welcome, making a key, its spare, or coming back with a recovery file. Where we are in them is in the
// address bar, so that the browser's own back button leads one step back and not out of the app.
import '../style/forms.css';
import './welcome.css';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { RecoveryFile } from '../../engine/port/identity.ts';
import { isIosTab } from '../ios.ts';
import { useModel } from '../model/context.ts';
import { lazy } from '../parts/lazy.tsx';
import { go, goBack, type Route, route } from '../route.ts';
import { Hello } from './hello.tsx';
import { Lost } from './lost.tsx';
import { MakeIdentity } from './make-identity.tsx';
import { Restore } from './restore.tsx';
import { Spare } from './spare.tsx';
import { Unsupported } from './unsupported.tsx';

const InstallFirst = lazy(() => import('../install/first.tsx').then((file) => file.InstallFirst));

const PLACES = ['make', 'spare', 'restore', 'install'] as const;
type Place = (typeof PLACES)[number] | 'hello';
const placeIn = ({ name, arg }: Route): Place =>
  (name === 'welcome' ? PLACES.find((known) => known === arg) : undefined) ?? 'hello';
const to = (place: Place) => (): void => go('welcome', place === 'hello' ? undefined : place);
const back = (): void => goBack('welcome');

export function Welcome() {
  const identity = useModel().identity.value;
  const { phase } = identity;
  const place = placeIn(route.value);
  /** A new key is made when somebody asked for one, not because the address bar says so. */
  const isAsked = useSignal(false);
  const file = useSignal<RecoveryFile | undefined>(undefined);
  const isNamed = 'me' in identity && identity.me.name !== '';
  // A key that was just made is on its way: carry on there.
  useEffect(() => {
    if (phase === 'fresh' && place === 'hello') go('welcome', isNamed ? 'spare' : 'make', 'replace');
  }, [phase, place]);
  const make = (): void => {
    isAsked.value = true;
    to('make')();
  };
  const start = isIosTab() ? to('install') : make;
  // First of all: what went wrong with a file is said where the file was chosen.
  if (place === 'restore' && phase !== 'ready') return <Restore onBack={back} onMore={to('spare')} />;
  if (identity.phase === 'unsupported') return <Unsupported reason={identity.reason} />;
  if (phase === 'fresh' && place === 'spare' && isNamed) return <Spare file={file} onBack={to('make')} />;
  const isMaking = phase === 'fresh' || phase === 'ready' || phase === 'making';
  if (isMaking || (place === 'make' && phase === 'none' && isAsked.value))
    return <MakeIdentity onBack={back} onNext={to('spare')} />;
  if (phase === 'lost') return <Lost onRestore={to('restore')} onNew={start} />;
  if (place === 'install') return <InstallFirst onBack={back} onTry={make} />;
  return <Hello onStart={start} onRestore={to('restore')} />;
}
