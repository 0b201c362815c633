// How the app looks and behaves on this device.

export interface Preferences {
  readonly theme: 'auto' | 'light' | 'dark';
  readonly textSize: 0 | 1 | 2 | 3; // 1 is the browser's own
  readonly contrast: 'auto' | 'more';
  readonly motion: 'auto' | 'less';
  readonly underlineLinks: boolean;
  /** Showing "delivered" and "read", and telling others when something was read. */
  readonly receipts: boolean;
  /** Tells others that one is writing, and shows that they are. */
  readonly typing: boolean;
  /** What a notification says: nothing at all, that there is something, from whom, what. */
  readonly notifications: 'off' | 'quiet' | 'names' | 'text';
  /** The question whether to show notifications was answered, either way. */
  readonly noticesAsked: boolean;
  readonly squareConfirmed: boolean; // "Don't ask again on this device"
  /** Minutes after which an app lock closes when nobody uses the app; 0: never. Absent: 15. */
  readonly lockAfter?: 0 | 1 | 5 | 15 | 60;
  /** The other device with my key is mine, I said; absent: nobody asked, or not answered. */
  readonly elsewhereKnown?: boolean;
  /** My name was said in the square from this device, or I wanted it not to be offered any more. */
  readonly helloDone?: boolean;
}
