// Code between fences: as it was typed, from left to right, wide lines scrolled; with a way to take it along.
import { useModel } from '../model/context.ts';
import { IconButton } from '../parts/button.tsx';
import { copyText } from '../parts/copy-text.ts';
import { t } from '../words/words.ts';
import '../parts/more-shapes.ts';

export function CodeBlock({ text }: { readonly text: string }) {
  const words = t.value.text;
  const model = useModel();
  return (
    <div class="codeblock">
      <pre dir="ltr" tabIndex={0} role="group" aria-label={words.code}>
        <code>{text}</code>
      </pre>
      <IconButton
        icon="copy"
        size={18}
        label={words.copyCode}
        onClick={() => model.attempt(copyText(model, text))}
      />
    </div>
  );
}
