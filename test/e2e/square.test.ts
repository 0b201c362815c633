// The square: a post is confirmed first, reaches everybody on all servers, and looks public everywhere.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onBothLoads } from './support/both-loads.ts';
import { threeNeighbours, type Neighbours } from './support/neighbours.ts';
import { shot } from './support/shot.ts';
import { chatRow, post, postOf, textsShown, visit } from './support/steps.ts';

onBothLoads('The square', (controlledBySw) => {
  let here: Neighbours;
  beforeAll(async () => {
    here = await threeNeighbours(controlledBySw);
  });
  afterAll(() => here.close());

  it('asks first, and "Keep it to myself" posts nothing', async () => {
    const { anna } = here;
    await visit(anna.page, 'square');
    const form = anna.page.getByRole('form', { name: 'Write a public post' });
    await form.getByRole('textbox').fill('Nobody shall read this');
    await form.getByRole('button', { name: 'Post' }).click();
    await anna.page.getByRole('button', { name: 'Keep it to myself' }).click();
    expect(await textsShown(anna.page)).toEqual([]);
    expect(await form.getByRole('textbox').inputValue()).toBe('Nobody shall read this');
  });

  it('shows a post to everybody, as public', async () => {
    const { anna, mira, tom } = here;
    await visit(mira.page, 'square');
    await visit(anna.page, 'square');
    await post(anna.page, 'Who has a ladder?');
    await Promise.all([anna, mira].map(({ page }) => postOf(page, 'Who has a ladder?').waitFor()));
    const card = await postOf(mira.page, 'Who has a ladder?').innerText();
    // Names travel inside sealed messages only: a stranger in the square is a key.
    expect(card).toContain(anna.tag);
    expect(card).not.toContain('Anna');
    await mira.page.getByRole('region', { name: 'Not private' }).waitFor();
    // Tom is elsewhere: the row of the square says that there is something, and that it is public.
    const row = chatRow(tom.page, 'The square');
    await row.getByText('Who has a ladder?').waitFor();
    expect(await row.innerText()).toMatch(/Public[\s\S]*1 new post/);
    expect(await tom.page.title()).not.toContain('(1)');
    await shot(mira.page, 'square');
  });

  it('takes answers, shows them once and in order', async () => {
    const { anna, mira, tom } = here;
    await visit(tom.page, 'square');
    await post(mira.page, 'I have one');
    await postOf(tom.page, 'I have one').waitFor();
    await post(tom.page, 'Me too');
    const all = ['Who has a ladder?', 'I have one', 'Me too'];
    await Promise.all([anna, mira, tom].map(({ page }) => postOf(page, 'Me too').waitFor()));
    for (const { page } of [anna, mira, tom]) expect(await textsShown(page)).toEqual(all);
  });
});
