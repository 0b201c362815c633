// Texts on the screen: what marks become, what never becomes anything, folding, copying, and waiting for the part that reads them.
// @vitest-environment jsdom
import { fireEvent, render, screen, within } from '@testing-library/preact';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { directId, FakeEngine, SQUARE_ID } from '../../support/fake-engine.ts';
import { openApp, settled } from '../../support/ui.tsx';
import type { ConversationId, Fingerprint } from '../../../src/domain/ids.ts';
import type { MessageView } from '../../../src/engine/port/messages.ts';
import { BubbleText } from '../../../src/ui/chat/bubble-text.tsx';
import { bareText, isPlainText, textPart } from '../../../src/ui/text/later.ts';
import { RichText } from '../../../src/ui/text/rich-text.tsx';
import { scan } from '../../../src/ui/text/scan.ts';

let engine: FakeEngine;
let mira: Fingerprint;
let chat: ConversationId;
beforeEach(() => {
  engine = new FakeEngine();
  mira = engine.addPerson('Mira', { petname: 'Mira' }).fingerprint;
  chat = directId(mira);
  engine.addConversation(chat);
});
const words = (): HTMLElement => {
  const found = document.querySelector<HTMLElement>('.log .words');
  if (found === null) throw new Error('no words');
  return found;
};
async function shown(text: string, more: Partial<MessageView> = {}): Promise<HTMLElement> {
  engine.addMessage(chat, mira, text, more);
  await openApp(engine, 'chat', chat);
  return words();
}

describe('markup in a message', () => {
  it('becomes marks, quotes, lists and code', async () => {
    const text = '**b** *i* _j_ ~~s~~ `c*d*`\n> q\n- one\n- two\n5. five\n```ts\nx = 1;\n```\nend';
    const bubble = await shown(text);
    const textOf = (kind: string): (string | null)[] =>
      [...bubble.querySelectorAll(kind)].map((one) => one.textContent);
    expect(textOf('strong')).toEqual(['b']);
    expect(textOf('em')).toEqual(['i', 'j']);
    expect(textOf('del')).toEqual(['s']);
    expect(textOf('blockquote')).toEqual(['q']);
    expect(textOf('li')).toEqual(['one', 'two', 'five']);
    expect([...bubble.querySelectorAll('li')].map((one) => one.dataset['mark'])).toEqual(['•', '•', '5.']);
    expect(textOf('code')).toEqual(['c*d*', 'x = 1;']);
    expect(bubble.querySelector('pre')?.getAttribute('dir')).toBe('ltr');
    expect(bubble.textContent).not.toContain('```');
  });

  it('makes no other node than these, whatever is written', () => {
    const ALLOWED = new Set(
      'BDI STRONG EM DEL CODE A BUTTON BLOCKQUOTE UL LI SPAN DIV PRE svg path rect circle'.split(' '),
    );
    const pieces = [
      '<b> </b> <script> &lt; " \' ` ** * _ ~~ a www.x.com javascript:alert(1) [x](javascript:alert(1)) 😀'.split(
        ' ',
      ),
      ['<img src=x onerror=alert(1)>', '```\n', '> ', '- ', '\n', ' ', '\u202e', '\0'],
      ['https://a.example', 'https://аpple.example'],
    ].flat();
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (typed) => {
        // Blocks with code need the app around them.
        fc.pre(scan(typed).every(({ kind }) => kind !== 'fence'));
        const { container, unmount } = render(<RichText text={typed} />);
        const odd = [...container.querySelectorAll('*')].filter(
          (node) =>
            !ALLOWED.has(node.nodeName) ||
            [...node.attributes].some(
              ({ name, value }) => name.startsWith('on') || (name === 'href' && !/^https?:/.test(value)),
            ),
        );
        unmount();
        return odd.length === 0;
      }),
      { numRuns: 400 },
    );
  });

  it('shows attacks as the letters they are', async () => {
    const text = '<img src=x onerror=alert(1)> *x* "><script>alert(2)</script>';
    expect((await shown(text)).textContent).toBe(text.replaceAll('*', ''));
    expect(document.querySelector('.log img, .log script')).toBeNull();
  });

  it('is the same in the square, and left out in the lines of lists', async () => {
    engine.addMessage(SQUARE_ID, mira, '**Sale** on `Sunday`');
    engine.addMessage(chat, mira, 'All **well**');
    await openApp(engine, 'square');
    expect(document.querySelector('.post strong')?.textContent).toBe('Sale');
    await openApp(engine, 'chats');
    const rows = screen.getAllByRole('link').map((row) => row.textContent ?? '');
    expect(rows.some((row) => row.includes('Sale on Sunday'))).toBe(true);
    expect(rows.some((row) => row.includes('All well'))).toBe(true);
  });
});

