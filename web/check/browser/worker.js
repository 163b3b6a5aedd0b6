// Runs a check beside the page, so that it goes on answering and can end the check.

import { address } from '../browser.js';
import { Refusal } from '../base/refusal.js';
import { checkReceipt, checkStation, opened } from './station.js';

/** @typedef {import('./station.js').Pinned} Pinned */
/** @typedef {Pinned & {task: 'station', page: string, station: string}} StationTask */
/** @typedef {Pinned & {task: 'receipt', receipt: string}} ReceiptTask */
/** @typedef {{task: 'place', place: string, logKey: string, founding: string}} PlaceTask */
/** @typedef {{task: 'whole', logKey: string, founding: string}} WholeTask */
/** @typedef {Pinned & {task: 'open'}} OpenTask the first, before anybody asks for anything */
/** @typedef {OpenTask | StationTask | ReceiptTask | PlaceTask | WholeTask} Task */

const root = new URL('/', self.location.href).href;
const files = address(root);

/** @param {string} path */
const read = async (path) => files.read(path);

/** @param {Record<string, unknown>} said */
const say = (said) => self.postMessage(said);

/**
 * @param {number} done
 * @param {number} of
 */
const progress = (done, of) => say({ done, of });

/** @type {Promise<import('./station.js').Opened> | undefined} */
let register;

/**
 * The register as it was read last, or anew where it has no more records than this.
 * @param {Pinned} pinned
 * @param {number} least
 */
async function open(pinned, least) {
  const held = await register?.catch(() => undefined);
  if (held !== undefined && held.checkpoint.size > least) return held;
  register = opened(read, pinned);
  return register;
}

/** @param {Task} task */
async function run(task) {
  const at = (/** @type {number} */ least) => open(/** @type {Pinned} */ (task), least);
  if (task.task === 'open') return void await at(0).catch(() => undefined);
  if (task.task === 'station') return checkStation(read, task.page, task.station, at, progress);
  if (task.task === 'receipt') return checkReceipt(read, task.receipt, at);
  const log = address(`${root}log/`);
  const pins = { logKey: task.logKey, founding: task.founding };
  if (task.task === 'place') return (await import('./place.js')).checkPlace(log, task.place, pins, progress);
  return (await (await import('../check.js')).check(log, pins, progress)).json();
}

self.addEventListener('message', ({ data }) => {
  run(data).then((result) => (result === undefined ? undefined : say({ result })), (error) => {
    say({ refused: error instanceof Refusal ? { code: error.code, detail: error.detail } : { code: 'file-not-read', detail: String(error) } });
  });
});
