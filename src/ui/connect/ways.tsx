// Ways out of a failed link: the other kind of link, where it may help. It is offered and never taken by itself.
import type { AddressVerdict, ConnectionProblem, Scheme } from '../../engine/port.ts';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import '../words/with-connect.ts';
import { t } from '../words/words.ts';

export interface WaysProps {
  readonly problem: ConnectionProblem;
  readonly verdict: AddressVerdict | undefined;
  readonly onScheme: (scheme: Scheme) => void;
}
export function Ways({ problem, verdict, onScheme }: WaysProps) {
  const words = t.value.connect;
  const now = useModel().connection.value;
  if (now.phase === 'none' || verdict?.ok !== true) return undefined;
  const isPlain = now.server.scheme === 'ws';
  const mayBeOther = problem === 'mixed-content' || problem === 'unreachable' || problem === 'not-websocket';
  if (!mayBeOther || (!isPlain && !verdict.schemeIsOpen)) return undefined;
  return (
    <div class="acts">
      <Button tone={isPlain ? 'primary' : 'line'} size="s" onClick={() => onScheme(isPlain ? 'wss' : 'ws')}>
        {isPlain ? words.trySecure : words.tryPlain}
      </Button>
    </div>
  );
}
