// The one tap that may help with a finding, where there is one.
import type { FindingWhat } from '../../engine/port/checks.ts';
import { moveTo } from '../connect/wanted.ts';
import { CertificateLink } from '../connect/ways.tsx';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { go } from '../route.ts';
import { askToKeep } from './keep.ts';
import '../words/with-doctor.ts';
import { t } from '../words/words.ts';

type Fix = 'keep' | 'join' | 'join-again' | 'secure' | 'reload';
const FIXES: Readonly<Partial<Record<FindingWhat, Fix>>> = {
  'may-be-cleared': 'keep',
  'keys-broken': 'reload',
  'reload-needed': 'reload',
  'no-server': 'join',
  'mixed-content': 'secure',
  denied: 'join-again',
  asks: 'join-again',
  'down-or-certificate': 'join-again',
  down: 'join-again',
  'not-websocket': 'join-again',
  timeout: 'join-again',
  'refused-hello': 'join-again',
  counter: 'join-again',
  'no-list': 'join-again',
  'not-listed': 'join-again',
  dropped: 'join-again',
};

export interface FindingFixProps {
  readonly what: FindingWhat;
  readonly onAgain: () => void;
}
export function FindingFix({ what, onAgain }: FindingFixProps) {
  const words = t.value.doctor;
  const model = useModel();
  const now = model.connection.value;
  const server = now.phase === 'none' ? undefined : now.server;
  const keep = async (): Promise<void> => {
    const isKept = (await askToKeep()) === 'kept';
    model.toasts.show(isKept ? words.keptNow : words.notKept, { icon: isKept ? 'check' : 'info' });
    if (isKept) onAgain();
  };
  const act = (label: string, run: () => void) => (
    <div class="acts">
      <Button tone="line" size="s" onClick={run}>
        {label}
      </Button>
      {what === 'down-or-certificate' && server && <CertificateLink address={server.address} />}
    </div>
  );
  switch (FIXES[what]) {
    case 'keep':
      return act(words.keepIt, () => model.attempt(keep()));
    case 'join':
      return act(words.join, () => go('connect'));
    case 'join-again':
      return act(words.joinAgain, () => go('connect', 'check'));
    case 'secure':
      return server && act(words.trySecure, () => moveTo({ ...server, scheme: 'wss' }));
    case 'reload':
      return act(words.reload, () => location.reload());
    case undefined:
      return undefined;
  }
}
