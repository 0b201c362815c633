// @vitest-environment jsdom
// DESIGN.md, "Must never look alike": what somebody calls themself can never pass for what I called somebody else.
import { render, screen, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { FakeEngine, fingerprintFor, personFor } from '../support/fake-engine.ts';
import { openApp } from '../support/ui.tsx';
import { keyTag } from '../../src/lib/key-tag.ts';
import type { PersonView } from '../../src/engine/port/people.ts';
import { nameOf, nameSpoken, nameText } from '../../src/ui/model/names.ts';
import { createPeople } from '../../src/ui/model/people.ts';
import { en } from '../../src/ui/words/en.ts';
import { Name, NotThe } from '../../src/ui/parts/name.tsx';

async function street(...people: readonly PersonView[]) {
  const all = createPeople(() => 'Anna');
  all.apply(people, []);
  all.flush();
  await all.compared();
  return all;
}
const show = async (person: PersonView, ...others: readonly PersonView[]) => {
  const name = nameOf(person.fingerprint, await street(person, ...others));
  const { container } = render(
    <div>
      <Name name={name} />
      <NotThe name={name} />
    </div>,
  );
  return { name, text: container.textContent ?? '', box: container };
};

describe('names', () => {
  const mira = personFor('Mira', { petname: 'Mira' });

  it('shows mine bold and bare, theirs quoted with the tag, none as tag', async () => {
    const mine = await show(mira);
    expect(mine.text).toBe('Mira');
    expect(mine.box.querySelector('.tag')).toBeNull();
    const owl = personFor('owl', { claimed: 'nightowl' });
    const claimed = await show(owl);
    expect(claimed.box.querySelector('.claim bdi')?.textContent).toBe('nightowl');
    expect(claimed.box.querySelector('.tag')?.textContent).toBe(keyTag(owl.fingerprint));
    expect(claimed.box.querySelector('.pet')).toBeNull();
    const nobody = personFor('nobody');
    expect((await show(nobody)).text).toBe(`Unnamed${keyTag(nobody.fingerprint)}`);
  });

  it.each([
    ['the same', 'Mira'],
    ['small letters', 'mira'],
    ['spaces', 'M i r a'],
    ['a Cyrillic a', 'Mir\u0430'],
    ['a Greek capital', '\u039Cira'],
    ['an accent', 'Mir\u00e1'],
    ['a full stop', 'Mira.'],
    ['a digit', 'M1ra'],
    ['a small l for a capital I', 'MlRA'],
    ['a sign of no width', 'Mi\u200bra'],
    ['full-width letters', '\uFF2D\uFF29\uFF32\uFF21'],
  ])('tells %s from the Mira I know, with a longer tag', async (_, claimed) => {
    const other = personFor('other', { claimed });
    const { name, text } = await show(other, mira);
    expect(name.notThe).toBe(en.alike.notThe('\u2068Mira\u2069'));
    expect(text).toContain('Not the');
    expect(name.tag).toBe(keyTag(other.fingerprint, 8));
  });

  it('does not cry wolf over different names', async () => {
    for (const claimed of ['Mirabel', 'Amira', 'Mina', 'Mia'])
      expect(
        nameOf(
          personFor(claimed, { claimed }).fingerprint,
          await street(mira, personFor(claimed, { claimed })),
        ).notThe,
      ).toBeUndefined();
  });

  it('gives two strangers of the same name longer tags', async () => {
    const [a, b] = [personFor('a', { claimed: 'Sam' }), personFor('b', { claimed: 'sam' })];
    expect((await show(a, b)).name.tag).toHaveLength(8);
    expect((await show(a)).name.tag).toHaveLength(4);
  });

  it('keeps a claimed name with its tag in plain sentences and in speech', async () => {
    const owl = personFor('owl', { claimed: 'nightowl\u2069 verified' });
    const name = nameOf(owl.fingerprint, await street(owl));
    expect(nameText(name)).toContain(name.tag);
    expect(nameSpoken(name)).toMatch(/^calls themself .*, key . . . .$/);
  });

  it('warns in the chat list, in the chat and among the people', async () => {
    const engine = new FakeEngine();
    engine.addPerson('Mira', { petname: 'Mira' });
    const twin = engine.addPerson('twin', { claimed: 'Mira', hasChat: true });
    const chat = await engine.openDirect(twin.fingerprint);
    engine.addMessage(chat, twin.fingerprint, 'It is me');
    await openApp(engine, 'chat', chat);
    expect(within(screen.getByRole('banner')).getByText(/Not the/)).toBeTruthy();
    expect(document.title).toContain(keyTag(fingerprintFor('twin'), 8));
    await openApp(engine, 'chats');
    expect(screen.getAllByText(/Not the/).length).toBeGreaterThan(0);
  });
});
