// Names on the wire, as cheaply as they can be had: a canonical fingerprint of a known key is looked up, for all else the
// part for other dialects is loaded.
import { isFingerprint } from '../domain/fingerprint.ts';
import type { Fingerprint } from '../domain/ids.ts';
import type { AliasDeps, Aliases, Named } from './aliases.ts';
import { orLost, otherDialects } from './later.ts';
import type { FormWriter } from './verifier.ts';

type Others = Awaited<ReturnType<typeof otherDialects>>;

export class Names {
  readonly #deps: AliasDeps;
  #aliases: Aliases | undefined;
  #others: Others | undefined;

  constructor(deps: AliasDeps) {
    this.#deps = deps;
  }

  /** As `Aliases.resolve`. */
  async resolve(name: string, thorough = true): Promise<Named | undefined> {
    if (this.#isKnown(name)) return { person: name, form: { of: 'one-line', text: 'base64' } };
    return (await this.#index()).resolve(name, thorough);
  }

  /** Who these are; undefined for whom nobody knows. A thousand that are known cost no turn of their own. */
  async all(names: readonly string[]): Promise<readonly (Fingerprint | undefined)[]> {
    const found: (Fingerprint | undefined)[] = [];
    for (const name of names) found.push(this.#isKnown(name) ? name : (await this.resolve(name))?.person);
    return found;
  }

  #isKnown(name: string): name is Fingerprint {
    const { self, directory } = this.#deps;
    return isFingerprint(name) && (name === self.fingerprint || directory.lookup(name) !== undefined);
  }

  /** Who these are; those whose key was never listed get a name of their own (rule 4). */
  async members(names: readonly string[]): Promise<readonly Fingerprint[]> {
    const people: Fingerprint[] = [];
    for (const name of names) {
      const named = await this.resolve(name);
      people.push(named?.person ?? (await (await this.others()).provisional(name)));
    }
    return people;
  }

  async bind(name: string, person: Fingerprint): Promise<void> {
    (await this.#index()).bind(name, person);
  }

  /** True for a name that writes a hash in some way: then it is probably that of a key. */
  isHash(name: string): boolean {
    return name.length === 32 || name.length === 44 || name.length === 64 || name.length === 88;
  }

  write: FormWriter = async (frame, signings) => (await this.others()).textsFor(frame, signings);

  /** Without the part nothing is known about the frame: as if the crypto workers were lost. */
  async others(): Promise<Others> {
    return (this.#others ??= await orLost(otherDialects()));
  }

  async #index(): Promise<Aliases> {
    const { Aliases } = await this.others();
    return (this.#aliases ??= new Aliases(this.#deps));
  }
}
