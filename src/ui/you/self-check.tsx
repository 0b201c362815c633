// You › Self-check: everything a connection needs, looked at with the connection there is; what it means, what to do.
import './self-check.css';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Finding } from '../../engine/port/checks.ts';
import { useModel } from '../model/context.ts';
import { IconButton } from '../parts/button.tsx';
import { Cell } from '../parts/cells.tsx';
import { CheckItem } from '../parts/check-list.tsx';
import { Icon } from '../parts/icon.tsx';
import '../parts/more-shapes.ts';
import { sinceWhen } from '../words/formats.ts';
import '../words/with-doctor.ts';
import { t } from '../words/words.ts';
import { FindingFix } from './finding-fix.tsx';
import { GroupLabel } from './group-label.tsx';
import { pageFacts } from './page-facts.ts';
import { Report } from './report.tsx';

interface Run {
  readonly findings: readonly Finding[];
  /** Undefined while it runs. */
  readonly ended: { readonly at: number; readonly seconds: number } | undefined;
}

export function SelfCheck() {
  const words = t.value.doctor;
  const model = useModel();
  const { run, start } = useRun();
  const { findings, ended } = run;
  return (
    <>
      <Summary findings={findings} ended={ended} onAgain={start} />
      <div role="status" aria-atomic="false">
        <ol class="card">
          {findings.map((finding) => (
            <Item key={finding.id} finding={finding} onAgain={start} />
          ))}
        </ol>
      </div>
      {ended !== undefined && <Report findings={findings} />}
      <p class="groupnote">{words.sends}</p>
      <GroupLabel>{words.thisCopy}</GroupLabel>
      <div class="card">
        <Cell icon="info" title={words.version} value={<bdi dir="ltr">{model.app.version}</bdi>} />
      </div>
    </>
  );
}

/** Runs once when the page opens, and again when asked. */
function useRun(): { readonly run: Run; readonly start: () => void } {
  const model = useModel();
  const run = useSignal<Run>({ findings: [], ended: undefined });
  const isRunning = useSignal(false);
  const look = async (): Promise<void> => {
    if (isRunning.peek()) return;
    isRunning.value = true;
    const begun = performance.now();
    try {
      const findings = await model.port.selfCheck(await pageFacts(model));
      const seconds = Math.round((performance.now() - begun) / 100) / 10;
      run.value = { findings, ended: { at: Date.now(), seconds } };
    } finally {
      isRunning.value = false;
    }
  };
  const start = (): void => {
    run.value = { ...run.peek(), ended: undefined };
    model.attempt(look());
  };
  useEffect(() => {
    const stop = model.port.onEvent((event) => {
      if (event.type === 'findings' && isRunning.peek())
        run.value = { findings: event.findings, ended: undefined };
    });
    start();
    return stop;
  }, []);
  return { run: run.value, start };
}

interface SummaryProps extends Run {
  readonly onAgain: () => void;
}
function Summary({ findings, ended, onAgain }: SummaryProps) {
  const words = t.value.doctor;
  const count = (state: Finding['state']): number => findings.filter((one) => one.state === state).length;
  const [broken, known] = [count('failed'), count('warn')];
  const parts = [
    words.fine(count('ok')),
    broken > 0 && words.broken(broken),
    known > 0 && words.toKnow(known),
  ];
  return (
    <div class="card selfcheck" role="status">
      <span class={broken > 0 ? 'tile tile--rose' : known > 0 ? 'tile tile--lamp' : 'tile tile--pine'}>
        {ended === undefined ? <span class="spin" /> : <Icon name="pulse" size={28} />}
      </span>
      <span class="grow">
        <b>{ended === undefined ? words.running : parts.filter(Boolean).join(', ')}</b>
        {ended !== undefined && <small class="ink-2">{words.took(sinceWhen(ended.at), ended.seconds)}</small>}
      </span>
      {ended !== undefined && <IconButton icon="refresh" soft label={words.again} onClick={onAgain} />}
    </div>
  );
}

interface ItemProps {
  readonly finding: Finding;
  readonly onAgain: () => void;
}
function Item({ finding, onAgain }: ItemProps) {
  const words = t.value.doctor;
  const { id } = finding;
  if (!('what' in finding))
    return <CheckItem state={finding.state === 'running' ? 'waiting' : 'todo'} title={words.looking[id]} />;
  const { state, what } = finding;
  if (state === 'skipped' && what === 'not-tried')
    return <CheckItem state="todo" title={words.looking[id]} value={words.notTried} />;
  const help = words.help[what];
  return (
    <CheckItem
      state={state === 'skipped' ? 'todo' : state}
      title={words.found[what]}
      value={valueOf(finding)}
    >
      {help !== undefined && <p>{help}</p>}
      <FindingFix what={what} onAgain={onAgain} />
    </CheckItem>
  );
}

function valueOf(finding: Finding): string | undefined {
  const words = t.value.doctor;
  if (!('what' in finding)) return undefined;
  if (finding.ms !== undefined) return words.ms(finding.ms);
  if (typeof finding.detail === 'number') return words.size(finding.detail);
  const ways: ReadonlyMap<string, string> = new Map(Object.entries(t.value.you.ways));
  return ways.get(finding.detail ?? '') ?? finding.detail;
}
