// The script of the workplaces.

import { part, tell } from './dom.js';
import { openCasePage } from './casePage.js';
import { openDeskPage } from './deskPage.js';
import { openEnterPage } from './enterPage.js';
import { takeFragment } from './fragment.js';
import { drawSlip, openKeyPage } from './keyPage.js';
import { openPeoplePage } from './peoplePage.js';
import { openStationPage } from './stationPage.js';
import { askToPersist, holdTheLock, keepOffline, offerInstall, openWorkplace, sendWhenPossible } from './workplace.js';

/** @type {{[page: string]: (workplace: import('./workplace.js').Workplace, fragment: string) => Promise<void>}} */
const PAGES = { key: openKeyPage, station: openStationPage, desk: openDeskPage, case: openCasePage, people: openPeoplePage, enter: openEnterPage };

// Before anything can fail: that the script runs, and that no secret stays in the address.
part('not-started').hidden = true;
const fragment = takeFragment();
offerInstall();

async function open() {
  const { page = '' } = part('work').dataset;
  if (!globalThis.crypto?.subtle || !globalThis.indexedDB) {
    part('too-old').hidden = false;
    return;
  }
  if (!(await holdTheLock())) {
    part('other-tab').hidden = false;
    return;
  }
  const workplace = await openWorkplace();
  await PAGES[page]?.(workplace, fragment);
  part('work').dataset.ready = 'true';
  sendWhenPossible(workplace.send);
  await askToPersist();
  await keepOffline().then(() => (part('work').dataset.offline = 'true'), () => undefined);
}

addEventListener('unhandledrejection', (event) => tell(event.reason));

// A slip that is scanned while its page is open doesn't open it anew.
addEventListener('hashchange', () => {
  const next = takeFragment();
  const { page, ready } = part('work').dataset;
  if (next && ready && page === 'key') drawSlip(next);
});
open().catch(tell);
