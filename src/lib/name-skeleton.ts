// Names as a hasty eye takes them: what two names have in common when one could pass for the other (a short cut of UTS 39).

/** Signs that pass for the Latin one in front: Latin of other kinds, Cyrillic, Greek, Armenian, Cherokee, Lisu. */
const TWINS = new Map(
  (
    'aаαɑᴀɐАΑᎪꓮ bЬьʙвƀВΒᏴꓐ cсϲᴄСϹᏟꓚ dԁᴅđɖᎠꓓ eеεᴇҽєɛЕΕᎬꓰ fƒғꓝϜ gɡɢցԍᏀꓖ hһհʜнħНΗᎻꓧ iіιıɪɩІΙӀӏꓲ jјյᴊʝЈᎫꓙ ' +
    'kкκᴋқКΚᏦꓗ lʟłᏞꓡɭ|ǀ mмᴍʍМΜᎷꓟ nпηɴոňиΝꓠ oоοᴏօоσөøОΟՕꓳ0 pрρᴘРΡᏢꓑ qԛզգ rгʀɼᎡꓣ sѕꜱʂЅՏᏚꓢ tтτᴛŧТΤᎢꓔ uυսᴜʊՍꓴ ' +
    'vνѵᴠѴᏙꓦ wԝѡᴡաωԜᎳꓪ xхχ×ҳХΧꓫ yуγүʏҮУΥꓬ zᴢʐƶΖᏃꓜ'
  )
    .split(' ')
    .flatMap(([to = '', ...from]) => from.map((sign) => [sign, to] as const)),
);

/**
 * The skeleton of a name: names with the same one look alike. Case, accents, invisible signs, spaces and punctuation do not
 * count; letters of other scripts count as the Latin ones they look like; so do 0 and o, 1 and l and i, rn and m, vv and w.
 * It is for comparing and never shown; empty where nothing of the name counts.
 */
export function nameSkeleton(name: string): string {
  const bare = name.normalize('NFKD').replace(/[\p{M}\p{Cf}\p{DI}\p{Cc}\s]/gu, '');
  const latin = Array.from(bare, (sign) => TWINS.get(sign) ?? sign).join('');
  return (
    Array.from(latin.toLowerCase(), (sign) => TWINS.get(sign) ?? sign)
      .join('')
      .replace(/\p{P}/gu, '')
      .replaceAll('ß', 'ss')
      // One stroke in many fonts, and two that meet.
      .replace(/[l1]/g, 'i')
      .replaceAll('rn', 'm')
      .replaceAll('vv', 'w')
  );
}
