// A chat with Mira and a group with her and two others, and the hands to work in them.
import { fireEvent, screen, within } from '@testing-library/preact';
import type { ConversationId } from '../../../../src/domain/ids.ts';
import type { PersonView } from '../../../../src/engine/port/people.ts';
import { media, setMedia } from '../../../support/dom-shims.ts';
import { directId, FakeEngine } from '../../../support/fake-engine.ts';
import { settled } from '../../../support/ui.tsx';

export interface Scene {
  readonly engine: FakeEngine;
  readonly mira: PersonView;
  /** Calls themself Tom Tailor; I did not name them. */
  readonly tom: PersonView;
  readonly chat: ConversationId;
  readonly group: ConversationId;
}
export const MOUSE = '(hover: hover) and (pointer: fine)';

export function scene(): Scene {
  if (!media.has(MOUSE)) setMedia(MOUSE, true);
  const engine = new FakeEngine();
  const mira = engine.addPerson('Mira', { petname: 'Mira', claimed: 'Miroslava' });
  const tom = engine.addPerson('Tom', { claimed: 'Tom Tailor' });
  const zoe = engine.addPerson('Zoe', { petname: 'Zoe', porchlight: false });
  const group = 'g:three' as ConversationId;
  engine.addConversation(directId(mira.fingerprint));
  engine.addConversation(group, { members: [mira, tom, zoe].map(({ fingerprint }) => fingerprint) });
  return { engine, mira, tom, chat: directId(mira.fingerprint), group };
}

export const field = (): HTMLTextAreaElement => screen.getByRole('textbox', { name: /^Sealed message/ });
export async function write(text: string): Promise<void> {
  fireEvent.input(field(), { target: { value: text } });
  await settled();
}
export async function key(target: Element, name: string, more: KeyboardEventInit = {}): Promise<void> {
  fireEvent.keyDown(target, { key: name, ...more });
  await settled();
}
export const row = (text: string | RegExp): HTMLElement => {
  const bubble = [...document.querySelectorAll<HTMLElement>('.log .msg')].find((one) => {
    const words = one.querySelector('.words, .gone')?.textContent.trim() ?? '';
    return typeof text === 'string' ? words === text : text.test(words);
  });
  if (bubble === undefined) throw new Error(`no message ${String(text)}`);
  return bubble;
};
/** Right click, long press and Shift F10 come as this event. */
export async function menuOf(text: string | RegExp): Promise<HTMLElement> {
  row(text).focus();
  fireEvent.contextMenu(row(text));
  await settled();
  return screen.getByRole('dialog');
}
/** Chooses an entry of the message's menu. */
export async function pick(text: string | RegExp, entry: string): Promise<void> {
  await menuOf(text);
  fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: entry }));
  await settled();
}
