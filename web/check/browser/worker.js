// Runs a check beside the page, so that it goes on answering and can end the check.

import { address } from '../browser.js';
import { Refusal } from '../base/refusal.js';
import { checkReceipt, checkStation } from './station.js';

/** @typedef {{task: 'station', page: string, station: string, logKey: string}} StationTask */
/** @typedef {{task: 'receipt', receipt: string, logKey: string}} ReceiptTask */
/** @typedef {{task: 'whole', place: string, logKey: string, founding: string}} WholeTask */
/** @typedef {StationTask | ReceiptTask | WholeTask} Task */

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

/** @param {Task} task */
async function run(task) {
  if (task.task === 'station') return checkStation(read, task.page, task.station, task, progress);
  if (task.task === 'receipt') return checkReceipt(read, task.receipt, task);
  const { checkWhole } = await import('./whole.js');
  return checkWhole(`${root}log/`, task, progress);
}

self.addEventListener('message', ({ data }) => {
  run(data).then((result) => say({ result }), (error) => {
    say({ refused: error instanceof Refusal ? { code: error.code, detail: error.detail } : { code: 'file-not-read', detail: String(error) } });
  });
});
