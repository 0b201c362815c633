// Servers joined before: one tap joins them again, over the same kind of link.
import type { ServerView } from '../../engine/port/connection.ts';
import { useModel } from '../model/context.ts';
import { ButtonCell } from '../parts/cells.tsx';
import { sinceWhen } from '../words/formats.ts';
import { t } from '../words/words.ts';
import '../words/with-connect.ts';
import '../parts/more-shapes.ts';

export function KnownServers({ onPick }: { readonly onPick: (server: ServerView) => void }) {
  const servers = useModel().servers.value;
  const words = t.value.connect;
  if (servers.length === 0) return undefined;
  return (
    <>
      <h2 class="grouplabel">{words.known}</h2>
      <ul class="card">
        {servers.map((server) => (
          <li key={`${server.scheme}://${server.address}`}>
            <ButtonCell
              icon="server"
              title={<bdi dir="ltr">{server.address}</bdi>}
              help={about(server)}
              more={false}
              onClick={() => onPick(server)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

function about({ scheme, hostClass, lastJoinedAt }: ServerView): string {
  const words = t.value.connect;
  const where = { loopback: words.onlyHere, private: words.onlyHome, public: undefined }[hostClass];
  const when = lastJoinedAt === undefined ? undefined : words.used(sinceWhen(lastJoinedAt));
  return [scheme === 'wss' ? words.secure : words.plain, where, when].filter(Boolean).join(' · ');
}
