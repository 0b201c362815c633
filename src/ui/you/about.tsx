// You › About: which Porchlight this is, what it dropped, and what it cannot do.
import { useModel } from '../model/context.ts';
import { Cell } from '../parts/cells.tsx';
import { t } from '../words/words.ts';
import '../words/with-knowing.ts';
import '../words/with-you.ts';
import '../parts/more-shapes.ts';

export function About() {
  const model = useModel();
  const words = t.value.you;
  const { unproven, malformed, blocked } = model.counts.value;
  return (
    <>
      <p class="groupnote">{words.aboutText}</p>
      <div class="card">
        <Cell icon="info" title={words.version} value={<bdi dir="ltr">{model.app.version}</bdi>} />
        <Cell icon="pulse" title={words.unproven(unproven)} help={words.sinceOpened} />
        <Cell icon="pulse" title={words.malformed(malformed)} help={words.sinceOpened} />
        {blocked > 0 && <Cell icon="block" title={t.value.knowing.letGo(blocked)} help={words.sinceOpened} />}
      </div>
      <p class="groupnote">{words.serversSee}</p>
      <p class="groupnote">{words.limits}</p>
    </>
  );
}
