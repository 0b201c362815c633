// A key from codes or from a pasted text. Loaded when somebody wants to scan or paste.
import { useSignal } from '@preact/signals';
import { fileOf, missingOf, withCodes, type CodesRead } from '../../lib/key-codes.ts';
import { ScanDialog } from '../qr/scan.tsx';
import { list, number } from '../words/formats.ts';
import { t } from '../words/words.ts';
import '../words/with-arrive.ts';
import { keyFileOf, type KeyFile } from './key-file.ts';

function progressOf(read: CodesRead): string {
  const words = t.peek().arrive;
  const missing = list(missingOf(read).map(number));
  return `${words.codeTaken(read.pieces.size, read.total)} ${words.codesMissing(missing)}`;
}

export interface ScanKeyProps {
  readonly onKey: (file: KeyFile) => void;
  readonly onClose: () => void;
}
export function ScanKey({ onKey, onClose }: ScanKeyProps) {
  const words = t.value.arrive;
  const read = useSignal<CodesRead | undefined>(undefined);
  const take = (text: string): string | { readonly next: string } | undefined => {
    if (/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(text)) {
      onKey(keyFileOf(words.textRead, text));
      return undefined;
    }
    const next = withCodes(read.peek(), text);
    if (typeof next === 'string') return words.codeProblems[next];
    const file = fileOf(next);
    // A set that is complete and makes no key starts anew.
    read.value = file === 'damaged' ? undefined : next;
    if (file === 'damaged') return words.codeProblems.damaged;
    if (file === undefined) return { next: progressOf(next) };
    onKey(keyFileOf(words.codesRead(next.tag), file.text));
    return undefined;
  };
  return <ScanDialog title={words.scanTitle} help={words.scanHelp} onText={take} onClose={onClose} />;
}
