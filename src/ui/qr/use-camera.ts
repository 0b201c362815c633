// The camera, while a dialog looks through it: asked for, read five times a second, and let go at the end.
import { type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { readFrame } from './read-image.ts';

export type Camera = 'asking' | 'on' | 'denied' | 'none';
const LOOK_MS = 200;

/** Shows the camera in `video` and tells each new text it sees. */
export function useCamera(
  video: RefObject<HTMLVideoElement | null>,
  onText: (text: string) => void,
): Signal<Camera> {
  const state = useSignal<Camera>('asking');
  useEffect(() => {
    let stream: MediaStream | undefined;
    let isGone = false;
    let timer = 0;
    let last = '';
    const look = async (): Promise<void> => {
      const seen = video.current === null ? undefined : await readFrame(video.current);
      if (isGone) return;
      if (seen !== undefined && seen !== last) onText(seen);
      last = seen ?? last;
      timer = window.setTimeout(() => void look().catch(stop), LOOK_MS);
    };
    const start = async (): Promise<void> => {
      if (navigator.mediaDevices?.getUserMedia === undefined) return void (state.value = 'none');
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (isGone || video.current === null) {
        letGo(stream);
        stream = undefined;
        return;
      }
      video.current.srcObject = stream;
      await video.current.play();
      state.value = 'on';
      await look();
    };
    const stop = (error: unknown): void => {
      if (stream !== undefined) letGo(stream);
      if (isGone) return;
      state.value = error instanceof DOMException && error.name === 'NotAllowedError' ? 'denied' : 'none';
    };
    start().catch(stop);
    return () => {
      isGone = true;
      clearTimeout(timer);
      if (stream !== undefined) letGo(stream);
    };
  }, []);
  return state;
}

function letGo(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
