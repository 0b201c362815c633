// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeEngine, online, personFor } from '../../support/fake-engine.ts';
import { openApp, settled } from '../../support/ui.tsx';
import { keyTag } from '../../../src/lib/key-tag.ts';
import { finder } from '../../../src/ui/people/find.ts';
import { groupsOf } from '../../../src/ui/people/groups.ts';
import { route } from '../../../src/ui/route.ts';

let engine: FakeEngine;
beforeEach(() => {
  engine = new FakeEngine();
});
const search = async (text: string): Promise<void> => {
  fireEvent.input(screen.getByRole('searchbox'), { target: { value: text } });
  await settled();
};
const rows = (): string[] => screen.queryAllByRole('listitem').map((row) => row.textContent ?? '');

describe('people', () => {
  it('groups those I know, then server by server with mine first, lights before names', () => {
    const people = [
      personFor('a', { servers: ['b.example'] }),
      personFor('b', { claimed: 'Zoe' }),
      personFor('c', { claimed: 'Ann' }),
      personFor('d', { petname: 'Jo', light: 'off', servers: [] }),
      personFor('e', { petname: 'Wen' }),
      personFor('me', { petname: 'Me' }),
    ];
    const groups = groupsOf({
      people,
      me: personFor('me').fingerprint,
      connection: online(),
      filter: 'everyone',
    });
    const shape = groups.map(({ kind, server, people: list }) => [
      server ?? kind,
      ...list.map(({ petname, claimed }) => petname ?? claimed ?? '–'),
    ]);
    expect(shape).toEqual([
      ['known', 'Wen', 'Jo'],
      ['my.awesomeserver.net', 'Ann', 'Zoe'],
      ['b.example', '–'],
    ]);
  });

  it('finds by petname, claimed name, key and server, whatever the accents', () => {
    const tomas = personFor('t', { petname: 'Tomás', claimed: 'tom', servers: ['elm.example'] });
    expect(finder('tomas').person(tomas)).toBe('petname');
    expect(finder(keyTag(tomas.fingerprint, 8).toLowerCase()).person(tomas)).toBe('key');
    expect(finder('ｔｏｍａｓ').person(tomas)).toBe('petname');
    expect(finder('ELM').person(tomas)).toBe('server');
    expect(finder('nobody').person(tomas)).toBeUndefined();
    expect(finder('om').parts('Tomás')).toEqual(['T', 'om', 'ás']);
  });

  it('filters, searches and says when nobody is found', async () => {
    engine.addPerson('Mira', { petname: 'Mira' });
    engine.addPerson('komiyo', { claimed: 'komiyo' });
    await openApp(engine, 'people');
    expect(rows()).toHaveLength(2);
    fireEvent.click(screen.getByRole('button', { name: 'New to you' }));
    await settled();
    expect(rows().join()).toMatch(/komiyo/);
    expect(rows()).toHaveLength(1);
    await search('mi');
    expect(screen.getByText('Names you gave', { exact: false })).toBeTruthy();
    expect(screen.getByText('Names they use', { exact: false })).toBeTruthy();
    await search('ladder man');
    expect(screen.getByRole('heading', { name: 'No light by that name' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Verified/ })).toBeNull();
  });

  it('keeps ten thousand people out of the page but in the count', async () => {
    for (let i = 0; i < 10_000; i += 1) engine.addPerson(`n${i}`, { claimed: `neighbour ${i}` });
    await openApp(engine, 'people');
    const shown = screen.getAllByRole('listitem');
    expect(shown.length).toBeLessThan(100);
    expect(shown[0]!.getAttribute('aria-setsize')).toBe('10000');
    expect(shown[4]!.getAttribute('aria-posinset')).toBe('5');
  });

  it('does not redraw for every light: changes are gathered', async () => {
    const { fingerprint } = engine.addPerson('Mira', { petname: 'Mira' });
    const model = await openApp(engine, 'people');
    let changes = 0;
    const stop = model.people.all.subscribe(() => void (changes += 1));
    for (let i = 0; i < 500; i += 1)
      engine.emit({
        type: 'people',
        upsert: [personFor(`n${i}`), personFor('Mira', { light: 'off' })],
        removed: [],
      });
    await new Promise((done) => setTimeout(done, 150));
    expect(changes).toBeLessThanOrEqual(3);
    expect(model.people.one(fingerprint).value?.light).toBe('off');
    stop();
  });
});

describe('new chat', () => {
  it('opens the chat with one chosen person, by a name with the long tag', async () => {
    const { fingerprint } = engine.addPerson('Bea', { claimed: 'Bea' });
    await openApp(engine, 'people', 'choose');
    expect(rows()[0]).toContain(keyTag(fingerprint, 8));
    fireEvent.click(screen.getByRole('checkbox'));
    await settled();
    fireEvent.click(screen.getByRole('button', { name: /Write to .*Bea/ }));
    await settled();
    expect(engine.calledWith('openDirect')).toEqual([[fingerprint]]);
    expect(route.value.name).toBe('chat');
  });

  it('opens a group with several, and leaves out keys that nothing can be sealed to', async () => {
    const two = ['Mira', 'Priya'].map((name) => engine.addPerson(name, { petname: name }).fingerprint);
    engine.addPerson('broken', { petname: 'Broken', writable: false });
    await openApp(engine, 'people', 'choose');
    const boxes = screen.getAllByRole('checkbox');
    expect(boxes).toHaveLength(2);
    for (const box of boxes) fireEvent.click(box);
    await settled();
    fireEvent.click(screen.getByRole('button', { name: 'Start group with 2' }));
    await settled();
    expect(engine.calledWith('openGroup')).toEqual([[two]]);
  });
});
