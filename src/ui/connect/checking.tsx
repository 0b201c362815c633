// The checks of a connect, as they run: each with what it means and, where it failed, what to do.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { AddressVerdict, Scheme } from '../../engine/port/connection.ts';
import type { Allowance, CheckView } from '../../engine/port/checks.ts';
import { useModel } from '../model/context.ts';
import { Banner } from '../parts/banner.tsx';
import { CheckItem } from '../parts/check-list.tsx';
import { t } from '../words/words.ts';
import '../words/with-connect.ts';
import { allowanceFor } from './allowance.ts';
import { warnWords } from './warn-words.ts';
import { Ways } from './ways.tsx';

/** From here on it is said what we wait for. */
const PATIENCE = 2_000;

export interface CheckingProps {
  readonly verdict: AddressVerdict | undefined;
  readonly onScheme: (scheme: Scheme) => void;
  /** What went well is not told. */
  readonly isBrief?: boolean;
}
export function Checking({ verdict, onScheme, isBrief }: CheckingProps) {
  const model = useModel();
  const words = t.value.connect;
  const checks = model.checks.value;
  const failedAt = checks.findIndex((check) => check.state === 'failed');
  const isDone = checks.every(({ state }) => state === 'ok' || state === 'warn');
  const heading = failedAt < 0 ? (isDone ? words.checked : words.checking) : undefined;
  return (
    <>
      <h2 class="grouplabel">{heading ?? words.stoppedAt(failedAt + 1, checks.length)}</h2>
      <div role={failedAt < 0 ? 'status' : 'alert'} aria-atomic="false">
        <ol class="card">
          {(isBrief ? checks.filter(({ state }) => state === 'failed') : checks).map((check) => (
            <Check key={check.id} check={check} verdict={verdict} onScheme={onScheme} />
          ))}
        </ol>
      </div>
      <Patience />
      <Outcome checks={checks} />
    </>
  );
}

interface CheckProps extends CheckingProps {
  readonly check: CheckView;
}
function Check({ check, verdict, onScheme }: CheckProps) {
  const words = t.value.connect;
  const { id, state } = check;
  if (state === 'failed')
    return (
      <CheckItem state="failed" title={words.problem[check.problem]}>
        <p>{words.problemHelp[check.problem]}</p>
        <AllowanceNote verdict={verdict} />
        <Ways problem={check.problem} verdict={verdict} onScheme={onScheme} />
      </CheckItem>
    );
  const title =
    state === 'todo' || state === 'warn'
      ? words.checks[id]
      : state === 'ok'
        ? words.passed[id]
        : words.running[id];
  const ms =
    state === 'ok' && check.ms !== undefined && id !== 'address' && id !== 'listed'
      ? words.ms(check.ms)
      : undefined;
  return (
    <CheckItem state={state} title={title} value={ms}>
      {state === 'warn' && <p>{warnWords(check.problem)}</p>}
      {state === 'ok' && id === 'address' && <AddressNote verdict={verdict} />}
      {state === 'ok' && id === 'listed' && <ListNote />}
    </CheckItem>
  );
}

function AddressNote({ verdict }: { readonly verdict: AddressVerdict | undefined }) {
  const words = t.value.connect;
  const now = useModel().connection.value;
  if (verdict?.ok !== true || now.phase === 'none') return undefined;
  return (
    <p>
      {words.hostClass[verdict.hostClass]}{' '}
      {now.server.scheme === 'wss' ? words.secureAddress : words.plainAddress}
    </p>
  );
}

/** Where the link failed: what this browser has against it. */
function AllowanceNote({ verdict }: { readonly verdict: AddressVerdict | undefined }) {
  const now = useModel().connection.value;
  const allowance = useSignal<Allowance>('fine');
  const scheme = now.phase === 'none' ? undefined : now.server.scheme;
  const where = verdict?.ok === true ? verdict.hostClass : undefined;
  useEffect(() => {
    if (scheme === undefined || where === undefined) return;
    void allowanceFor(where, scheme).then((found) => (allowance.value = found));
  }, [scheme, where]);
  // What is mixed the failure itself says already.
  const found = allowance.value;
  return found === 'asks' || found === 'denied' ? <p>{t.value.connect.allowance[found]}</p> : undefined;
}

function ListNote() {
  const now = useModel().connection.value;
  if (now.phase !== 'online') return undefined;
  return <p>{t.value.connect.online(now.lights, now.servers.length)}</p>;
}

/** What is being waited for, once it takes longer than two seconds; and that another way of speaking is tried. */
export function Patience() {
  const now = useModel().connection.value;
  const isLong = useSignal(false);
  const words = t.value.connect;
  const step = now.phase === 'connecting' ? now.waitingFor : undefined;
  const way = now.phase === 'connecting' ? now.way : undefined;
  useEffect(() => {
    isLong.value = false;
    if (step === undefined) return undefined;
    const timer = setTimeout(() => (isLong.value = true), PATIENCE);
    return () => clearTimeout(timer);
  }, [step]);
  return (
    <p class="small ink-2" role="status">
      {way !== undefined && `${words.otherWay(way.at, way.of)} `}
      {step !== undefined && isLong.value && words.waitingFor[step]}
    </p>
  );
}

function Outcome({ checks }: { readonly checks: readonly CheckView[] }) {
  const words = t.value.connect;
  const now = useModel().connection.value;
  if (now.phase === 'offline')
    return (
      <Banner icon="offline" title={t.value.connect.noNetwork}>
        {words.offline}
      </Banner>
    );
  if (now.phase !== 'online') {
    const isEarly = checks.some(({ id, state }) => state === 'failed' && (id === 'address' || id === 'link'));
    return isEarly ? <p class="small ink-2">{words.nothingSent}</p> : undefined;
  }
  const isRunning = checks.some(({ state }) => state === 'waiting' || state === 'todo');
  const hasWarning = checks.some(({ state }) => state === 'warn');
  return (
    <Banner tone="lamp" icon="lamp" title={isRunning ? words.startAlready : words.allGood}>
      {isRunning ? words.carriesOn : hasWarning ? words.goodEnough : words.allGoodHelp}
    </Banner>
  );
}
