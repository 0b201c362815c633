// Sentences for checks that did not pass and that chatting works without.
import { t } from '../words/words.ts';
import '../words/with-connect.ts';

/** @param problem A code of the engine's loop-back note or file check. */
export function warnWords(problem: string): string {
  const words = t.value.connect.warn;
  switch (problem) {
    case 'no-echo':
      return words.noEcho;
    case 'broken':
      return words.broken;
    case 'upload-unreachable':
      return words.uploadUnreachable;
    case 'upload-blocked':
      return words.uploadBlocked;
    case 'upload-blind':
      return words.uploadBlind;
    case 'upload-too-large':
      return words.uploadTooLarge;
    case 'upload-http':
      return words.uploadHttp;
    case 'upload-odd-answer':
      return words.uploadOddAnswer;
    case 'other-host':
      return words.otherHost;
    case 'download-unreachable':
      return words.downloadUnreachable;
    case 'download-differs':
      return words.downloadDiffers;
    default:
      return words.notTried;
  }
}
