// Gallery screens of what keys open: the palette, what it finds, the sheet of keys.
import { directId, type FakeEngine } from '../../support/fake-engine.ts';
import { chats, type Screens, type Shown } from './screens.ts';

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

function pressed(engine: FakeEngine, init: KeyboardEventInit, typed = ''): Shown {
  const who = chats(engine);
  const mira = who['Mira'];
  if (mira === undefined) throw new Error('no Mira');
  return {
    route: ['chat', directId(mira)],
    async after() {
      // The part that listens comes after the view.
      for (let i = 0; i < 60 && document.querySelector('dialog[open]') === null; i += 1) {
        document
          .querySelector('.log')
          ?.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, ...init }));
        await wait(50);
      }
      const field = document.querySelector<HTMLInputElement>('dialog input');
      if (field === null || typed === '') return;
      field.value = typed;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await wait(50);
    },
  };
}

export const KEYS_SCREENS: Screens = {
  'k1-palette': (engine) => pressed(engine, { key: 'k', ctrlKey: true }),
  'k2-found': (engine) => pressed(engine, { key: 'k', ctrlKey: true }, 'mi'),
  'k3-help': (engine) => pressed(engine, { key: '?' }),
};
