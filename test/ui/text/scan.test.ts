// Text to tokens: nothing is lost or added, twice the text takes twice the steps, and only what is meant as markup is.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MentionView } from '../../../src/engine/port/messages.ts';
import { beginningOf } from '../../../src/ui/text/cut.ts';
import { isFewEmoji } from '../../../src/ui/text/emoji.ts';
import { plainLine } from '../../../src/ui/text/plain-line.ts';
import { scan } from '../../../src/ui/text/scan.ts';
import { shownText } from '../../../src/ui/text/signs.ts';
import type { Block, Token } from '../../../src/ui/text/tokens.ts';

const tokensOf = (text: string, mentions: readonly MentionView[] = []): readonly Token[] =>
  scan(text, mentions).flatMap(({ tokens }) => tokens);
const rawOf = (blocks: readonly Block[]): string =>
  blocks.flatMap(({ tokens }) => tokens.map(({ raw }) => raw)).join('');

/** The tokens as a line one can read: <b>…</b>, [code], {link}, @, · for what is hidden. */
function drawn(text: string, mentions: readonly MentionView[] = []): string {
  const letter = { strong: 'b', em: 'i', del: 's' } as const;
  const one = (token: Token): string => {
    if (token.kind === 'open') return `<${letter[token.mark]}>`;
    if (token.kind === 'close') return `</${letter[token.mark]}>`;
    if (token.kind === 'code') return `[${token.shown}]`;
    if (token.kind === 'link') return `{${token.raw}${token.isDoubtful ? ' ?' : ''}}`;
    if (token.kind === 'mention') return `@{${token.raw}}`;
    if (token.kind === 'item') return `#${token.number ?? ''} `;
    return token.kind === 'hidden' ? '' : token.raw;
  };
  return scan(text, mentions)
    .map(({ kind, tokens }) => `${kind === 'text' ? '' : `${kind}: `}${tokens.map(one).join('')}`)
    .join(' / ');
}

/** Texts that look like something. */
const MARKUP = '* ** *** _ __ ~~ ~ ` `` ``` \\ > - 1. ( ) [ ] # a word ж 字 ก'.split(' ');
const ADDRESSES = 'http:// https:// www. .com example.com /path @ :80 ?q=1'.split(' ');
const ODD = '\u05d0 \u0301 \u200b \u202e \u2069 \0 \ud800 👩‍👧 😀 \n \r\n \r'.split(' ');
const PIECES = [...MARKUP, ...ADDRESSES, ...ODD, ' ', '> ', '- ', '1. '];
const lively = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join(''));
const anyText = fc.oneof(lively, fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ maxLength: 80 }));
const anyMentions = fc.array(
  fc.record({
    at: fc.integer({ min: -2, max: 90 }),
    length: fc.integer({ min: -1, max: 9 }),
    who: fc.constant('me' as const),
  }),
  { maxLength: 5 },
);

describe('any text', () => {
  it('is its tokens, put together', () => {
    fc.assert(
      fc.property(anyText, anyMentions, (text, mentions) => rawOf(scan(text, mentions)) === text),
      { numRuns: 3000 },
    );
  });

  it('has marks that are nested and closed, each within one line', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const open: string[] = [];
        for (const token of tokensOf(text)) {
          if (token.kind === 'open') open.push(token.mark);
          if (token.kind === 'close' && open.pop() !== token.mark) return false;
          if (token.raw.includes('\n') && open.length > 0) return false;
        }
        return open.length === 0;
      }),
      { numRuns: 3000 },
    );
  });

  it('never links to anything but http and https, with a name or a password, or with something unseen', () => {
    fc.assert(
      fc.property(anyText, (text) =>
        tokensOf(text).every((token) => {
          if (token.kind !== 'link') return true;
          const url = new URL(token.href);
          return (
            /^https?:$/.test(url.protocol) &&
            url.username === '' &&
            url.password === '' &&
            url.host === token.host &&
            !/[\p{DI}\p{Bidi_Control}\p{Cc}\s]/u.test(token.raw)
          );
        }),
      ),
      { numRuns: 3000 },
    );
  });

  it('is shown without anything that turns its neighbours or hides', () => {
    fc.assert(
      fc.property(anyText, (text) => !/(?![\t\n])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(shownText(text))),
    );
  });

  it('folds to a beginning of itself, of at most twelve lines and 1,200 characters and a bit', () => {
    const long = fc.array(lively, { minLength: 20, maxLength: 80 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(long, (text) => {
        const cut = beginningOf(scan(text));
        if (cut === undefined) return text.split('\n').length <= 15 || text.length < 1500;
        const raw = rawOf(cut);
        return raw.endsWith('…') && text.startsWith(raw.slice(0, -1)) && raw.length < 1300 + 200;
      }),
      { numRuns: 300 },
    );
  });
});

