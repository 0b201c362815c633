// The way out of a dialog, at its end.
import { t } from '../words/words.ts';
import { Button } from './button.tsx';

export const Cancel = ({ onClick }: { readonly onClick: () => void }) => (
  <Button tone="plain" block onClick={onClick}>
    {t.value.app.cancel}
  </Button>
);
