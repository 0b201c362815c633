// The one address in what somebody typed or pasted: blanks, quotes, a sentence around it and its full stop go.

/** The address, and whether words around it were left out; undefined where it is not certain which words are meant. */
export function findAddress(
  typed: string,
): { readonly text: string; readonly isPicked: boolean } | undefined {
  // Signs that nobody sees: format characters travel along when one copies from a chat or a mail.
  const visible = typed.replace(/[\p{Cf}\u00ad]/gu, '').trim();
  const words = joined(visible)
    .split(/\s+/u)
    .map(bare)
    .filter((word) => word !== '');
  if (words.length <= 1) return { text: words[0] ?? '', isPicked: false };
  const [host = '', port = ''] = words;
  if (words.length === 2 && isLikely(host) && /^\d{1,5}$/.test(port))
    return { text: `${host}:${port}`, isPicked: true };
  const withScheme = words.filter((word) => /^(?:wss?|https?):\/\/./i.test(word));
  // Two words may as well be one name that was broken: guessing would lead to somebody else's server.
  const likely = words.length < 3 ? [] : words.filter(isLikely);
  const found = withScheme.length > 0 ? withScheme : likely;
  return found.length === 1 && found[0] !== undefined ? { text: found[0], isPicked: true } : undefined;
}

/** `host : 8001` and `wss: //host` are one word. */
function joined(text: string): string {
  return text.replace(/\s*:\s*(?=\d{1,5}(?:\D|$))/gu, ':').replace(/:\s*\/\/\s*/gu, '://');
}

/** Without quotes and brackets around it and without the punctuation of its sentence; IPv6 keeps its brackets. */
function bare(word: string): string {
  for (let before = word; ;) {
    const after = peeled(before);
    if (after === before) return after;
    before = after;
  }
}

function peeled(word: string): string {
  const inner = word.replace(/^[<("'`«‹„“”‘’]+/u, '').replace(/[>)"'`»›“”‘’]+(?=[.,;!?…。、]*$)/u, '');
  return inner.replace(/[.,;!?…。、]+$/u, '');
}

/** A dotted name or number, a port behind a name, an IPv6 address, or the own machine. */
function isLikely(word: string): boolean {
  if (word.includes('@')) return false;
  return /^(?:localhost|\[[0-9a-f:.]+\]|[^\s/:]+\.[^\s/:.]{2,}|[\d.]+\.\d+|[^\s/:]+(?=:\d))(?::\d{1,5})?(?:\/\S*)?$/iu.test(
    word,
  );
}
