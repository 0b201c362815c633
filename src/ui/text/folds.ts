// Which long messages were unfolded: kept while their conversation is the one that is looked at.
import { route } from '../route.ts';

let place: string | undefined;
const unfolded = new Set<string>();

export const isUnfolded = (id: string | undefined): boolean =>
  id !== undefined && place === placeNow() && unfolded.has(id);

export function noteFold(id: string | undefined, isOpen: boolean): void {
  if (id === undefined) return;
  if (place !== placeNow()) unfolded.clear();
  place = placeNow();
  if (isOpen) unfolded.add(id);
  else unfolded.delete(id);
}

function placeNow(): string {
  const { name, arg } = route.peek();
  return `${name} ${arg}`;
}
