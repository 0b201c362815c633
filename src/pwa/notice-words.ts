// What page and service worker say to each other about notifications. The service worker shows them: it alone sees whether
// any page of the app is in front of somebody, and it shows each message once, however many pages tell of it.

/** A chat has something new. */
export interface ShowNotice {
  readonly type: 'notice';
  /** The profile whose it is (ui/profile.ts). */
  readonly as: string;
  /** One notification for each: the chat's id. */
  readonly tag: string;
  readonly title: string;
  readonly body: string;
  /** Grows with each message: what was told once is not told again. */
  readonly at: number;
  /** Where a tap leads, as `#/chat/…`. */
  readonly hash: string;
  /** Shows even while somebody looks at the app: a test the user asked for. */
  readonly always?: true;
}
/** The chat was read. */
export interface DropNotice {
  readonly type: 'notice-done';
  readonly as: string;
  readonly tag: string;
}
/** To the page: the user tapped on a notification. */
export interface OpenPlace {
  readonly type: 'open';
  readonly as: string;
  readonly hash: string;
}

export const isShowNotice = (data: unknown): data is ShowNotice =>
  isOfType(data, 'notice') &&
  areTexts(data, ['as', 'tag', 'title', 'body', 'hash']) &&
  'at' in data &&
  typeof data.at === 'number';

export const isDropNotice = (data: unknown): data is DropNotice =>
  isOfType(data, 'notice-done') && areTexts(data, ['as', 'tag']);

export const isOpenPlace = (data: unknown): data is OpenPlace =>
  isOfType(data, 'open') && areTexts(data, ['as', 'hash']);

function isOfType(data: unknown, type: string): data is object {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === type;
}

function areTexts(data: object, names: readonly string[]): boolean {
  const texts = new Map(Object.entries(data));
  return names.every((name) => typeof texts.get(name) === 'string');
}
