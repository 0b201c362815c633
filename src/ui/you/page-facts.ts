// What only the page can tell the self-check: how its browser keeps storage and what it allows from this page.
import type { PageFacts } from '../../engine/port/checks.ts';
import { allowanceFor } from '../connect/allowance.ts';
import type { Model } from '../model/model.ts';
import { keeping } from './keep.ts';

export async function pageFacts(model: Model): Promise<PageFacts> {
  const now = model.connection.peek();
  const view = model.servers.peek().find((server) => server.isCurrent);
  const scheme = now.phase === 'none' ? view?.scheme : now.server.scheme;
  const isSame = now.phase === 'none' || now.server.address === view?.address;
  const allowance =
    view === undefined || scheme === undefined || !isSame
      ? 'fine'
      : await allowanceFor(view.hostClass, scheme);
  return {
    allowance,
    storage: model.storageProblem.peek() ?? (await keeping()),
  };
}
