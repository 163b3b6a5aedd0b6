// The script of the workplaces.

import { part, tell } from './dom.js';
import { takeSlip } from './fragment.js';
import { drawSlip, openKeyPage } from './keyPage.js';
import { openStationPage } from './stationPage.js';
import { askToPersist, holdTheLock, keepOffline, offerInstall, openWorkplace, sendWhenPossible } from './workplace.js';

// Before anything can fail: that the script runs, and that no slip's secret stays in the address.
part('not-started').hidden = true;
offerInstall();
const slip = takeSlip();

async function open() {
  const { page } = part('work').dataset;
  if (!globalThis.crypto?.subtle || !globalThis.indexedDB) {
    part('too-old').hidden = false;
    return;
  }
  if (!(await holdTheLock())) {
    part('other-tab').hidden = false;
    return;
  }
  const workplace = await openWorkplace();
  await (page === 'station' ? openStationPage(workplace) : openKeyPage(workplace, slip));
  part('work').dataset.ready = 'true';
  sendWhenPossible(workplace.send);
  await askToPersist();
  await keepOffline().then(() => (part('work').dataset.offline = 'true'), () => undefined);
}

addEventListener('unhandledrejection', (event) => tell(event.reason));

// A slip that is scanned while its page is open doesn't open it anew.
addEventListener('hashchange', () => {
  const next = takeSlip();
  const { page, ready } = part('work').dataset;
  if (next && ready && page === 'key') drawSlip(next);
});
open().catch(tell);