describe('letters that turn or hide others', () => {
  it('do nothing: overrides and control characters show as what they are', async () => {
    const bubble = await shown('photo_\u202egnp.js \u2067a\u2069\u2069 b\u0007 *x*');
    expect(bubble.textContent).toBe('photo_\ufffdgnp.js a b\ufffd x');
  });
  it('do nothing either while the part that knows them is on its way', () => {
    expect(bareText('a\u202eb\u2069')).toBe('ab');
    expect(isPlainText('a\u202eb')).toBe(false);
  });
  it('keep inside their own lines when they pile up', async () => {
    expect((await shown(`z${'\u0301\u0302\u0303\u0304\u0305'.repeat(9)}`)).className).toContain(
      'words--tower',
    );
  });
});

describe('addresses', () => {
  it('open elsewhere and tell nobody where they were opened', async () => {
    const bubble = await shown('see https://a.example/b.');
    const link = within(bubble).getByRole('link');
    expect(link.getAttribute('href')).toBe('https://a.example/b');
    expect(link.getAttribute('rel')).toBe('noopener noreferrer');
    expect(link.getAttribute('referrerpolicy')).toBe('no-referrer');
    expect(link.getAttribute('target')).toBe('_blank');
    expect(link.getAttribute('dir')).toBe('ltr');
    expect(bubble.textContent).toBe('see https://a.example/b.');
  });

  it('that look like others are no links before the real host was shown', async () => {
    const bubble = await shown('https://аpple.example/x');
    expect(within(bubble).queryByRole('link')).toBeNull();
    expect(bubble.textContent).toBe('https://xn--pple-43d.example/x');
    fireEvent.click(within(bubble).getByRole('button'));
    await settled();
    const dialog = screen.getByRole('alertdialog');
    expect(dialog.textContent).toContain('xn--pple-43d.example');
    const open = within(dialog).getByRole('link', { name: 'Open it' });
    expect(open.getAttribute('href')).toBe('https://xn--pple-43d.example/x');
    expect(open.getAttribute('rel')).toBe('noopener noreferrer');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    await settled();
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });
});

describe('the question before an address opens', () => {
  it('has its keys, its menu and its touches for itself, though it hangs in a message', async () => {
    const bubble = await shown('https://аpple.example/x');
    fireEvent.click(within(bubble).getByRole('button'));
    await settled();
    const button = within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Cancel' });
    button.focus();
    for (const key of ['ArrowUp', 'End']) expect(fireEvent.keyDown(button, { key })).toBe(true);
    expect(document.activeElement).toBe(button);
    expect(fireEvent.contextMenu(button)).toBe(true);
    vi.useFakeTimers();
    fireEvent.touchStart(button, { touches: [{ clientX: 100, clientY: 100 }] });
    vi.advanceTimersByTime(600);
    vi.useRealTimers();
    const moved = { touches: [{ clientX: 200, clientY: 100 }] };
    expect(fireEvent.touchMove(button, moved)).toBe(true);
    await settled();
    expect(screen.queryByRole('dialog', { name: 'Message actions' })).toBeNull();
  });
});

describe('mentions', () => {
  it('show my own name for the person, and mark me', async () => {
    const mentions = [
      { at: 3, length: 9, who: mira },
      { at: 17, length: 5, who: 'me' as const },
    ];
    const bubble = await shown('Hi @miriam_x and @Anna', { mentions });
    const marks = [...bubble.querySelectorAll('.mention')];
    expect(marks.map((mark) => mark.textContent?.replaceAll(/[\u2066-\u2069]/g, ''))).toEqual([
      '@Mira',
      '@You',
    ]);
    expect(marks.map((mark) => mark.className)).toEqual(['mention pet', 'mention is-me']);
  });
});

