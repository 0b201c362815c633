// @vitest-environment jsdom
// Parts that load later: what shows meanwhile, and what is said when they do not come.
import '../support/dom-shims.ts';
import { act, cleanup, render, screen } from '@testing-library/preact';
import type { ComponentType } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import { signal } from '@preact/signals';
import { lazy, Mark, Nothing, type Teller } from '../../src/ui/parts/lazy.tsx';

afterEach(cleanup);
const later = (): Promise<void> => act(() => new Promise((done) => setTimeout(done, 5)));
const Here = ({ name }: { readonly name: string }) => <p>Here is {name}</p>;

describe('a part that loads later', () => {
  it('shows its place, then itself', async () => {
    const Part = lazy(
      () => Promise.resolve(Here),
      ({ name }) => <p>Place of {name}</p>,
    );
    render(<Part name="Mira" />);
    expect(screen.getByText('Place of Mira')).toBeTruthy();
    await later();
    expect(screen.getByText('Here is Mira')).toBeTruthy();
    expect(screen.queryByText('Place of Mira')).toBeNull();
  });

  it('that was fetched before is there at once', async () => {
    const Part = lazy(() => Promise.resolve(Here), Nothing);
    Part.fetch();
    await later();
    render(<Part name="Mira" />);
    expect(screen.getByText('Here is Mira')).toBeTruthy();
  });

  it('that does not come says so, with a way on', async () => {
    const Part = lazy(
      (): Promise<ComponentType<{ name: string }>> => Promise.reject(new Error('gone')),
      Nothing,
    );
    render(<Part name="Mira" />);
    await later();
    expect(screen.getByRole('alert').textContent).toContain('This part of Porchlight could not be opened');
    expect(screen.getByRole('button', { name: 'Reload' })).toBeTruthy();
  });

  it('that does not come is told once for all that are in its file, as long as one of them is to be seen', async () => {
    const file = (): Promise<ComponentType<{ name: string }>> => Promise.reject(new Error('gone'));
    const teller: Teller = signal(undefined);
    const [One, Two] = [lazy(file, Nothing, teller), lazy(file, Nothing, teller)];
    const { rerender } = render([<One key="1" name="Mira" />, <Two key="2" name="Mira" />]);
    await later();
    expect(screen.getAllByRole('alert')).toHaveLength(1);
    rerender([<Two key="2" name="Mira" />]);
    await later();
    expect(screen.getAllByRole('alert')).toHaveLength(1);
  });

  it('that only marks or helps says nothing where it does not come', async () => {
    const Part = lazy((): Promise<ComponentType> => Promise.reject(new Error('gone')), Mark);
    const { container } = render(<Part />);
    await later();
    expect(container.textContent).toBe('');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('whose early fetch failed is asked for again when it is needed', async () => {
    let asked = 0;
    const Part = lazy(() => {
      asked += 1;
      return asked === 1 ? Promise.reject(new Error('no network')) : Promise.resolve(Here);
    }, Nothing);
    Part.fetch();
    await later();
    render(<Part name="Mira" />);
    await later();
    expect(screen.getByText('Here is Mira')).toBeTruthy();
  });
});
