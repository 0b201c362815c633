// iPhone and iPad: a tab and the installed app keep apart what they store, and a tab's is erased after seven days unseen.

/** True in a tab of any browser there; false in the app on the Home Screen, and everywhere else. */
export function isIosTab(): boolean {
  const { vendor, userAgent, maxTouchPoints } = navigator;
  // An iPad calls itself a Mac; no Mac has a touch screen.
  const isIos = /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
  return vendor.startsWith('Apple') && isIos && !isInstalled();
}

function isInstalled(): boolean {
  const isStandalone = 'standalone' in navigator && navigator.standalone === true;
  return isStandalone || matchMedia('(display-mode: standalone)').matches;
}
