// The web app manifest. Addresses are relative, so the app installs from any folder (PRODUCT.md §2).

/** Light values of `--paper` and `--dusk-fill` (a test compares them with ui/style/tokens.css). */
export const THEME_COLOUR = '#faf6f0';

export const MANIFEST = {
  id: './',
  name: 'Porchlight',
  short_name: 'Porchlight',
  description: 'Neighbours chat, sealed end to end, over servers nobody owns alone.',
  lang: 'en',
  dir: 'ltr',
  start_url: './',
  scope: './',
  display: 'standalone',
  background_color: THEME_COLOUR,
  theme_color: THEME_COLOUR,
  categories: ['social', 'communication'],
  icons: [
    { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
    { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: 'icons/maskable-192.png', sizes: '192x192', type: 'image/png', purpose: 'maskable' },
    { src: 'icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    { src: 'icons/badge-96.png', sizes: '96x96', type: 'image/png', purpose: 'monochrome' },
  ],
  /** Cards from elsewhere: the text stands behind `#`, as in a link. */
  protocol_handlers: [{ protocol: 'web+olaf', url: './#/i/%s' }],
  shortcuts: [
    { name: 'My card', url: './#/you/card', icons: [{ src: 'icons/icon-192.png', sizes: '192x192' }] },
    { name: 'People', url: './#/people', icons: [{ src: 'icons/icon-192.png', sizes: '192x192' }] },
    { name: 'Square', url: './#/square', icons: [{ src: 'icons/icon-192.png', sizes: '192x192' }] },
  ],
  /** Taken from the running app by `npm run pictures`; the build leaves out those that are not there. */
  screenshots: [
    {
      src: 'screenshots/narrow-chats.png',
      sizes: '1080x2340',
      type: 'image/png',
      form_factor: 'narrow',
      label: 'Your chats',
    },
    {
      src: 'screenshots/narrow-chat.png',
      sizes: '1080x2340',
      type: 'image/png',
      form_factor: 'narrow',
      label: 'A sealed chat',
    },
    {
      src: 'screenshots/wide-chat.png',
      sizes: '1280x800',
      type: 'image/png',
      form_factor: 'wide',
      label: 'Chats beside a conversation',
    },
  ],
} as const;
