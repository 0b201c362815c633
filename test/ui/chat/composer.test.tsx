// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { media, setMedia } from '../../support/dom-shims.ts';
import { directId, FakeEngine } from '../../support/fake-engine.ts';
import { openApp, settled } from '../../support/ui.tsx';
import type { ConversationId } from '../../../src/domain/ids.ts';
import { go } from '../../../src/ui/route.ts';
import { TEXT_BYTES, textTooLong } from '../../../src/ui/chat/text-field.ts';

const MOUSE = '(hover: hover) and (pointer: fine)';
let engine: FakeEngine;
let chat: ConversationId;
const field = (): HTMLTextAreaElement => screen.getByRole('textbox', { name: 'Sealed message' });
const write = (text: string): void => void fireEvent.input(field(), { target: { value: text } });
const enter = (more = {}): boolean => fireEvent.keyDown(field(), { key: 'Enter', ...more });

beforeEach(() => {
  engine = new FakeEngine();
  chat = directId(engine.addPerson('Mira', { petname: 'Mira' }).fingerprint);
  engine.addConversation(chat);
  if (!media.has(MOUSE)) setMedia(MOUSE, true);
});

describe('composer', () => {
  it('sends with Enter, and Shift+Enter or an input method do not', async () => {
    await openApp(engine, 'chat', chat);
    write('  Hello Mira ');
    expect(enter({ shiftKey: true })).toBe(true);
    expect(enter({ isComposing: true })).toBe(true);
    expect(engine.calledWith('sendText')).toEqual([]);
    enter();
    await settled();
    expect(engine.calledWith('sendText')).toEqual([[chat, 'Hello Mira']]);
    expect(field().value).toBe('');
    expect(screen.getByText('Hello Mira')).toBeTruthy();
  });

  it('sends what is written while the message before is still being kept, and nothing twice', async () => {
    await openApp(engine, 'chat', chat);
    write('First');
    enter();
    enter();
    write('Second');
    enter();
    await settled();
    expect(engine.calledWith('sendText')).toEqual([
      [chat, 'First'],
      [chat, 'Second'],
    ]);
    expect(field().value).toBe('');
  });

  it('takes up what another tab has written, unless something is being written here', async () => {
    await openApp(engine, 'chat', chat);
    engine.change(chat, { draft: 'From the other tab' });
    await settled();
    expect(field().value).toBe('From the other tab');
    write('My own');
    engine.change(chat, { draft: 'From the other tab, more' });
    await settled();
    expect(field().value).toBe('My own');
    go('chats');
    await settled();
    expect(engine.calledWith('setDraft').at(-1)).toEqual([chat, 'My own']);
    expect(screen.getByText('My own')).toBeTruthy();
  });

  it('is not turned back by the echo of what it stored itself', async () => {
    await openApp(engine, 'chat', chat);
    let answer: (() => void) | undefined;
    engine.setDraft = async (_id, text) => {
      await new Promise<void>((resolve) => (answer = resolve));
      engine.change(chat, { draft: text });
    };
    write('ab');
    await waitFor(() => expect(answer).toBeDefined(), { timeout: 2000 });
    const first = answer;
    write('abc');
    await new Promise((done) => setTimeout(done, 450));
    first?.();
    await settled();
    expect(field().value).toBe('abc');
  });

  it('breaks the line with Enter where there is no keyboard', async () => {
    setMedia(MOUSE, false);
    await openApp(engine, 'chat', chat);
    write('Hello');
    expect(enter()).toBe(true);
    fireEvent.click(screen.getByRole('button', { name: 'Send' }));
    await settled();
    expect(engine.calledWith('sendText')).toHaveLength(1);
  });

  it('sends nothing when there is nothing', async () => {
    await openApp(engine, 'chat', chat);
    write(' \n ');
    enter();
    await settled();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Send' }).disabled).toBe(true);
    expect(engine.calledWith('sendText')).toEqual([]);
  });

  it('gives the words back when they could not be kept, and says so', async () => {
    engine.answers.fail = new Set(['sendText']);
    await openApp(engine, 'chat', chat);
    write('Do not lose me');
    enter();
    await settled();
    expect(field().value).toBe('Do not lose me');
    expect(screen.getByRole('alert').textContent).toContain('Nothing was lost');
  });

  it('keeps another draft for each chat', async () => {
    const other = directId(engine.addPerson('Tom', { petname: 'Tom' }).fingerprint);
    engine.addConversation(other);
    await openApp(engine, 'chat', chat);
    const open = async (id: ConversationId): Promise<string> => {
      go('chat', id);
      await settled();
      return field().value;
    };
    write('For Mira');
    expect(await open(other)).toBe('');
    write('For Tom');
    expect(await open(chat)).toBe('For Mira');
    expect(await open(other)).toBe('For Tom');
    enter();
    await settled();
    expect(engine.calledWith('sendText')).toEqual([[other, 'For Tom']]);
    expect(await open(chat)).toBe('For Mira');
    expect(await open(other)).toBe('');
  });

  it('keeps a draft when the chat is left and shows it on return', async () => {
    const model = await openApp(engine, 'chat', chat);
    write('Could you send me');
    go('people');
    await settled();
    expect(engine.calledWith('setDraft')).toEqual([[chat, 'Could you send me']]);
    go('chat', chat);
    await settled();
    expect(field().value).toBe('Could you send me');
    write('and before the page reloads');
    await model.leave();
    expect(engine.calledWith('setDraft').at(-1)).toEqual([chat, 'and before the page reloads']);
  });

  it('says how much is too long and refuses to send it', async () => {
    await openApp(engine, 'chat', chat);
    write('é'.repeat(TEXT_BYTES / 2 + 7));
    expect(screen.getByRole('alert').textContent).toContain('7 characters too long');
    enter();
    await settled();
    expect(engine.calledWith('sendText')).toEqual([]);
    expect(textTooLong('a'.repeat(TEXT_BYTES))).toBe(0);
  });

  it('takes files by paste and by drop, says that they are not sealed, and sends them after the words', async () => {
    await openApp(engine, 'chat', chat);
    const [pasted, dropped] = [new File(['a'], 'list.txt'), new File(['b'], 'plan.pdf')];
    fireEvent.paste(field(), { clipboardData: { files: [pasted] } });
    fireEvent.drop(document.querySelector('.chat')!, {
      dataTransfer: { types: ['Files'], files: [dropped] },
    });
    await settled();
    expect(screen.getByText('Files are not sealed yet.')).toBeTruthy();
    expect(screen.getByText('plan.pdf')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: /Remove .*list/ }));
    write('Here is the plan');
    enter();
    await waitFor(() => expect(engine.calledWith('sendFile')).toEqual([[chat, dropped]]));
    expect(engine.calls.findIndex(({ method }) => method === 'sendText')).toBeLessThan(
      engine.calls.findIndex(({ method }) => method === 'sendFile'),
    );
    expect(screen.queryByText('Files are not sealed yet.')).toBeNull();
  });
});
