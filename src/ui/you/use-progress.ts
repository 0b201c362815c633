// How far the engine is with an export or import.
import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ProgressEvent } from '../../engine/port/archive.ts';
import { useModel } from '../model/context.ts';

export function useProgress(job: ProgressEvent['job']): ReadonlySignal<ProgressEvent | undefined> {
  const { port } = useModel();
  const progress = useSignal<ProgressEvent | undefined>(undefined);
  useEffect(
    () =>
      port.onEvent((event) => {
        if (event.type === 'progress' && event.job === job) progress.value = event;
      }),
    [port, job],
  );
  return progress;
}
