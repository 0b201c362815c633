// The self-check: everything a connection needs, looked at one after the other with the connection there is. It opens no
// second socket (one connection per key) and sends two things, a sealed note to ourselves and a small random file.
import type { Clock } from '../lib/clock.ts';
import type { Dialect } from '../protocol/dialect.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { FailureReason } from '../wire/probe.ts';
import { addressFinding, linkFinding } from './doctor-link.ts';
import type { FileResult } from './file-check.ts';
import type { NoteResult } from './loop-back.ts';
import type { ConnectionView, ServerRef } from './port/connection.ts';
import type { Finding, FindingId, PageFacts } from './port/checks.ts';

export interface DoctorDeps {
  readonly clock: Clock;
  readonly publish: (findings: readonly Finding[]) => void;
  readonly view: () => ConnectionView;
  readonly dialect: () => Dialect;
  /** Why a server does not open; looks around once. */
  readonly look: (server: ServerRef) => Promise<FailureReason>;
  readonly keysWork: () => Promise<boolean>;
  /** Asks for a list; false when none came. */
  readonly barrier: () => Promise<boolean>;
  /** Our key stands in the list a second time. */
  readonly isElsewhere: () => boolean;
  /** Reject with anything: what could not be done is not tried. */
  readonly note: () => Promise<NoteResult>;
  readonly file: (server: ServerRef) => Promise<FileResult>;
}

const ORDER: readonly FindingId[] = [
  'keys',
  'storage',
  'address',
  'link',
  'list',
  'listed',
  'dialect',
  'note',
  'upload',
  'download',
  'frame',
];
/** Without a connection these cannot be looked at. */
const ONLINE: readonly FindingId[] = ['list', 'listed', 'dialect', 'note', 'upload', 'download', 'frame'];

type Done = Exclude<Finding, { state: 'todo' | 'running' }>;

export class Doctor {
  readonly #deps: DoctorDeps;
  readonly #findings = new Map<FindingId, Finding>();

  constructor(deps: DoctorDeps) {
    this.#deps = deps;
    for (const id of ORDER) this.#findings.set(id, { id, state: 'todo' });
  }

  /** Looks at everything once. */
  async run({ allowance, storage }: PageFacts): Promise<readonly Finding[]> {
    await this.#look('keys', () => this.#keys());
    await this.#look('storage', async () => ({ id: 'storage', state: stateOf(storage), what: storage }));
    const view = this.#deps.view();
    await this.#look('address', async () => addressFinding(view, allowance));
    await this.#look('link', () => linkFinding(view, this.#deps.look));
    if (view.phase === 'online') await this.#online(view.server);
    else for (const id of ONLINE) this.#tell({ id, state: 'skipped', what: 'not-tried' });
    return this.#all();
  }

  async #online(server: ServerRef): Promise<void> {
    const { isElsewhere, dialect } = this.#deps;
    await this.#look('list', () => this.#list());
    await this.#look('listed', async () =>
      isElsewhere()
        ? { id: 'listed', state: 'warn', what: 'listed-twice' }
        : { id: 'listed', state: 'ok', what: 'light-on' },
    );
    this.#tell({ id: 'dialect', state: 'ok', what: 'spoken', detail: dialect().id });
    await this.#look('note', () => this.#note());
    await this.#files(server);
    // Known of its kind; a frame too much would end the socket, so none is sent to find out.
    const detail = Math.min(dialect().manners.frameLimit, LIMITS.outboundFrame);
    this.#tell({ id: 'frame', state: 'ok', what: 'frame-limit', detail });
  }

  async #keys(): Promise<Done> {
    const { clock, keysWork } = this.#deps;
    const start = clock.monotonic();
    const works = await keysWork();
    const ms = Math.round(clock.monotonic() - start);
    return works
      ? { id: 'keys', state: 'ok', what: 'keys-work', ms }
      : { id: 'keys', state: 'failed', what: 'keys-broken' };
  }

  async #list(): Promise<Done> {
    const { clock, barrier } = this.#deps;
    const start = clock.monotonic();
    if (!(await barrier())) return { id: 'list', state: 'failed', what: 'silent' };
    return { id: 'list', state: 'ok', what: 'answers', ms: Math.round(clock.monotonic() - start) };
  }

  async #note(): Promise<Done> {
    if (!this.#deps.dialect().manners.echoesChat) return { id: 'note', state: 'skipped', what: 'no-copies' };
    const result = await this.#deps.note();
    if (result.kind === 'ok') return { id: 'note', state: 'ok', what: 'came-home', ms: result.ms };
    if (result.kind === 'broken') return { id: 'note', state: 'failed', what: 'broken' };
    if (result.kind === 'not-tried') return { id: 'note', state: 'skipped', what: 'not-tried' };
    return { id: 'note', state: 'warn', what: 'no-echo' };
  }

  /** One file tells of both ways. */
  async #files(server: ServerRef): Promise<void> {
    this.#tell({ id: 'upload', state: 'running' });
    const result = await this.#deps.file(server).catch(() => undefined);
    if (result === undefined) {
      this.#tell({ id: 'upload', state: 'skipped', what: 'not-tried' });
      this.#tell({ id: 'download', state: 'skipped', what: 'not-tried' });
      return;
    }
    const wentUp =
      result.kind === 'ok' || result.kind === 'other-host' || result.kind.startsWith('download-');
    if (!wentUp) {
      this.#tell({ id: 'upload', state: 'warn', what: result.kind });
      this.#tell({ id: 'download', state: 'skipped', what: 'not-tried' });
      return;
    }
    this.#tell({ id: 'upload', state: 'ok', what: 'went-up' });
    if (result.kind === 'ok') this.#tell({ id: 'download', state: 'ok', what: 'came-back', ms: result.ms });
    else this.#tell({ id: 'download', state: 'warn', what: result.kind });
  }

  async #look(id: FindingId, task: () => Promise<Done>): Promise<void> {
    this.#tell({ id, state: 'running' });
    this.#tell(await task().catch((): Done => ({ id, state: 'skipped', what: 'not-tried' })));
  }

  #tell(finding: Finding): void {
    this.#findings.set(finding.id, finding);
    this.#deps.publish(this.#all());
  }

  #all(): readonly Finding[] {
    return [...this.#findings.values()];
  }
}

function stateOf(storage: PageFacts['storage']): 'ok' | 'warn' | 'failed' {
  return storage === 'kept' ? 'ok' : storage === 'may-be-cleared' ? 'warn' : 'failed';
}
