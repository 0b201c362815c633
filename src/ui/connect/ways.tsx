// Ways out of a failed link: the other kind of link, where it may help. It is offered and never taken by itself.
import type { AddressVerdict, ConnectionProblem, Scheme } from '../../engine/port/connection.ts';
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
  const isOffered = mayBeOther && (isPlain || verdict.schemeIsOpen);
  const isCertificate = problem === 'unreachable' && !isPlain;
  if (!isOffered && !isCertificate) return undefined;
  return (
    <>
      {isCertificate && <p>{words.acceptHelp}</p>}
      <div class="acts">
        {isOffered && (
          <Button
            tone={isPlain ? 'primary' : 'line'}
            size="s"
            onClick={() => onScheme(isPlain ? 'wss' : 'ws')}
          >
            {isPlain ? words.trySecure : words.tryPlain}
          </Button>
        )}
        {isCertificate && <CertificateLink address={now.server.address} />}
      </div>
    </>
  );
}

/** The one place where a browser lets somebody accept a self-made certificate is a tab at that address. */
export const CertificateLink = ({ address }: { readonly address: string }) => (
  <a
    class="btn btn--s btn--line"
    href={`https://${address}`}
    target="_blank"
    rel="noopener noreferrer"
    referrerpolicy="no-referrer"
  >
    {t.value.connect.acceptCertificate}
  </a>
);
