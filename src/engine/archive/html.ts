// Writes HTML text, for the pages of an export alone: the app itself has none (the map, "What always holds"). A text can
// only come in through `escapeText`, and what is finished cannot be made of a text anywhere else.

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\r': '&#13;',
};
const SPECIAL = /[&<>"'\r]/g;
/** Signs that HTML does not allow, and halves of pairs. */
// oxlint-disable-next-line eslint/no-control-regex -- these are what it is to find
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFDD0-\uFDEF\uFFFE\uFFFF]|\p{Cs}/gu;

/** `text` as it may stand between tags and inside quoted attributes. */
export function escapeText(text: string): string {
  return text.replace(FORBIDDEN, '\uFFFD').replace(SPECIAL, (sign) => ESCAPES[sign] ?? '');
}

/** Finished HTML. Made in this file only: nothing else is of this type, whatever it looks like. */
class Markup {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  static text(inside: readonly Inside[]): string {
    return inside
      .map((one) => (one === undefined ? '' : typeof one === 'string' ? escapeText(one) : one.#text))
      .join('');
  }
}
export type Html = Markup;
type Inside = Html | string | undefined;

type Tag =
  | 'a'
  | 'article'
  | 'b'
  | 'bdi'
  | 'blockquote'
  | 'div'
  | 'h1'
  | 'h2'
  | 'header'
  | 'img'
  | 'li'
  | 'main'
  | 'nav'
  | 'p'
  | 'small'
  | 'span'
  | 'time'
  | 'ul';
/** Where a link or picture leads: another entry of the same zip, or a place of the same page. */
const PLACE = /^(?:(?:\.\.\/)?[a-z0-9-]+(?:\/[A-Za-z0-9._-]+)?(?:\.html)?)?(?:#[a-z0-9-]+)?$/;

interface Attributes {
  readonly class?: string;
  readonly dir?: 'auto' | 'ltr' | 'rtl';
  readonly id?: string;
  readonly href?: string;
  readonly src?: string;
  readonly alt?: string;
  readonly download?: string;
  readonly datetime?: string;
  readonly loading?: 'lazy';
  readonly width?: string;
  readonly height?: string;
}

/** An element; texts inside are escaped. Throws `RangeError` where an address leads out of the export. */
export function el(tag: Tag, attributes: Attributes, ...inside: readonly Inside[]): Html {
  const { href, src } = attributes;
  for (const place of [href, src])
    if (place !== undefined && !PLACE.test(place))
      throw new RangeError('an address that leads out of the export');
  const named = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeText(String(value))}"`);
  const open = `<${tag}${named.join('')}>`;
  return new Markup(tag === 'img' ? open : `${open}${Markup.text(inside)}</${tag}>`);
}

export interface PageFrame {
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  readonly title: string;
  readonly style: PageStyle;
}
/** The one style of all pages, and the hash by which the policy knows it. */
export interface PageStyle {
  readonly text: string;
  readonly sha256: string;
}

/** Everything before the contents of a page. Nothing runs in it, nothing is loaded but pictures of the same export. */
export function pageStart({ lang, dir, title, style }: PageFrame): string {
  const policy = `default-src 'none'; img-src 'self' file:; style-src 'sha256-${style.sha256}'; base-uri 'none'; form-action 'none'`;
  return (
    `<!doctype html>\n<html lang="${escapeText(lang)}" dir="${dir}">\n<head>\n<meta charset="utf-8">\n` +
    `<meta http-equiv="Content-Security-Policy" content="${escapeText(policy)}">\n` +
    '<meta name="referrer" content="no-referrer">\n<meta name="viewport" content="width=device-width">\n' +
    `<title>${escapeText(title)}</title>\n<style>${style.text}</style>\n</head>\n<body>\n`
  );
}
export const PAGE_END = '</body>\n</html>\n';

/** The HTML text of these pieces. */
export const htmlText = (...inside: readonly Inside[]): string => Markup.text(inside);
