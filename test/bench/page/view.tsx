// The product's own views over the subject's model: for what is only true when something is drawn.
import { render } from 'preact';
import { App } from '../../../src/ui/app.tsx';
import type { Model } from '../../../src/ui/model/model.ts';
import { go, startRouting } from '../../../src/ui/route.ts';
import '../../../src/ui/style/tokens.css';
import '../../../src/ui/style/porchlight.css';
import '../../../src/ui/style/views.css';
import '../../../src/ui/style/look.css';
import { en } from '../../../src/ui/words/en.ts';
import { speak } from '../../../src/ui/words/words.ts';
import { conversationOf } from './subject.ts';

/** Opens a chat as a tap on its row does, and waits until its messages are drawn. */
export async function showChat(model: Model, conversation: string): Promise<void> {
  if (document.querySelector('#app') === null) {
    const root = document.createElement('div');
    root.id = 'app';
    document.body.append(root);
    speak({ tag: 'en-GB', dir: 'ltr', words: en });
    startRouting();
    render(<App model={model} />, root);
  }
  go('chat', conversation, 'replace');
  await model.messages.of(conversationOf(conversation)).toNewest();
  const end = performance.now() + 20_000;
  while (
    document.querySelector('.log .log__in') === null ||
    document.querySelector('.log [aria-busy]') !== null
  ) {
    if (performance.now() > end) throw new Error('the chat is not shown');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
