// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { go, goBack, linkTo, readRoute, route, startRouting } from '../../src/ui/route.ts';

let stop = (): void => undefined;
beforeEach(() => {
  history.replaceState(null, '', '/');
  stop = startRouting();
});
afterEach(() => stop());
const popped = (): Promise<unknown> =>
  new Promise((done) => addEventListener('popstate', done, { once: true }));

describe('routes', () => {
  it('leads what it does not know to the chats, without an argument', () => {
    for (const hash of ['', '#', '#/', '#/nowhere', '#/nowhere/x', '#chats', '#/constructor/x'])
      expect(readRoute(hash), hash).toEqual({ name: 'chats', arg: undefined });
  });

  it('carries a conversation with every sign of base64 there and back', () => {
    const id = 'd:ab+/cd=';
    expect(readRoute(linkTo('chat', id))).toEqual({ name: 'chat', arg: id });
    expect(readRoute('#/chat/d%3Aab%2')).toEqual({ name: 'chat', arg: 'd%3Aab%2' });
  });

  it('goes back inside the app, and to the fallback when it was opened right there', async () => {
    go('people');
    go('chat', 'd:x');
    goBack('chats');
    await popped();
    expect(route.value.name).toBe('people');
    goBack('chats');
    await popped();
    expect(route.value.name).toBe('chats');
    stop();
    history.replaceState({ depth: 0 }, '', '#/chat/d:y');
    stop = startRouting();
    goBack('people');
    expect(route.value).toEqual({ name: 'people', arg: undefined });
  });

  it('follows a link of the page as a step that back undoes', async () => {
    location.hash = '#/square';
    await new Promise((done) => addEventListener('hashchange', done, { once: true }));
    expect(route.value.name).toBe('square');
    goBack('people');
    await popped();
    expect(route.value.name).toBe('chats');
  });
});
