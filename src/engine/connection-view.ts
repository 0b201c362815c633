// What the pages are told of the connection: one view at a time, and only when it has changed.
import type { Clock } from '../lib/clock.ts';
import type {
  ConnectionProblem,
  ConnectionView,
  NeighbourServerView,
  ServerRef,
  Way,
} from './port/connection.ts';

export interface Neighbourhood {
  readonly lights: number;
  readonly servers: readonly NeighbourServerView[];
}

/** How far a connect has come. */
export interface Progress {
  readonly server: ServerRef;
  readonly waitingFor: 'link' | 'list' | 'own-light';
  readonly again: boolean;
  readonly problem: ConnectionProblem | undefined;
  readonly way: Way | undefined;
}

export class ConnectionBoard {
  readonly #clock: Clock;
  readonly #onView: (view: ConnectionView) => void;
  readonly #neighbours: () => Neighbourhood;
  #view: ConnectionView = { phase: 'none' };

  constructor(clock: Clock, neighbours: () => Neighbourhood, onView: (view: ConnectionView) => void) {
    this.#clock = clock;
    this.#neighbours = neighbours;
    this.#onView = onView;
  }

  view(): ConnectionView {
    return this.#view;
  }

  none(): void {
    this.#show({ phase: 'none' });
  }

  connecting({ way, ...now }: Progress): void {
    const since = this.#clock.now();
    this.#show({ phase: 'connecting', ...now, since, ...(way && { way }) });
  }

  online(server: ServerRef): void {
    this.#show({ phase: 'online', server, since: this.#clock.now(), ...this.#neighbours() });
  }

  /** A list was applied: other lights, other servers. */
  neighboursChanged(): void {
    if (this.#view.phase === 'online') this.#show({ ...this.#view, ...this.#neighbours() });
  }

  waiting(server: ServerRef, retryAt: number, problem: ConnectionProblem): void {
    this.#show({ phase: 'waiting', server, retryAt, problem });
  }

  /** More is known of why we wait. */
  explained(problem: ConnectionProblem): void {
    if (this.#view.phase === 'waiting') this.#show({ ...this.#view, problem });
  }

  offline(server: ServerRef): void {
    this.#show({ phase: 'offline', server });
  }

  stopped(server: ServerRef, problem: ConnectionProblem): void {
    this.#show({ phase: 'stopped', server, problem });
  }

  #show(view: ConnectionView): void {
    if (JSON.stringify(view) === JSON.stringify(this.#view)) return;
    this.#view = view;
    this.#onView(view);
  }
}
