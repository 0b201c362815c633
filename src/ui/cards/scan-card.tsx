// Takes a neighbour's card by camera, picture or paste, and opens it as a link would.
import { ScanDialog } from '../qr/scan.tsx';
import { t } from '../words/words.ts';
import '../words/with-cards.ts';
import { looksLikeCard } from './link.ts';
import { openInvite } from './step.ts';

export function ScanCard({ onClose }: { readonly onClose: () => void }) {
  const words = t.value.cards;
  const take = (text: string): string | undefined => {
    if (!looksLikeCard(text)) return words.notACard;
    openInvite({ text });
    return undefined;
  };
  return <ScanDialog title={words.scanCard} help={words.scanHelp} onText={take} onClose={onClose} />;
}
