// The stored recovery file as codes, for the sheet and for other devices.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { hasBlock } from '../../lib/pem-block.ts';
import { CONTACTS, writeKeyCodes } from '../../lib/key-codes.ts';
import { openerOf } from '../../lib/recovery-head.ts';
import { useModel } from '../model/context.ts';
import { useInUse } from '../parts/use-in-use.ts';

export interface SavedCodes {
  readonly codes: readonly string[];
  /** The whole file, contacts and all. */
  readonly text: string;
  readonly opener: 'words' | 'own';
  readonly contacts: 'none' | 'in' | 'left-out';
}

/** Undefined until they are there; `none` where no file was made. */
export function useCodes(): SavedCodes | 'none' | undefined {
  const model = useModel();
  const codes = useSignal<SavedCodes | 'none' | undefined>(undefined);
  useInUse();
  useEffect(() => {
    const look = async (): Promise<void> => {
      const file = await model.port.savedRecovery();
      const me = model.me.peek();
      codes.value = (file && me && codesOf(file.text, me.fingerprint)) ?? 'none';
    };
    model.attempt(look());
  }, []);
  return codes.value;
}

function codesOf(text: string, fingerprint: string): SavedCodes | undefined {
  const all = writeKeyCodes(text, fingerprint, true);
  const codes = all ?? writeKeyCodes(text, fingerprint, false);
  if (codes === undefined) return undefined;
  const contacts = !hasBlock(text, CONTACTS) ? 'none' : all === undefined ? 'left-out' : 'in';
  return { codes, text, contacts, opener: openerOf(text) === 'words' ? 'words' : 'own' };
}
