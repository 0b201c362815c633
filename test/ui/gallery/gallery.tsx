// Every state of every screen with made-up neighbours: ?screen=c1-chats&dir=rtl&theme=dark&contrast=more&text=3
import { signal } from '@preact/signals';
import { render } from 'preact';
import { App } from '../../../src/ui/app.tsx';
import { NO_NOTICES, plainAppState } from '../../../src/ui/model/app-state.ts';
import { createModel } from '../../../src/ui/model/model.ts';
import { go, type RouteName, startRouting } from '../../../src/ui/route.ts';
import '../../../src/ui/style/tokens.css';
import '../../../src/ui/style/porchlight.css';
import '../../../src/ui/style/views.css';
import '../../../src/ui/style/look.css';
import { pseudo } from '../../../src/ui/words/pseudo.ts';
import { en } from '../../../src/ui/words/en.ts';
import { speak } from '../../../src/ui/words/words.ts';
import { FakeEngine } from '../../support/fake-engine.ts';
import { ACTS_SCREENS } from './acts-screens.ts';
import { SCREENS } from './screens.ts';
import { MORE_SCREENS } from './more-screens.ts';
import { SEARCH_SCREENS } from './search-screens.ts';
import { STRANGER_SCREENS } from './strangers-screens.ts';
import { TALK_SCREENS } from './talk-screens.ts';
import { KEYS_SCREENS } from './keys-screens.ts';
import { LOCK_SCREENS } from './lock-screens.ts';
import { VERIFY_SCREENS } from './verify-screens.ts';
import { TEXT_SCREENS } from './text-screens.ts';

const wanted = new URLSearchParams(location.search);
const ALL = {
  ...SCREENS,
  ...MORE_SCREENS,
  ...STRANGER_SCREENS,
  ...TALK_SCREENS,
  ...SEARCH_SCREENS,
  ...ACTS_SCREENS,
  ...TEXT_SCREENS,
  ...KEYS_SCREENS,
  ...LOCK_SCREENS,
  ...VERIFY_SCREENS,
};
const screen = ALL[wanted.get('screen') ?? 'c1-chats'];
if (screen === undefined) throw new Error('no such screen');

const engine = new FakeEngine();
const show = screen(engine);
const number = (name: string): 0 | 1 | 2 | 3 => Number(wanted.get(name) ?? 1) as 0 | 1 | 2 | 3;
engine.preferences = {
  ...engine.preferences,
  theme: (wanted.get('theme') ?? 'light') as 'light' | 'dark',
  contrast: wanted.get('contrast') === 'more' ? 'more' : 'auto',
  motion: 'less',
  textSize: number('text'),
};
speak(wanted.get('dir') === 'rtl' ? pseudo(en) : { tag: 'en-GB', dir: 'ltr', words: en });

const model = createModel(engine, {
  ...plainAppState,
  updateReady: signal(show.updateReady ?? false),
  update: () => Promise.resolve(),
  version: '0.1.0+gallery',
  notices: NO_NOTICES,
});
if (show.loading === true) localStorage.setItem('porchlight-look', '[]');
history.replaceState({ depth: 0 }, '', location.pathname + location.search);
const [name, arg] = show.route;
go(name as RouteName, arg, 'replace');
startRouting();
const root = document.querySelector('#app');
if (root === null) throw new Error('no root');
render(<App model={model} />, root);
if (show.loading !== true) await model.start();
model.people.flush();
for (let i = 0; i < 60 && show.loading !== true && document.querySelector('main[aria-busy]') !== null; i += 1)
  await new Promise((done) => setTimeout(done, 50));
await show.after?.(engine, model);
document.documentElement.dataset['screens'] = Object.keys(ALL).join(' ');
document.documentElement.dataset['ready'] = 'yes';
