// File names from others, made safe to show and to save under (T53).

const MAX_LENGTH = 120;
const MAX_BYTES = 240; // file systems stop at 255
const FALLBACK = 'file';

// As in clean-name.ts, plus what a file system takes for a separator or a wildcard and what only looks like one.
const invisible = /[\p{Cc}\p{Cs}\p{Co}\p{DI}\p{Bidi_Control}\u2028\u2029\uFFF9-\uFFFB]/gu;
const forbidden = /[<>:"|?*\u2044\u2215\u29F8\u29F9\uFF0F\uFF3C\uFE68\uFF1A]/gu;
const reservedStem =
  /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9\u00B9\u00B2\u00B3]|desktop\.ini|thumbs\.db|autorun\.inf)$/i;
/** What some system runs, or a browser shows with scripts, on a double click. */
const activeTypes = new Set(
  (
    'ade adp apk app appimage appx bat bash chm cmd com command cpl csh deb desktop dll dmg exe fish gadget hta htm html ' +
    'inf ins iso jar jnlp js jse ksh lnk mde mht mhtml mjs msc msi msix msp mst pif pkg ps1 ps2 psm1 py pyw rb reg rpm ' +
    'scf scr sct settingcontent-ms sh shb shtml svg svgz swf sys terminal tool url vb vbe vbs webloc workflow ws wsc wsf wsh ' +
    'xbap xht xhtml xll xml xsl zsh'
  ).split(' '),
);

/**
 * The last part of `name`, without control, bidi and separator characters, reserved names, leading dots and trailing
 * dots or blanks, at most 120 characters and 240 bytes of UTF-8, with `.bin` behind types that run. Never empty.
 */
export function safeFileName(name: string): string {
  const base =
    name
      .slice(-2000)
      .split(/[/\\]/)
      .findLast((part) => part.trim() !== '') ?? '';
  const plain = base
    .normalize('NFC')
    .replace(/[\s\u2800]+/gu, ' ')
    .replace(invisible, '')
    .replace(forbidden, '_')
    .replace(/^[. ]+|[. ]+$/g, '');
  const named = plain === '' ? FALLBACK : plain;
  const { stem, extension } = splitName(isReserved(named) ? `_${named}` : named);
  const tail = activeTypes.has(extension.slice(1).toLowerCase().trim()) ? `${extension}.bin` : extension;
  return cutTo(stem, MAX_LENGTH - tail.length, MAX_BYTES - byteLength(tail)).replace(/[. ]+$/, '') + tail;
}

/** Windows takes `con.txt` for the device, too. */
function isReserved(name: string): boolean {
  return reservedStem.test(name) || reservedStem.test((name.split('.')[0] ?? '').trim());
}

/** An extension is at most 20 characters; a longer one is part of the stem. */
function splitName(name: string): { readonly stem: string; readonly extension: string } {
  const dot = name.lastIndexOf('.');
  if (dot < 1 || name.length - dot > 21) return { stem: name, extension: '' };
  return { stem: name.slice(0, dot), extension: name.slice(dot) };
}

function cutTo(text: string, length: number, bytes: number): string {
  let cut = '';
  let room = bytes;
  for (const character of text) {
    room -= byteLength(character);
    if (room < 0 || cut.length + character.length > length) break;
    cut += character;
  }
  return cut;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
