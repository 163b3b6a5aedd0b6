// What a JPEG says beside its picture: place, device, times, profiles and comments lie in segments of their own (ITU-T T.81, annex B).

import { concat } from '../base/bytes.js';
import { refuse } from '../base/refusal.js';

const START = 0xd8;
const SCAN = 0xda;
const COMMENT = 0xfe;
const JFIF = 0xe0;
const ADOBE = 0xee;

/** Whether a segment is of the picture itself: APP1 to APP15 but Adobe's say what device and place, and comments anything. @param {number} marker */
const isOfPicture = (marker) => marker !== COMMENT && (marker < JFIF || marker > 0xef || marker === JFIF || marker === ADOBE);

/**
 * The picture, without whatever a browser's encoder put beside it.
 * @param {Uint8Array} jpeg
 */
export function bareJpeg(jpeg) {
  if (jpeg[0] !== 0xff || jpeg[1] !== START) refuse('picture-unreadable');
  const kept = [jpeg.subarray(0, 2)];
  for (let at = 2; ;) {
    const [marker = 0, length] = [jpeg[at + 1], (jpeg[at + 2] ?? 0) * 256 + (jpeg[at + 3] ?? 0)];
    const end = at + 2 + length;
    if (jpeg[at] !== 0xff || marker < 0xc0 || length < 2 || end > jpeg.length) refuse('picture-unreadable');
    if (marker === SCAN) return concat(...kept, jpeg.subarray(at, endOfPicture(jpeg, at)));
    if (isOfPicture(marker)) kept.push(jpeg.subarray(at, end));
    at = end;
  }
}

// What stands behind the end of the picture is no part of it.
/**
 * @param {Uint8Array} jpeg
 * @param {number} from
 */
function endOfPicture(jpeg, from) {
  for (let at = from; at + 1 < jpeg.length; at++) if (jpeg[at] === 0xff && jpeg[at + 1] === 0xd9) return at + 2;
  return refuse('picture-unreadable');
}
