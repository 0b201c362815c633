// A finger that draws a message toward the end edge answers it. Up and down still scroll; where motion is not wanted the
// message stays in its place and only its mark shows.

/** Pixels along the line at which it counts, and beyond which the message does not follow. */
const ENOUGH = 56;
const FARTHEST = 76;
/** Until a finger has moved this far nobody knows where it is going. */
const UNDECIDED = 10;
/** From the edges a browser goes back and forth. */
const EDGE = 24;

interface Swipe {
  readonly row: HTMLElement;
  readonly x: number;
  readonly y: number;
  /** 1: to the right, −1: to the left. */
  readonly toEnd: 1 | -1;
  readonly isStill: boolean;
  isOn: boolean;
  along: number;
}

/**
 * @param moves Whether this message can be answered.
 * @param done Called with the message when the finger lets go far enough.
 * @returns What ends the listening.
 */
export function onSwipeToEnd(
  area: HTMLElement,
  moves: (row: HTMLElement) => boolean,
  done: (row: HTMLElement) => void,
): () => void {
  let swipe: Swipe | undefined;
  const start = ({ touches, target }: TouchEvent): void => {
    rest(swipe);
    const [touch] = touches;
    const row = target instanceof Element ? target.closest<HTMLElement>('.msg, dialog') : null;
    swipe =
      touch === undefined || touches.length > 1 || !row?.matches('.msg') || !moves(row)
        ? undefined
        : begun(row, touch);
  };
  const move = (event: TouchEvent): void => {
    const [touch] = event.touches;
    if (swipe === undefined || touch === undefined) return;
    swipe.along = (touch.clientX - swipe.x) * swipe.toEnd;
    const across = Math.abs(touch.clientY - swipe.y);
    if (!swipe.isOn) {
      if (across > UNDECIDED || swipe.along < -UNDECIDED) swipe = undefined;
      else if (swipe.along > UNDECIDED) swipe.isOn = true;
      if (swipe?.isOn !== true) return;
    }
    if (event.cancelable) event.preventDefault();
    follow(swipe);
  };
  const end = (event: TouchEvent): void => {
    const now = swipe;
    swipe = undefined;
    rest(now);
    if (now?.isOn !== true || now.along < ENOUGH || event.type !== 'touchend') return;
    if (event.cancelable) event.preventDefault(); // no tap
    done(now.row);
  };
  area.addEventListener('touchstart', start, { passive: true });
  area.addEventListener('touchmove', move, { passive: false });
  area.addEventListener('touchend', end);
  area.addEventListener('touchcancel', end);
  return () => {
    area.removeEventListener('touchstart', start);
    area.removeEventListener('touchmove', move);
    area.removeEventListener('touchend', end);
    area.removeEventListener('touchcancel', end);
  };
}

function begun(row: HTMLElement, { clientX, clientY }: Touch): Swipe | undefined {
  if (clientX < EDGE || clientX > innerWidth - EDGE) return undefined;
  const toEnd = getComputedStyle(row).direction === 'rtl' ? -1 : 1;
  const isStill =
    document.documentElement.dataset['motion'] === 'less' ||
    matchMedia('(prefers-reduced-motion: reduce)').matches;
  return { row, x: clientX, y: clientY, toEnd, isStill, isOn: false, along: 0 };
}

function follow({ row, along, toEnd, isStill }: Swipe): void {
  const moved = Math.max(0, Math.min(along, FARTHEST));
  if (!isStill) row.style.translate = `${moved * toEnd}px`;
  row.classList.add('is-drawn');
  row.classList.toggle('is-enough', along >= ENOUGH);
}

function rest(swipe: Swipe | undefined): void {
  if (swipe?.isOn !== true) return;
  swipe.row.style.translate = '';
  swipe.row.classList.remove('is-drawn', 'is-enough');
}
