// Somebody moved to a new key: an offer that does nothing by itself; and telling one's own people.
// @vitest-environment jsdom
import { screen } from '@testing-library/preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PersonView } from '../../../src/engine/port/people.ts';
import { PROFILES, profiles } from '../../../src/ui/profile.ts';
import { go, route } from '../../../src/ui/route.ts';
import { watchSelves } from '../../../src/ui/selves/watch-selves.ts';
import { iso } from '../../../src/ui/words/formats.ts';
import { en } from '../../../src/ui/words/en.ts';
import { directId, FakeEngine, fingerprintFor } from '../../support/fake-engine.ts';
import { FakeSelves } from '../../support/fake-selves.ts';
import { openApp, settled } from '../../support/ui.tsx';
import { press } from '../support/hands.ts';

const words = en.selves;
const NEXT = fingerprintFor('Mira again');
const mira = iso('Mira');
let engine: FakeEngine;
let selves: FakeSelves;
beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  engine = new FakeEngine();
  selves = new FakeSelves();
});
const movedMira = (more: Partial<NonNullable<PersonView['movedTo']>> = {}): PersonView =>
  engine.addPerson('Mira', { petname: 'Mira', movedTo: { fingerprint: NEXT, at: 0, ...more } });

describe('somebody who moved', () => {
  it('is shown as an offer in their chat; comparing leads to the new key and changes nothing', async () => {
    const person = movedMira();
    engine.addConversation(directId(person.fingerprint));
    await openApp(engine, 'chat', directId(person.fingerprint));
    expect(screen.getByRole('region', { name: words.moved(mira) })).toBeTruthy();
    expect(engine.calls.map(({ method }) => method)).not.toContain('answerMove');
    await press(words.compare);
    expect(engine.calledWith('answerMove')).toEqual([
      [person.fingerprint, person.movedTo?.fingerprint, { kind: 'compare' }],
    ]);
    expect(route.value).toEqual({ name: 'verify', arg: NEXT });
    go('contact', NEXT);
    await settled();
    // On the page of the new key it says whose claim that is.
    await vi.waitFor(() => expect(screen.getByText(words.namedBy(mira))).toBeTruthy());
    expect(screen.getByText(en.app.unnamed)).toBeTruthy();
  });

  it('is gone on with only after a question, under a name that tells the keys apart', async () => {
    const person = movedMira();
    await openApp(engine, 'contact', person.fingerprint);
    await press(words.useNew);
    expect(engine.calledWith('answerMove')).toEqual([]);
    expect(screen.getByRole('alertdialog').textContent).toContain(words.useHelp);
    const [, inDialog] = screen.getAllByRole('button', { name: words.useNew });
    inDialog?.click();
    await settled();
    const answer = { kind: 'use', oldName: words.oldKey('Mira') };
    expect(engine.calledWith('answerMove')).toEqual([
      [person.fingerprint, person.movedTo?.fingerprint, answer],
    ]);
    expect(route.value.name).toBe('chat');
  });

  it('leaves one quiet line when it was put off', async () => {
    const person = movedMira();
    await openApp(engine, 'contact', person.fingerprint);
    await press(words.notNow);
    await vi.waitFor(() => expect(screen.getByText(words.movedLater(mira))).toBeTruthy());
    expect(screen.queryByRole('region', { name: words.moved(mira) })).toBe(null);
  });

  it('with two keys is a caution', async () => {
    const person = movedMira({ others: [fingerprintFor('third')] });
    await openApp(engine, 'contact', person.fingerprint);
    expect(screen.getByText(words.movedTwice)).toBeTruthy();
  });

  it('is told once while one does something else', async () => {
    const model = await openApp(engine, 'people');
    const end = watchSelves(model);
    const person = movedMira();
    engine.say(person);
    engine.say(person);
    await settled();
    expect(model.toasts.shown.value.map(({ text }) => text)).toEqual([words.moved(mira)]);
    end();
  });

  it('says nothing about who did not move', async () => {
    const person = engine.addPerson('Mira', { petname: 'Mira' });
    engine.addConversation(directId(person.fingerprint));
    await openApp(engine, 'chat', directId(person.fingerprint));
    expect(document.querySelector('.movedcard, .movedline')).toBe(null);
  });
});

describe('moving oneself', () => {
  const AFTER = { id: '0a1b2c3d', after: '' };

  it('begins a new identity that knows which one it follows', async () => {
    await openApp(engine, 'you', 'identity', selves.app);
    await press(new RegExp(words.moveCell));
    expect(screen.getByText(words.moveCompare)).toBeTruthy();
    await press(words.moveBegin);
    await vi.waitFor(() => expect(selves.went).toHaveLength(1));
    expect(profiles()[1]).toMatchObject({ after: '' });
  });

  describe('once the new key is there', () => {
    const old = new FakeEngine();
    beforeEach(() => {
      localStorage.setItem(PROFILES, JSON.stringify([{ id: '' }, AFTER]));
      selves = new FakeSelves(AFTER.id);
      old.identity = {
        phase: 'ready',
        me: { fingerprint: fingerprintFor('old'), name: 'Anna', createdAt: 0, recovery: { kind: 'none' } },
      };
      old.answers = {
        people: [{ pem: 'pem', petname: 'Ben', accepted: true, firstSeen: 0, lastSeen: 0 }],
        move: { to: fingerprintFor('Anna'), at: 0, told: 3, waiting: [NEXT], others: [NEXT, NEXT] },
      };
      selves.engines.set('', old);
    });

    it('leads to telling, once', async () => {
      const end = watchSelves(await openApp(engine, 'chats', undefined, selves.app));
      expect(route.value).toEqual({ name: 'you', arg: 'selves' });
      end();
      const endAgain = watchSelves(await openApp(engine, 'chats', undefined, selves.app));
      expect(route.value.name).toBe('chats');
      endAgain();
    });

    it('tells with both words, takes people along, and says who does not know yet', async () => {
      await openApp(engine, 'you', 'selves', selves.app);
      expect(old.calls.map(({ method }) => method)).not.toContain('announceMove');
      await press(words.tell);
      await vi.waitFor(() => expect(screen.getByText(words.toldOf(2, 3))).toBeTruthy());
      expect(engine.calledWith('signMove')).toEqual([[fingerprintFor('old')]]);
      expect(old.calledWith('announceMove')[0]?.[0]).toMatchObject({ signature: 'c2lnbmVk' });
      expect(engine.calledWith('takePeople')).toEqual([[old.answers.people]]);
      expect(screen.getByText(words.took(1))).toBeTruthy();
      expect(screen.getByText(words.tellWaiting(1))).toBeTruthy();
      expect(screen.getByText(words.tellOthers(2))).toBeTruthy();
      expect(profiles()[1]).not.toHaveProperty('after');
      await press(words.tellDone);
      expect(selves.ended).toContain('');
    });

    it('says when the old one does not answer, and tries again', async () => {
      old.answers.fail = new Set(['announceMove'] as const);
      await openApp(engine, 'you', 'selves', selves.app);
      await press(words.tell);
      await vi.waitFor(() => expect(screen.getByRole('alert').textContent).toBe(words.tellFailed));
      expect(profiles()[1]).toHaveProperty('after');
      delete old.answers.fail;
      await press(words.tell);
      await vi.waitFor(() => expect(screen.getByText(words.toldOf(2, 3))).toBeTruthy());
    });

    it('need not tell anybody', async () => {
      await openApp(engine, 'you', 'selves', selves.app);
      await press(words.notTell);
      expect(profiles()[1]).not.toHaveProperty('after');
      expect(selves.started).toEqual([]);
    });
  });
});
