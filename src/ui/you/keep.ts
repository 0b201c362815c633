// Whether the browser promises to keep what is stored here, and asking it to. It is asked by itself once, after the first
// message that was written here; from then on only when the reader wants to.
const ASKED = 'porchlight-keep-asked';

export type Keeping = 'kept' | 'may-be-cleared';

const manager = (): StorageManager | undefined =>
  'storage' in navigator && 'persist' in navigator.storage ? navigator.storage : undefined;

/** How it stands; where a browser cannot tell, nothing is promised. */
export async function keeping(): Promise<Keeping> {
  const isKept =
    'storage' in navigator && 'persisted' in navigator.storage && (await navigator.storage.persisted());
  return isKept ? 'kept' : 'may-be-cleared';
}

/** Asks the browser, which may ask the reader. */
export async function askToKeep(): Promise<Keeping> {
  remember();
  return (await manager()?.persist()) === true ? 'kept' : 'may-be-cleared';
}

/** The same, unless it was ever asked on this device. */
export async function askToKeepOnce(): Promise<void> {
  if (wasAsked() || manager() === undefined || (await keeping()) === 'kept') return;
  await askToKeep();
}

function wasAsked(): boolean {
  try {
    return localStorage.getItem(ASKED) !== null;
  } catch (cause) {
    if (!(cause instanceof DOMException)) throw cause;
    return true; // where nothing can be remembered, nobody is asked twice
  }
}

function remember(): void {
  try {
    localStorage.setItem(ASKED, 'yes');
  } catch (cause) {
    if (!(cause instanceof DOMException)) throw cause;
  }
}

/** Safari, and every browser of an iPhone, in a tab: what no visit touched for seven days is erased, whatever was promised. */
export function mayBeErasedSoon(): boolean {
  const isInstalled = matchMedia('(display-mode: standalone)').matches;
  return navigator.vendor.startsWith('Apple') && !isInstalled;
}