describe('a long message', () => {
  const LONG = Array.from({ length: 40 }, (_, i) => `line ${i + 1}`).join('\n');
  it('is folded, opens and closes again, and stays open while the chat is', async () => {
    const { seq } = engine.addMessage(chat, mira, LONG);
    await openApp(engine, 'chat', chat);
    expect(words().textContent).toMatch(/line 12…$/);
    const more = screen.getByRole('button', { name: 'Show more' });
    expect(more.getAttribute('aria-expanded')).toBe('false');
    fireEvent.click(more);
    await settled();
    expect(words().textContent).toContain('line 40');
    // Another message comes: nothing folds again.
    engine.receive(chat, mira, 'more');
    await settled();
    expect(document.querySelector(`[data-seq="${seq}"]`)?.textContent).toContain('line 40');
    fireEvent.click(screen.getByRole('button', { name: 'Show less' }));
    await settled();
    expect(words().textContent).not.toContain('line 40');
  });

  it('is not folded where somebody was led into it', () => {
    render(<BubbleText text={LONG} open />);
    expect(document.querySelector('.words')?.textContent).toBe(LONG);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('of a few words too many is not folded', async () => {
    expect((await shown(`${'word '.repeat(250)}end`)).textContent).toMatch(/end$/);
  });
});

describe('emoji alone', () => {
  it.each([
    ['👩‍👩‍👧 👍🏽', true],
    ['👍 yes', false],
  ])('%s: large %s', async (text, isLarge) => {
    expect((await shown(text)).className.includes('words--large')).toBe(isLarge);
  });
});

describe('copying', () => {
  it('gives code as it was typed', async () => {
    const written: string[] = [];
    vi.stubGlobal(
      'navigator',
      Object.assign(Object.create(navigator), {
        clipboard: { writeText: async (text: string) => void written.push(text) },
      }),
    );
    await shown('x\n```\na  *b*\n\tc\n```');
    fireEvent.click(screen.getByRole('button', { name: 'Copy code' }));
    await settled();
    expect(written).toEqual(['a  *b*\n\tc']);
    expect(screen.getByText('Copied')).toBeTruthy();
    vi.unstubAllGlobals();
  });

  it('of a whole message gives what was typed, marks and all', async () => {
    const text = 'a **b** \u202ec';
    const bubble = await shown(text);
    getSelection()?.selectAllChildren(bubble);
    const set = vi.fn();
    const event = Object.assign(new Event('copy', { bubbles: true, cancelable: true }), {
      clipboardData: { setData: set },
    });
    bubble.dispatchEvent(event);
    expect(set).toHaveBeenCalledWith('text/plain', text);
    expect(event.defaultPrevented).toBe(true);
  });
});

describe('a plain text', () => {
  it.each([
    'Hello neighbour',
    'Two\nlines, with: signs (and brackets) – “quotes”!',
    'Ich hab’s; 12:30?',
    'مرحبا بك',
    '你好,今天',
    'नमस्ते',
  ])('%s needs no other part', (text) => {
    expect(isPlainText(text)).toBe(true);
  });
  it.each([
    'a *b*',
    'x.com',
    'http://x',
    '😀',
    '> q',
    'a\n- b',
    '1. x',
    'a\u200bb',
    '\0',
    'z\u0301\u0301\u0301\u0301',
    'x'.repeat(1300),
    '\n'.repeat(13),
    '🇩🇪',
    'a\rb',
    '`c`',
  ])('%j does', (text) => {
    expect(isPlainText(text)).toBe(false);
  });

  it('is all that shows of any text while the part is not here', async () => {
    const part = textPart.peek();
    textPart.value = false;
    const { container } = render(<BubbleText text="a **b** https://x.example" />);
    expect(container.textContent).toBe('a **b** https://x.example');
    await vi.waitFor(() => expect(container.querySelector('strong')?.textContent).toBe('b'));
    expect(textPart.peek()).toBe(part);
  });
});
