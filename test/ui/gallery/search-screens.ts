// The gallery's screens of searching: below the list of chats, and inside a chat.
import type { ConversationId } from '../../../src/domain/ids.ts';
import type { SearchResult } from '../../../src/engine/port/search.ts';
import { directId, type FakeEngine, fileFor, SQUARE_ID } from '../../support/fake-engine.ts';
import { at, chats, type Screens, type Shown, type } from './screens.ts';

const GROUP = 'g:supper' as ConversationId;
const pause = (ms = 400): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** An evening's talk about bread. */
function talk(engine: FakeEngine): { readonly mira: ConversationId } {
  const who = chats(engine);
  const mira = directId(who['Mira']!);
  const said = (chat: ConversationId, author: string, text: string, when: number, file?: string) =>
    engine.addMessage(chat, author === 'me' ? 'me' : who[author]!, text, {
      at: when,
      ...(file !== undefined && { file: fileFor(file) }),
    });
  said(
    mira,
    'Mira',
    'Is there still bread? I could bring the plates and the long table from the cellar, and Yusuf has promised to look for more bread at the market by the bridge.',
    at('12:02', 9),
  );
  said(SQUARE_ID, 'Hana', 'Bread at the bridge, still warm, first come first served.', at('17:12', 3));
  said(GROUP, 'Ines', 'Kann jemand Brot (bread!) vom Bäcker in der Hauptstraße mitbringen?', at('10:02', 2));
  said(GROUP, 'me', 'I’ll get the bread', at('10:05', 2));
  said(directId(who['nightowl']!), 'nightowl', 'هل بقي خبز؟ bread باقٍ على الطاولة', at('16:05', 1));
  said(mira, 'me', 'Two loaves of bread on the sill', at('18:40'));
  said(directId(who['Priya']!), 'Priya', 'bread-recipe', at('18:45'), 'bread-recipe.pdf');
  engine.change(mira, { draft: '' });
  return { mira };
}

const asked =
  (query: string, more: (engine: FakeEngine) => void = () => undefined) =>
  (engine: FakeEngine): Shown => {
    talk(engine);
    more(engine);
    return {
      route: ['chats'],
      after: async () => {
        await type('.search input', query);
        await pause();
      },
    };
  };
const nothing: SearchResult = { hits: [], isMore: false, isReady: true };

export const SEARCH_SCREENS: Screens = {
  'c4-search': asked('bread'),
  'c4-search-people': asked('mira'),
  'c4-none': asked('zanzibar'),
  'c4-reading': asked('priya', (engine) => (engine.answers.search = () => ({ ...nothing, isReady: false }))),
  'c4-failed': asked('bread', (engine) => (engine.answers.fail = new Set(['search']))),
  'c4-in-chat': (engine) => {
    const { mira } = talk(engine);
    return {
      route: ['chat', mira],
      after: async () => {
        await pause();
        const open = document.querySelectorAll<HTMLElement>('.chathead > .ib');
        [...open].find((one) => one.querySelector('circle[r="6.3"]'))?.click();
        await pause();
        await type('.finder input', 'bread');
        await pause();
      },
    };
  },
};
