// The writer of HTML text: whatever a text is, it comes out as the very same text, and as nothing else.
// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { el, escapeText, htmlText, PAGE_END, pageStart } from '../../../src/engine/archive/html.ts';
import { pageStyle } from '../../../src/engine/archive/style.ts';

/** Pieces that begin, end or hide markup somewhere. */
const nasty = fc.constantFrom(
  '<script>alert(1)</script>',
  '</p></main></body></html>',
  '<!--',
  '-->',
  ']]>',
  '<![CDATA[',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '&lt;b&gt;',
  '&#x3c;script&#x3e;',
  '&amp',
  '<svg/onload=alert(1)>',
  '</title><style>*{display:none}',
  '`',
  '\r\n',
  '\r',
  '\0',
  '\u2028',
  '\uD800',
  '\uDC00',
  '\u202E',
  '\uFEFF',
);
const text = fc
  .array(fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 6 }), fc.string({ maxLength: 6 })), {
    maxLength: 8,
  })
  .map((pieces) => pieces.join(''));
const parsed = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');
/** What a page can show of a text: signs that HTML forbids stand as replacement characters. */
const shown = (text: string): string => {
  // oxlint-disable-next-line eslint/no-control-regex -- the very signs
  const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFDD0-\uFDEF\uFFFE\uFFFF]|\p{Cs}/gu;
  return text.replace(forbidden, '\uFFFD');
};

describe('a text in a page', () => {
  it('is that text again when the page is read, between tags and in attributes', () => {
    fc.assert(
      fc.property(text, text, (inside, named) => {
        const html = htmlText(el('p', {}, inside), el('a', { href: 'index.html', download: named }, named));
        const { body } = parsed(`<!doctype html><body>${html}`);
        expect([...body.querySelectorAll('*')].map(({ localName }) => localName)).toEqual(['p', 'a']);
        expect(body.querySelector('p')?.textContent).toBe(shown(inside));
        expect(body.querySelector('a')?.getAttribute('download')).toBe(shown(named));
        expect([...(body.querySelector('a')?.getAttributeNames() ?? [])].sort()).toEqual([
          'download',
          'href',
        ]);
      }),
      { numRuns: 1000 },
    );
  });

  it('as the title of a page leaves its head as it is', async () => {
    const style = await pageStyle();
    fc.assert(
      fc.property(text, (title) => {
        const page = parsed(pageStart({ lang: 'en', dir: 'ltr', title, style }) + PAGE_END);
        expect(page.title).toBe(
          shown(title)
            .replace(/[\t\n\f\r ]+/g, ' ')
            .replace(/^ | $/g, ''),
        );
        expect([...page.head.children].map(({ localName }) => localName)).toEqual([
          'meta',
          'meta',
          'meta',
          'meta',
          'title',
          'style',
        ]);
        expect(page.body.children).toHaveLength(0);
      }),
    );
  });

  it('escapes what can end it', () => {
    expect(escapeText(`<a href="x" title='y'>&`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;');
  });
});

describe('an address', () => {
  it.each(['index.html', '../index.html', 'chats/0001-2.html', '../files/00001-a.B_c.txt', '0001.html'])(
    'within the export may stand: %s',
    (href) => {
      expect(htmlText(el('a', { href }))).toBe(`<a href="${href}"></a>`);
    },
  );
  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    '../../up',
    'files/..%2f..',
    'files/../../x',
    ' index.html',
    'index.html?x',
    'JAVASCRIPT:x',
  ])('that leads out of it may not: %s', (place) => {
    expect(() => el('a', { href: place })).toThrow(RangeError);
    expect(() => el('img', { src: place })).toThrow(RangeError);
  });
});
