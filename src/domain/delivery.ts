// Send states: one vocabulary everywhere (RELIABILITY.md, "Send states").

/** Why a message could not go out. Each has a sentence and a next step in the catalogue. */
export type FailCause =
  | 'too-long' // the finished frame would exceed the limit of 768 KiB
  | 'no-recipients' // every recipient's key is missing or not to spec
  | 'upload-refused' // HTTP error of the upload, see the file's own state
  | 'upload-too-large' // 413
  | 'upload-unreachable' // network, CORS or server down
  | 'upload-blocked' // a server known to keep browsers out, and no other way for this file
  | 'waited' // nobody it was for had a light on for seven days
  | 'cancelled';

export type SendState =
  | { readonly kind: 'queued' } // saved here, waits for the server or for a light to come on
  | { readonly kind: 'sealed' } // exact bytes and counter are stored
  | { readonly kind: 'written' } // handed to the socket
  | { readonly kind: 'accepted' } // own echo or list barrier: "Passed on"
  | { readonly kind: 'delivered' } // every Porchlight recipient has sent a receipt
  | { readonly kind: 'read' }
  | { readonly kind: 'held' } // no evidence: "Not confirmed"
  | { readonly kind: 'failed'; readonly cause: FailCause };
