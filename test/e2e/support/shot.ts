// Pictures of journeys, to be looked at by people: test/shots/, which git ignores.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { SHOTS } from './paths.ts';

/** Saves what the page shows now as `test/shots/<name>.png`; answers the path. */
export async function shot(page: Page, name: string): Promise<string> {
  const path = join(SHOTS, `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path, animations: 'disabled' });
  return path;
}
