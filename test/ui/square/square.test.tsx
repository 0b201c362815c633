// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeEngine, SQUARE_ID } from '../../support/fake-engine.ts';
import { openApp, settled } from '../../support/ui.tsx';

let engine: FakeEngine;
beforeEach(() => {
  engine = new FakeEngine();
  engine.addConversation(SQUARE_ID);
});
const post = async (text: string): Promise<void> => {
  fireEvent.input(screen.getByRole('textbox'), { target: { value: text } });
  fireEvent.click(screen.getByRole('button', { name: 'Post' }));
  await settled();
};

describe('the square', () => {
  it('says all the time that it is not private, and shows cards, not bubbles', async () => {
    const { fingerprint } = engine.addPerson('Bea', { claimed: 'Bea' });
    engine.addMessage(SQUARE_ID, fingerprint, 'Bread van');
    await openApp(engine, 'square');
    expect(screen.getByRole('region', { name: 'Not private' }).textContent).toContain('Anyone on any server');
    expect(screen.getByRole('feed').querySelectorAll('article')).toHaveLength(1);
    expect(document.querySelector('.bubble')).toBeNull();
    expect(screen.queryByText(/Sealed/)).toBeNull();
  });

  it('asks before the first post; the words go out only then', async () => {
    await openApp(engine, 'square');
    await post('Spare ladder?');
    const dialog = screen.getByRole('alertdialog');
    expect(dialog.textContent).toContain('Spare ladder?');
    // A second Enter lands on the heading, not on a button.
    expect(document.activeElement?.tagName).toBe('H2');
    expect(engine.calledWith('sendText')).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Keep it to myself' }));
    await settled();
    expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('Spare ladder?');
    await post('Spare ladder?');
    fireEvent.click(screen.getByRole('button', { name: 'Post for everyone' }));
    await settled();
    expect(engine.calledWith('sendText')).toEqual([[SQUARE_ID, 'Spare ladder?']]);
    await post('And a hammer?');
    expect(screen.getByRole('alertdialog')).toBeTruthy();
  });

  it('stops asking when told so', async () => {
    await openApp(engine, 'square');
    await post('One');
    fireEvent.click(screen.getByRole('checkbox'));
    await settled();
    fireEvent.click(screen.getByRole('button', { name: 'Post for everyone' }));
    await settled();
    expect(engine.preferences.squareConfirmed).toBe(true);
    await post('Two');
    expect(engine.calledWith('sendText').map(([, text]) => text)).toEqual(['One', 'Two']);
  });

  it('gives the words back that could not be kept, and takes nothing of what was written since', async () => {
    engine.preferences = { ...engine.preferences, squareConfirmed: true };
    engine.answers.fail = new Set(['sendText']);
    await openApp(engine, 'square');
    const field = screen.getByRole<HTMLTextAreaElement>('textbox');
    fireEvent.input(field, { target: { value: 'Spare ladder?' } });
    fireEvent.click(screen.getByRole('button', { name: 'Post' }));
    fireEvent.input(field, { target: { value: 'And a hammer?' } });
    await settled();
    expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('Spare ladder?\nAnd a hammer?');
    expect(screen.getByRole('alert').textContent).toContain('Nothing was lost');
  });
});
