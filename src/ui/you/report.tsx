// A report to hand to whoever helps: what was found and nothing else. No address, no names, no messages, no key; of the
// fingerprint only its short tag. It leaves this device by the reader's own click.
import type { Finding } from '../../engine/port/checks.ts';
import { keyTag } from '../../lib/key-tag.ts';
import { useModel } from '../model/context.ts';
import type { Model } from '../model/model.ts';
import { Button } from '../parts/button.tsx';
import { copyText } from '../parts/copy-text.ts';
import '../parts/more-shapes.ts';
import { useRef } from 'preact/hooks';
import '../words/with-doctor.ts';
import { t } from '../words/words.ts';

export function Report({ findings }: { readonly findings: readonly Finding[] }) {
  const words = t.value.doctor;
  const model = useModel();
  const shown = useRef<HTMLPreElement>(null);
  const details = useRef<HTMLDetailsElement>(null);
  const text = reportText(findings, model, new Date());
  // Where it cannot be copied it is shown, and selected to be copied by hand.
  const select = (): void => {
    if (details.current !== null) details.current.open = true;
    if (shown.current !== null) getSelection()?.selectAllChildren(shown.current);
  };
  return (
    <div class="report">
      <Button tone="tonal" icon="copy" block onClick={() => model.attempt(copyText(model, text, select))}>
        {words.copyReport}
      </Button>
      <details ref={details} class="small ink-2">
        <summary>{words.whatIsIn}</summary>
        <pre ref={shown} class="mono" dir="ltr" tabIndex={0}>
          {text}
        </pre>
      </details>
    </div>
  );
}

/** In plain English codes, whatever the language of the page: it is for somebody else. */
export function reportText(findings: readonly Finding[], model: Model, at: Date): string {
  const now = model.connection.peek();
  const me = model.me.peek();
  const view = model.servers.peek().find((server) => server.isCurrent);
  const { unproven, malformed, held, blocked } = model.counts.peek();
  const lines = [
    `Porchlight ${model.app.version}, self-check of ${at.toISOString().slice(0, 16)}Z`,
    `browser: ${navigator.userAgent}`,
    `page: ${location.protocol.replace(':', '')}`,
    `key: ${me === undefined ? 'none' : keyTag(me.fingerprint, 8)}`,
    `server: ${view === undefined ? 'none' : `${view.scheme}, ${view.hostClass}`}; ${now.phase}`,
    `dropped since start: ${unproven} unproven, ${malformed} malformed, ${blocked} of blocked keys; held ${held}`,
    ...findings.map(lineOf),
  ];
  return lines.join('\n');
}

function lineOf(finding: Finding): string {
  if (!('what' in finding)) return `${finding.id}: ${finding.state}`;
  const { id, state, what, ms, detail } = finding;
  const more = [what, ms !== undefined && `${ms} ms`, detail !== undefined && String(detail)].filter(Boolean);
  return `${id}: ${state} (${more.join(', ')})`;
}
