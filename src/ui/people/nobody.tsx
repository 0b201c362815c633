// Nobody to show: because nobody is there, or because nobody fits.
import { useModel } from '../model/context.ts';
import { Empty } from '../parts/empty.tsx';
import { t } from '../words/words.ts';
import '../words/with-people-more.ts';
import type { Filter } from './groups.ts';

export interface NobodyProps {
  readonly isSearch: boolean;
  readonly filter: Filter;
}
export function NobodyFound({ isSearch, filter }: NobodyProps) {
  const words = t.value.peopleMore;
  const model = useModel();
  if (!isSearch && filter === 'known') return <Empty title={words.noneKnown}>{words.noneKnownHelp}</Empty>;
  if (!isSearch)
    return (
      <Empty picture="off" title={words.noneYet}>
        {words.noneYetHelp}
      </Empty>
    );
  const now = model.connection.value;
  let known = 0;
  for (const person of model.people.all.value.values()) if (person.known) known += 1;
  return (
    <Empty picture="off" title={words.noneByName}>
      {words.noneByNameHelp(now.phase === 'online' ? now.lights : 0, known)}
    </Empty>
  );
}
