// Opens the app over a fake engine for component tests.
import './dom-shims.ts';
import { act, cleanup, render } from '@testing-library/preact';
import { afterAll, afterEach } from 'vitest';
import { App } from '../../src/ui/app.tsx';
import { type AppState, plainAppState } from '../../src/ui/model/app-state.ts';
import { createModel, type Model } from '../../src/ui/model/model.ts';
import { go, type RouteName, startRouting } from '../../src/ui/route.ts';
import { en } from '../../src/ui/words/en.ts';
import { speak } from '../../src/ui/words/words.ts';
import type { FakeEngine } from './fake-engine.ts';

let stopRouting = (): void => undefined;

afterEach(() => {
  stopRouting();
  cleanup();
  document.querySelector('#app')?.remove();
  go('chats', undefined, 'replace');
  document.title = '';
});

/** Preact draws what came last, a part that has just loaded, up to 35 ms later: not into a page that is gone. */
afterAll(() => new Promise((done) => setTimeout(done, 50)));

/** The whole app at a route, with the engine's state in it. */
export async function openApp(
  engine: FakeEngine,
  name: RouteName = 'chats',
  arg?: string,
  app: AppState = plainAppState,
): Promise<Model> {
  speak({ tag: 'en-GB', dir: 'ltr', words: en });
  const model = createModel(engine, app);
  go(name, arg, 'replace');
  stopRouting();
  stopRouting = startRouting();
  // Where the last screen of a wiped device is drawn.
  if (document.querySelector('#app') === null)
    document.body.append(Object.assign(document.createElement('div'), { id: 'app' }));
  render(<App model={model} />);
  await model.start();
  await settled();
  model.people.flush();
  await settled();
  return model;
}

/** Lets promises, effects and lazily fetched views come to rest. */
export async function settled(): Promise<void> {
  for (
    let i = 0;
    i < 3 || (i < 200 && document.querySelector('[aria-busy="true"]:not(button)') !== null);
    i += 1
  )
    await act(() => new Promise((done) => setTimeout(done, 5)));
}
