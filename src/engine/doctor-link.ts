// What the self-check finds of the way to the server: the kind of address, and why a link is not up.
import { hostClass } from '../protocol/address.ts';
import type { FailureReason } from '../wire/probe.ts';
import type { Allowance, Finding, FindingWhat } from './port/checks.ts';
import type { ConnectionProblem, ConnectionView, ServerRef } from './port/connection.ts';
import { hostOf } from './servers.ts';

type Done = Exclude<Finding, { state: 'todo' | 'running' }>;

/** What the browser allows counts only while nothing is connected: what is up is allowed. */
export function addressFinding(view: ConnectionView, allowance: Allowance): Done {
  const id = 'address';
  if (view.phase === 'none') return { id, state: 'failed', what: 'no-server' };
  const { address, scheme } = view.server;
  if (view.phase !== 'online') {
    if (allowance === 'mixed') return { id, state: 'failed', what: 'mixed-content' };
    if (allowance === 'denied') return { id, state: 'failed', what: 'denied' };
    if (allowance === 'asks') return { id, state: 'warn', what: 'asks' };
  }
  if (scheme === 'wss') return { id, state: 'ok', what: 'secure' };
  const isHere = hostClass(hostOf(address)) === 'loopback';
  return isHere ? { id, state: 'ok', what: 'plain-here' } : { id, state: 'warn', what: 'plain' };
}

/** Looks around only where nothing better is known. */
export async function linkFinding(
  view: ConnectionView,
  look: (server: ServerRef) => Promise<FailureReason>,
): Promise<Done> {
  const id = 'link';
  switch (view.phase) {
    case 'none':
      return { id, state: 'skipped', what: 'not-tried' };
    case 'online':
      return { id, state: 'ok', what: 'open' };
    case 'offline':
      return { id, state: 'failed', what: 'no-network' };
    case 'connecting':
      return { id, state: 'warn', what: 'still-trying' };
    case 'stopped':
    case 'waiting':
      return { id, state: 'failed', what: await whyNot(view.problem, view.server, look) };
  }
}

async function whyNot(
  problem: ConnectionProblem,
  server: ServerRef,
  look: (server: ServerRef) => Promise<FailureReason>,
): Promise<FindingWhat> {
  if (problem === 'storage') return 'read-only';
  const isVague = problem === 'unreachable' || problem === 'dropped' || problem === 'timeout';
  const cause = isVague ? await look(server) : problem;
  if (cause === 'unreachable') return server.scheme === 'wss' ? 'down-or-certificate' : 'down';
  // Something answers there, and it was a chat server once.
  return isVague && problem !== 'unreachable' && cause === 'not-websocket' ? problem : cause;
}
