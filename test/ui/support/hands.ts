// Pressing and typing as a person would, by what can be read on the screen.
import { fireEvent, screen } from '@testing-library/preact';
import { settled } from '../../support/ui.tsx';

/** Presses the button, link, switch … of this name. */
export async function press(name: string | RegExp, role = 'button'): Promise<void> {
  fireEvent.click(screen.getByRole(role, { name }));
  await settled();
}

/** Replaces what the field of this label holds. */
export async function typeInto(label: string, text: string): Promise<void> {
  fireEvent.input(screen.getByLabelText(label), { target: { value: text } });
  await settled();
}

/** Enter in the form on the page. */
export async function submit(): Promise<void> {
  const form = document.querySelector('form');
  if (form === null) throw new Error('no form');
  fireEvent.submit(form);
  await settled();
}

/** The page's h1. */
export const title = (): string => screen.getByRole('heading', { level: 1 }).textContent;
