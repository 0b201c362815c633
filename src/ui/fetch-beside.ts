// What the build puts around the page's `import()`s: the styles of a part are there before it shows, and the files that it
// needs are fetched beside it instead of after it. Vite's own helper does the same for browsers of long ago, in 600 bytes more.
const fetched = new Map<string, Promise<unknown>>();

/** Loads a part. `files`: addresses from `base`; a style that does not come is a failure, and the next try asks again. */
export async function fetchBeside<Part>(
  load: () => Promise<Part>,
  files: readonly string[] = [],
  base?: string,
): Promise<Part> {
  await Promise.all(
    files.map((file) => {
      const { href } = new URL(file, base);
      const known = fetched.get(href) ?? linked(href);
      fetched.set(href, known);
      return known;
    }),
  );
  return load();
}

function linked(href: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link');
    const isStyle = href.endsWith('.css');
    link.rel = isStyle ? 'stylesheet' : 'modulepreload';
    link.href = href;
    link.addEventListener('load', resolve);
    link.addEventListener('error', () => {
      fetched.delete(href);
      link.remove();
      reject(new TypeError('a style did not load'));
    });
    document.head.append(link);
    // A script is asked for again by the part itself, which fails if it does not come.
    if (!isStyle) resolve(undefined);
  });
}
