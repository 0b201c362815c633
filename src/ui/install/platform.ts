// Where this page runs, as far as installing goes.

/** Runs from its own icon now. */
export function isInstalled(): boolean {
  const isStandalone = matchMedia('(display-mode: standalone)').matches;
  return isStandalone || ('standalone' in navigator && navigator.standalone === true); // the latter on iOS
}

/**
 * A browser's tab on an iPhone or iPad (there all browsers are Safari inside): it and the app on the home screen do not share
 * what they keep, and what no visit touched for seven days is erased.
 */
export const isIosTab = (): boolean =>
  navigator.vendor.startsWith('Apple') && navigator.maxTouchPoints > 1 && !isInstalled();
