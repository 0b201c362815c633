// How a name is said in the square. A public post has no room beside its text, so the name stands in the text itself, as
// anybody would write it: `👋 I am Anna`, and nothing else. Only a post whose signature held may be read for it, and what it
// says is what its signer calls themself, no more (DESIGN.md, "Must never look alike").
import { cleanClaimedName } from './clean-name.ts';

const HELLO = /^\s*👋\s*I am (.{1,80}?)\s*$/u;

/** The post that tells everybody what I call myself. */
export const helloPost = (name: string): string => `👋 I am ${name}`;

/** The name that a post says hello with, cleaned; '' where it says none. */
export function nameInHello(text: string): string {
  const name = text.length > 160 ? undefined : HELLO.exec(text)?.[1];
  return name === undefined ? '' : cleanClaimedName(name);
}
