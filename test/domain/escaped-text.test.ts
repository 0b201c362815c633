// Text that another program escaped before it signed it, read back for the screen.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapesText, unescaped, unescapedLine } from '../../src/domain/escaped-text.ts';
import { DIALECTS } from '../../src/protocol/dialects.ts';
import { vector } from '../protocol/support.ts';

/** Python's `html.escape`. */
const escape = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#x27;');

describe('escaped text', () => {
  it('becomes what was typed, whatever that was', () => {
    const piece = fc.constantFrom('&', '<', '>', '"', "'", 'amp;', 'lt;', '#x27;', '#39;', 'a', ';', 'é');
    const typed = fc.oneof(
      fc.array(piece).map((all) => all.join('')),
      fc.string(),
    );
    fc.assert(fc.property(typed, (text) => unescaped(escape(text)) === text));
  });

  it('is read back in one pass, and other names stay as they are', () => {
    expect(unescaped('&amp;lt; &#39; &#x27; &nbsp; &LT; &lt &copy; &#60; &constructor;')).toBe(
      "&lt; ' ' &nbsp; &LT; &lt &copy; &#60; &constructor;",
    );
  });

  it('loses a name that the end of a line has cut in two', () => {
    expect(unescapedLine('a &lt;b&gt; c &quo…')).toBe('a <b> c …');
    expect(unescapedLine('a &lt;b…')).toBe('a <b…');
    expect(unescapedLine('Q&A &amp; more')).toBe('Q&A & more');
  });

  it('is what the recorded program sends, and no other', () => {
    // Its own clients wrap the payload; what we write to them is a superset, and is not escaped.
    for (const { id, speech } of Object.values(DIALECTS)) {
      expect(escapesText(speech)).toBe(false);
      expect(escapesText({ ...speech, payload: 'wrapped' })).toBe(id === 'g17');
    }
    const { signed, saltLength } = DIALECTS.g17.speech;
    expect(escapesText({ signed, saltLength })).toBe(true);
    expect(escapesText({ signed, saltLength, payload: 'both' })).toBe(false);
    expect(escapesText({ signed })).toBe(false);
    expect(escapesText({ saltLength })).toBe(false);
    expect(escapesText({})).toBe(false);
    const said = vector('g17').frames.find(({ id }) => id === 'g17-public-2-relayed')?.expect.text ?? '';
    expect(unescaped(said)).toBe('café 中文 😀 "double" \'single\' back\\slash </b> \u007f\u2028 &amp; end');
  });
});
