// Why a socket did not open: browsers tell a program nothing, so it looks around once.
import { systemClock, type Clock } from '../lib/clock.ts';
import { hostClass, httpBase, type ServerAddress } from '../protocol/address.ts';
import { watchQuiet } from './quiet.ts';

export type FailureReason = 'mixed-content' | 'not-websocket' | 'unreachable';
export interface ProbeDeps {
  readonly fetch?: typeof fetch;
  readonly clock?: Clock;
}

const PROBE_MS = 5000;

/**
 * `mixed-content`: an https page may not open ws:// to this host (no network is used to say so).
 * `not-websocket`: something answers HTTP there (wrong path, captive portal, no relay). `unreachable`: nothing does,
 * within 5 s.
 */
export async function explainFailure(
  server: ServerAddress,
  pageIsSecure: boolean,
  deps: ProbeDeps = {},
): Promise<FailureReason> {
  if (isMixedContent(server, pageIsSecure)) return 'mixed-content';
  return (await answersHttp(httpBase(server), deps)) ? 'not-websocket' : 'unreachable';
}

/** Browsers let a secure page speak plainly to its own machine only. */
export function isMixedContent({ address, scheme }: ServerAddress, pageIsSecure: boolean): boolean {
  if (!pageIsSecure || scheme === 'wss') return false;
  const host = /^(?:\[[^\]]*\]|[^:/]*)/.exec(address)?.[0] ?? '';
  return hostClass(host) !== 'loopback';
}

/** Mode no-cors: whatever answers, the answer itself stays hidden; only that there was one is learnt. */
async function answersHttp(url: string, deps: ProbeDeps): Promise<boolean> {
  const request = deps.fetch ?? fetch;
  const watch = watchQuiet(deps.clock ?? systemClock, PROBE_MS, undefined);
  try {
    await request(`${url}/`, {
      mode: 'no-cors',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'follow',
      cache: 'no-store',
      signal: watch.signal,
    });
    return true;
  } catch (error) {
    void error; // refused, timed out, or a certificate nobody trusts: all the same from here
    return false;
  } finally {
    watch.abort();
    watch.stop();
  }
}
