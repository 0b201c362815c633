// The spare key on paper: codes to be read back, whose they are, and how. What opens them is never on the sheet.
import './codes.css';
import { useLayoutEffect } from 'preact/hooks';
import type { Me } from '../../engine/port/identity.ts';
import { hexOfFingerprint, keyTag } from '../../lib/key-tag.ts';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { QrPicture } from '../qr/picture.tsx';
import { dayDate } from '../words/formats-more.ts';
import { t } from '../words/words.ts';
import '../words/with-spare.ts';
import { type SavedCodes, useCodes } from './use-codes.ts';

export function PrintSheet({ onClose }: { readonly onClose: () => void }) {
  const me = useModel().me.value;
  const words = t.value.spare;
  const codes = useCodes();
  // Paper shows the sheet alone (codes.css).
  useLayoutEffect(() => {
    document.documentElement.classList.add('prints');
    return () => document.documentElement.classList.remove('prints');
  }, []);
  return (
    <Dialog labelledBy="print-codes" onClose={onClose}>
      <div class="stack">
        <h2 class="display noprint" id="print-codes" tabIndex={-1} autofocus>
          {words.printTitle}
        </h2>
        {me !== undefined && codes !== undefined && codes !== 'none' && <Sheet me={me} codes={codes} />}
        <div class="stack noprint">
          <Button tone="primary" block disabled={codes === undefined} onClick={() => print()}>
            {words.printNow}
          </Button>
          <Button tone="plain" block onClick={onClose}>
            {words.close}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

interface SheetProps {
  readonly me: Me;
  readonly codes: SavedCodes;
}
function Sheet({ me, codes: { codes, opener, contacts } }: SheetProps) {
  const words = t.value.spare;
  const groups = hexOfFingerprint(me.fingerprint).match(/.{4}/g) ?? [];
  const madeAt = me.recovery.kind === 'none' ? me.createdAt : me.recovery.savedAt;
  return (
    <section class="codesheet">
      <h3>{words.sheetTitle}</h3>
      <dl>
        <dt>{words.sheetName}</dt>
        <dd>
          <bdi>{me.name}</bdi>
        </dd>
        <dt>{words.sheetKey}</dt>
        <dd class="mono" dir="ltr">
          {keyTag(me.fingerprint, 8)} · {groups.join(' ')}
        </dd>
        <dt>{words.sheetMade}</dt>
        <dd>{dayDate(madeAt)}</dd>
      </dl>
      <p>{words.sheetHow}</p>
      <p>
        {words.sheetOpener[opener]} {words.sheetCodes}
      </p>
      {contacts !== 'none' && <p>{contacts === 'in' ? words.withContacts : words.withoutContacts}</p>}
      <div class="codesheet__all">
        {codes.map((code, at) => (
          <figure key={code}>
            <QrPicture text={code} label={words.code(at + 1, codes.length)} />
            <figcaption>{words.code(at + 1, codes.length)}</figcaption>
          </figure>
        ))}
      </div>
    </section>
  );
}