describe('hostile text', () => {
  const steps = (text: string): number => {
    const cost = { steps: 0 };
    scan(text, [], cost);
    return cost.steps;
  };
  it.each([
    'http://',
    'https://a.',
    'http://a@',
    '[',
    '*',
    '**',
    '** ',
    '*a',
    '_a_',
    '*a **b ~~c ',
    '(',
    '`',
    '` ``',
    '``` ',
    '```\n',
    '\n',
    '> ',
    '- a\n',
    'www.',
    'a.',
    'a.com ',
    'a.com/(',
    'a-',
    '\\',
    '\\`',
    'https://x)',
    'https://x/?((',
    '\u200b',
    '字',
    'x.com字',
    '\u0301',
    ' ',
    '``` x\n',
  ])('takes steps in proportion to its length: %j, over and over', (piece) => {
    const small = piece.repeat(Math.ceil(65_536 / piece.length));
    const one = steps(small);
    const large = small.repeat(16);
    expect(large.length).toBeGreaterThanOrEqual(1_048_576);
    const many = steps(large);
    expect(many).toBeLessThanOrEqual(one * 16.2);
    expect(many).toBeLessThanOrEqual(large.length * 12);
    expect(many).toBeGreaterThanOrEqual(large.length);
  });
  it('has at most 64 links', () => {
    const text = 'https://a.example '.repeat(100);
    expect(tokensOf(text).filter(({ kind }) => kind === 'link')).toHaveLength(64);
  });
});

describe('addresses', () => {
  it.each([
    ['see https://a.example/b, ok', 'see {https://a.example/b}, ok'],
    ['(https://a.example/b)', '({https://a.example/b})'],
    ['https://a.example/b_(c)', '{https://a.example/b_(c)}'],
    ['[https://a.example/[b]]', '[{https://a.example/[b]}]'],
    ['HTTPS://A.example.', '{HTTPS://A.example}.'],
    ['“https://a.example”', '“{https://a.example}”'],
    ['**https://a.example**', '<b>{https://a.example}</b>'],
    ['link:https://a.example', 'link:{https://a.example}'],
    ['http://localhost:8001/x', '{http://localhost:8001/x}'],
    ['http://[::1]:8001/', '{http://[::1]:8001/}'],
    ['www.a-b.example', '{www.a-b.example}'],
    ['a.com, b.org/x?y=1#z.', '{a.com}, {b.org/x?y=1#z}.'],
    ['youtu.be/abc', '{youtu.be/abc}'],
    ['a.com:8080/x a.com: yes', '{a.com:8080/x} {a.com}: yes'],
    ['访问example.com吧', '访问{example.com}吧'],
    ['看https://www.example.com吧', '看{https://www.example.com}吧'],
    ['https://例え.jp/道。次', '{https://例え.jp/道}。次'],
    ['انظر https://a.example/b الآن', 'انظر {https://a.example/b} الآن'],
    ['https://bücher.example', '{https://bücher.example}'],
  ])('%s', (text, wanted) => expect(drawn(text)).toBe(wanted));

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://a.example',
    'file:///etc/passwd',
    'blob:https',
    'mailto:a@b.com',
    'me@b.com',
    'a.b@c.com',
    'https://',
    'https://user:pw@evil.example/',
    'https://good.example@evil.com',
    'http:///evil.com',
    'xhttp://a.example',
    'e.g. this',
    'main.rs',
    'README.md',
    'foo.js/bar',
    'sentence.It goes on',
    'v1.2.3',
    '127.0.0.1',
    'src/foo.com',
    'exаmple.com',
    'examplе.com',
    'https://a\u200b.example',
    'https://a.example/\u202etxt',
    'a\u200d.com',
    '.com',
    'a..com',
    '-a.com',
    'www.',
    'asp.NET',
    'https://%',
    'https://a b'.replace('a b', '\\evil.com'),
  ])('none in %j', (text) => expect(tokensOf(text).filter(({ kind }) => kind === 'link')).toEqual([]));

  it.each([
    ['https://аpple.example/x', 'xn--pple-43d.example'], // Cyrillic а
    ['https://аррӏе.example', 'xn--80ak6aa92e.example'], // Cyrillic all through
    ['https://ıntel.example', 'xn--ntel-kza.example'],
    ['http://2130706433/', '127.0.0.1'],
    ['https://ｅxample.com/', 'example.com'],
    ['https://%65vil.example/', 'evil.example'],
    ['https://good.example⁄a.evil.example/', 'good.xn--examplea-k03d.evil.example'],
  ])('asks before %s and shows where it leads', (text, host) => {
    const link = tokensOf(text).find((token) => token.kind === 'link');
    expect(link).toMatchObject({ isDoubtful: true, host });
    expect(link?.kind === 'link' && link.shown).toContain(host);
  });

  it('shows right-to-left hosts in the network’s letters, as their own could change places', () => {
    const [link] = tokensOf('https://אב.example/x');
    expect(link).toMatchObject({ isDoubtful: false, shown: 'https://xn--4dbc.example/x' });
  });
});

