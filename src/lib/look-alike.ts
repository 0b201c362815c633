// Host names that look like other ones: `аpple.example` with a Cyrillic `а` (T47). A browser contacts the xn-- form.

/** Scripts one meets in host names that share shapes with Latin letters. */
const SCRIPTS: readonly RegExp[] = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
];
/** Small Cyrillic and Greek letters that pass for Latin ones. */
const PASSES_FOR_LATIN = /^[аеорсухіјѕһԁԛԝӏԍеьѵгпиαορνυικτωηγ\d-]+$/u;

/** True when a label of `host`, as typed, mixes scripts that look alike, or could be read as Latin all through. */
export function looksLikeAnother(host: string): boolean {
  return host
    .normalize('NFKC')
    .toLowerCase()
    .split('.')
    .some((label) => isMixed(label) || (/[^\d-]/u.test(label) && PASSES_FOR_LATIN.test(label)));
}

function isMixed(label: string): boolean {
  return SCRIPTS.filter((script) => script.test(label)).length > 1;
}
