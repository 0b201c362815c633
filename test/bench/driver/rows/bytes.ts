// What the network carries before the first picture, and all that a chat needs, in brotli bytes of the built app.
import { builtApp } from '../../../support/built-app.ts';
import type { Ground } from '../main.ts';
import { most, plainRow, type Row } from '../rows.ts';

export function bytesRows({ app }: Ground): Promise<readonly Row[]> {
  const { firstLoad, styles, forChat, weight } = builtApp(app);
  const row = (name: string, what: string, goal: Row['goal'], files: Iterable<string>): Row => {
    const names = [...files];
    return plainRow({ name, what, goal }, 'bytes', [weight(names)], `${names.length} files`);
  };
  return Promise.resolve([
    row('first script', 'of the page, brotli', most(30_000), firstLoad),
    row('first style', 'of the page, brotli', most(10_000), styles),
    row('all for a chat', 'scripts of page and workers, brotli', most(70_000), forChat),
  ]);
}