describe('markup', () => {
  it.each([
    ['a **b** c', 'a <b>b</b> c'],
    ['*a* _b_ ~~c~~', '<i>a</i> <i>b</i> <s>c</s>'],
    ['***a***', '<b><i>a</i></b>'],
    ['**a *b***', '<b>a <i>b</i></b>'],
    ['*a **b***', '<i>a <b>b</b></i>'],
    ['snake_case_name and 2*3*4', 'snake_case_name and 2*3*4'],
    ['__init__ ~a~ ****', '__init__ ~a~ ****'],
    ['**a *b** c*', '<b>a *b</b> c*'],
    ['** a** **b **', '** a** **b **'],
    ['*a\nb*', '*a\nb*'],
    ['src/**/*.ts and *.js', 'src/**/*.ts and *.js'],
    ['这是**重要**的', '这是<b>重要</b>的'],
    ['**강조**는', '<b>강조</b>는'],
    ['هذا **مهم** جدا', 'هذا <b>مهم</b> جدا'],
    ['слово**не**слово', 'слово**не**слово'],
    ['👩‍👧 *a* 😀', '👩‍👧 <i>a</i> 😀'],
    ['`a *b*` c', '[a *b*] c'],
    ['``a ` b`` `` ` ``', '[a ` b] [`]'],
    ['`a', '`a'],
    ['` `', '` `'],
    ['\\*a\\* \\_b_ \\`c`', '*a* _b_ `c`'],
    ['C:\\dir\\x ¯\\_(ツ)_/¯', 'C:\\dir\\x ¯\\_(ツ)_/¯'],
    ['> a *b*\n> c\nd', 'quote: <b>a</b>'.replace('<b>a</b>', 'a <i>b</i>\nc / d')],
    ['>_< >:( x', '>_< >:( x'],
    ['\\> a\n\\- b', '> a\n- b'],
    ['- a\n- **b**\nc', 'list: # a# <b>b</b> / c'],
    ['3. a\n7. b', 'list: #3 a#7 b'],
    ['-a\n-\n1.5\n2000. a', '-a\n-\n1.5\n2000. a'],
    ['x\n```js\nlet *a*;\n\n```\ny', 'x / fence: let *a*;\n / y'],
    ['```a b\n- b```', 'fence: a b\n- b'],
    ['```\nnever closed', '```\nnever closed'],
    ['```one line```', '[one line]'],
    ['[label](https://a.example) ![x](y) # h | t |', '[label]({https://a.example}) ![x](y) # h | t |'],
    ['<b>a</b> &lt;', '<b>a</b> &lt;'],
    ['a\r\n> b\r\nc', 'a / quote: b / c'],
  ])('%j', (text, wanted) => expect(drawn(text)).toBe(wanted));

  it('leaves attacks on HTML as they are', () => {
    for (const text of [
      '<img src=x onerror=alert(1)>',
      '"><script>alert(1)</script>',
      '<svg/onload=alert(1)>',
      '{{7*7}}',
      '${7*7}',
    ])
      expect(drawn(text)).toBe(text);
  });
});

describe('mentions', () => {
  const who = 'me' as const;
  it('stand where they were made, inside marks too', () => {
    expect(
      drawn('Hi **@Anna**, see @Anna', [
        { at: 18, length: 5, who },
        { at: 5, length: 5, who },
      ]),
    ).toBe('Hi <b>@{@Anna}</b>, see @{@Anna}');
  });
  it('are none outside the text, over each other, over lines, in code, or with something unseen', () => {
    const none = (text: string, at: number, length: number): string => drawn(text, [{ at, length, who }]);
    expect(none('@Anna', 2, 9)).toBe('@Anna');
    expect(none('@Anna', -1, 3)).toBe('@Anna');
    expect(none('@A\nb', 0, 4)).toBe('@A\nb');
    expect(none('@A\u200bb', 0, 4)).toBe('@A\u200bb');
    expect(none('```\n@Anna\n```', 4, 5)).toBe('fence: @Anna');
    expect(
      drawn('@Anna', [
        { at: 0, length: 5, who },
        { at: 2, length: 2, who },
      ]),
    ).toBe('@{@Anna}');
  });
  it('end an address that runs into them', () => {
    expect(drawn('https://a.example/@Anna', [{ at: 18, length: 5, who }])).toBe(
      '{https://a.example/}@{@Anna}',
    );
  });
});

describe('one line', () => {
  it('has the words alone', () => {
    expect(plainLine('**Hi** `x`\n\n> q\n- a\n1. b\n```js\ncode\n```\n\u202eend')).toBe(
      'Hi x q - a 1. b code \ufffdend',
    );
  });
});

describe('emoji alone', () => {
  it.each([
    ['😀', true],
    ['👩‍👩‍👧 👍🏽 🏴󠁧󠁢󠁥󠁮󠁧󠁿', true],
    ['❤️ 1️⃣ 🇩🇪', true],
    ['😀😀😀😀😀😀', true],
    ['😀😀😀😀😀😀😀', false],
    ['😀 a', false],
    ['12', false],
    ['', false],
    ['字', false],
  ])('%s: %s', (text, wanted) => expect(isFewEmoji(text)).toBe(wanted));
});
