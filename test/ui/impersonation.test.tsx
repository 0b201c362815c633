// @vitest-environment jsdom
// Whatever people call themselves, and whatever I call them: no entry of a list, a header or a notification reads like that
// of another key, and nobody's claim reads like a name of mine.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { render } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import type { Fingerprint } from '../../src/domain/ids.ts';
import type { ConversationView } from '../../src/engine/port/messages.ts';
import type { PersonView } from '../../src/engine/port/people.ts';
import { cleanClaimedName } from '../../src/lib/clean-name.ts';
import { keyTag } from '../../src/lib/key-tag.ts';
import { nameSkeleton } from '../../src/lib/name-skeleton.ts';
import { titleText } from '../../src/ui/model/conversations.ts';
import { createModel } from '../../src/ui/model/model.ts';
import { nameOf, nameSpoken, nameText, type NameView } from '../../src/ui/model/names.ts';
import { Name } from '../../src/ui/parts/name.tsx';
import { en } from '../../src/ui/words/en.ts';
import { speak } from '../../src/ui/words/words.ts';
import { directId, FakeEngine, personFor } from '../support/fake-engine.ts';

/** As the system draws it (noticing.ts, app.tsx), and as an eye sees it. */
const plain = (text: string): string => text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');

/** Keys of which many begin alike, as somebody with patience can make them: up to 72 bits. */
const key = fc
  .tuple(
    fc.uint8Array({ minLength: 9, maxLength: 9, max: 1 }),
    fc.uint8Array({ minLength: 23, maxLength: 23 }),
  )
  .map(([start, rest]) => btoa(String.fromCharCode(...start, ...rest)) as Fingerprint);

const PLAIN = ['Mira', 'Tom', 'Anna', 'Will', 'Otto'];
const TWINS = new Map([
  ['a', 'аα@'],
  ['i', 'іι1l|'],
  ['r', 'гʀ'],
  ['M', 'МΜ'],
  ['o', '0оο'],
  ['l', 'Iі1'],
]);
const mimicry = (keys: readonly Fingerprint[]): fc.Arbitrary<string> => {
  const base = fc.constantFrom(...PLAIN);
  const tag = fc
    .constantFrom(...keys)
    .chain((one) => fc.constantFrom(keyTag(one), keyTag(one, 8), keyTag(one, 16)));
  const twin = fc.tuple(base, fc.array(fc.nat(4), { minLength: 8, maxLength: 8 })).map(([name, picks]) =>
    Array.from(name, (sign, at) => {
      const twins = Array.from(TWINS.get(sign) ?? '');
      return twins[(picks[at] ?? 0) % (twins.length + 1)] ?? sign;
    }).join(''),
  );
  const noise = fc.constantFrom(
    '\u200b',
    '\u202e',
    '\u2066',
    '\u2069',
    '\u2068',
    '\u00ad',
    ' ',
    '.',
    '🛡',
    '✔',
    '\u0301',
  );
  const noisy = fc
    .tuple(base, noise, fc.nat(5))
    .map(([name, sign, at]) => name.slice(0, at) + sign + name.slice(at));
  const quotes = fc.constantFrom(
    ['“', '”'],
    ['"', '"'],
    ['«', '»'],
    ['‹', '›'],
    ['„', '“'],
    ['「', '」'],
    ['', ''],
  );
  const quoted = fc
    .tuple(fc.oneof(base, fc.constant(en.app.unnamed)), quotes, tag, fc.constantFrom(' ', '', ' ‹', '\u2068'))
    .map(
      ([name, [open, close], sign, gap]) => `${open}${name}${close}${gap}${sign}${gap === ' ‹' ? '›' : ''}`,
    );
  const spoken = fc
    .tuple(base, tag)
    .map(([name, sign]) => `${en.app.callsThemself} ${name}, ${en.app.key(sign)}`);
  const ours = fc.constantFrom(
    en.app.you,
    en.app.name,
    en.app.theSquare,
    en.app.unnamed,
    'Note to yourself',
    'Lena',
  );
  return fc.oneof(base, twin, noisy, quoted, spoken, ours, fc.string({ unit: 'binary', maxLength: 45 }));
};

const streets = fc
  .uniqueArray(key, { minLength: 2, maxLength: 12, selector: (one) => keyTag(one, 16) })
  .chain((keys) => {
    const name = fc.option(mimicry(keys), { nil: undefined });
    const person = fc.record({
      petname: fc.option(mimicry(keys), { nil: undefined, freq: 2 }),
      claimed: name,
      known: fc.boolean(),
    });
    return fc.array(person, { minLength: keys.length, maxLength: keys.length }).map((people) =>
      people.map(({ petname, claimed, known }, at): PersonView => {
        // As they come through the port (engine/people.ts).
        const mine = cleanClaimedName(petname ?? '') || undefined;
        return {
          ...personFor('one', { known: known || mine !== undefined }),
          fingerprint: keys[at] ?? ('' as Fingerprint),
          petname: mine,
          claimed: cleanClaimedName(claimed ?? '') || undefined,
        };
      }),
    );
  });

async function modelOf(people: readonly PersonView[]) {
  speak({ tag: 'en-GB', dir: 'ltr', words: en });
  const engine = new FakeEngine();
  for (const person of people) engine.people.set(person.fingerprint, person);
  engine.identity = {
    phase: 'ready',
    me: { ...('me' in engine.identity ? engine.identity.me : expect.fail()), name: 'Lena' },
  };
  const model = createModel(engine);
  await model.start();
  model.people.apply(people, []);
  model.people.flush();
  await model.people.compared();
  return model;
}

const chatWith = (who: Fingerprint): ConversationView => new FakeEngine().addConversation(directId(who));

/** What an eye or an ear gets of somebody. */
function entriesOf(name: NameView, title: string): Readonly<Record<string, string>> {
  return { text: plain(nameText(name)), spoken: plain(nameSpoken(name)), title: plain(title) };
}

describe('nobody passes for somebody else', () => {
  it('in lists, headers and notifications, whatever the names', async () => {
    await fc.assert(
      fc.asyncProperty(streets, async (people) => {
        const model = await modelOf(people);
        const names = people.map(({ fingerprint }) => model.nameOf(fingerprint));
        const all = [
          ...people.map(({ fingerprint }, at) =>
            entriesOf(names[at] ?? expect.fail(), titleText(chatWith(fingerprint), model)),
          ),
          entriesOf(nameOf('me', model.people), en.app.theSquare),
        ];
        for (const way of ['text', 'spoken', 'title']) {
          const shown = all.map((entry) => entry[way]);
          expect(new Set(shown).size, JSON.stringify(shown)).toBe(shown.length);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('and a claim is never without its quotes and its tag, nor a name of mine with quotes', async () => {
    await fc.assert(
      fc.asyncProperty(streets, async (people) => {
        const model = await modelOf(people);
        for (const { fingerprint, petname } of people) {
          const name = model.nameOf(fingerprint);
          const text = plain(nameText(name));
          if (name.kind === 'claim') {
            expect(text).toMatch(/^“[^“”"‹›«»]*” [2-9A-HJ-NP-Z]{4,16}$/);
            expect(
              text.endsWith(keyTag(fingerprint).slice(0, 4)) || name.tag.startsWith(keyTag(fingerprint)),
            ).toBe(true);
          }
          if (petname !== undefined) expect(text).not.toMatch(/[“”"«»]/);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('and who sounds like somebody I know, or like me, is said not to be', async () => {
    await fc.assert(
      fc.asyncProperty(streets, async (people) => {
        const model = await modelOf(people);
        for (const one of people) {
          const name = model.nameOf(one.fingerprint);
          if (name.kind !== 'claim' || one.claimed === undefined) continue;
          const like = nameSkeleton(one.claimed);
          const isWarned = people.some(
            (other) =>
              other !== one &&
              ((other.petname !== undefined && nameSkeleton(other.petname) === like) ||
                (other.known && other.claimed !== undefined && nameSkeleton(other.claimed) === like)),
          );
          const isOurs = ['Lena', en.app.you, en.app.name, en.app.theSquare].map(nameSkeleton).includes(like);
          if (isWarned || isOurs) {
            expect(name.notThe).toBeDefined();
            expect(name.tag.length).toBeGreaterThanOrEqual(8);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('when somebody new comes whose name was mine for another one, at once', async () => {
    const mira = personFor('Mira', { petname: 'Mira' });
    const model = await modelOf([mira]);
    const other = personFor('other', { claimed: 'МІRА' });
    model.people.apply([other], []);
    model.people.flush();
    expect(model.nameOf(other.fingerprint).notThe).toBeDefined();
    model.people.apply([{ ...mira, petname: 'Miriam' }], []);
    model.people.flush();
    expect(model.nameOf(other.fingerprint).notThe).toBeUndefined();
  });

  it('two names of mine that are alike both show their keys', async () => {
    const [a, b] = [personFor('a', { petname: 'Tom' }), personFor('b', { petname: 'tоm' })];
    const model = await modelOf([a, b]);
    const box = render(<Name name={model.nameOf(a.fingerprint)} />).container;
    expect(box.querySelector('.tag')?.textContent).toBe(keyTag(a.fingerprint, 8));
    expect(box.querySelector('.pet')?.textContent).toBe('Tom');
  });
});

describe('every name on the screen', () => {
  /** Where a name may be looked at as it is: what makes a name of it, and what only searches or sorts by it. */
  const MAY = new Map([
    ['model/names.ts', 'makes the name'],
    ['model/alike.ts', 'compares names'],
    ['people/find.ts', 'searches'],
    ['people/groups.ts', 'sorts'],
    ['people/people-list.tsx', 'words for where somebody was found'],
    ['keys/entries.tsx', 'searches'],
    ['chat/acts/naming.tsx', 'searches, and writes into the field what its owner calls themself'],
    ['contact/names.tsx', 'what I called them, in the field to change it'],
    ['contact/who.tsx', 'what they call themself, with the tag'],
  ]);
  const UI = join(import.meta.dirname, '../../src/ui');

  it('goes through nameOf: no view draws what somebody is called by itself', () => {
    const found = readdirSync(UI, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('words/'))
      .filter((file) => /\b(?:petname|claimed)\b/.test(code(readFileSync(join(UI, file), 'utf8'))));
    expect(found.filter((file) => !MAY.has(file))).toEqual([]);
  });

  /** Without comments and words of others. */
  const code = (text: string): string => text.replace(/\/\*[^]*?\*\/|\/\/.*$/gm, '');
});
