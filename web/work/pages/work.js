// The script of the workplaces.

import { part, tell } from './dom.js';
import { openBoardPage } from './boardPage.js';
import { openCasePage } from './casePage.js';
import { openDecisionPage } from './decisionPage.js';
import { openDeskPage } from './deskPage.js';
import { openEnterPage } from './enterPage.js';
import { takeFragment } from './fragment.js';
import { drawSlip, openKeyPage } from './keyPage.js';
import { openPeoplePage } from './peoplePage.js';
import { openStationPage } from './stationPage.js';
import { openWallPage } from './wallPage.js';
import { askToPersist, holdTheLock, keepOffline, offerInstall, openWorkplace, sendWhenPossible } from './workplace.js';

/** @type {{[page: string]: (workplace: import('./workplace.js').Workplace, fragment: string) => Promise<void>}} */
const PAGES = { key: openKeyPage, station: openStationPage, desk: openDeskPage, case: openCasePage, people: openPeoplePage, enter: openEnterPage, 'board-station': openDecisionPage };

/** Pages that only show the register: they sign nothing, keep nothing, and may be open beside each other. @type {{[page: string]: () => Promise<void>}} */
const SHOWING = { board: openBoardPage, wall: openWallPage };

// Before anything can fail: that the script runs, and that no secret stays in the address.
part('not-started').hidden = true;
const fragment = takeFragment();
const { page = '' } = part('work').dataset;
if (SHOWING[page] === undefined) offerInstall();

async function open() {
  if (SHOWING[page] !== undefined) {
    await SHOWING[page]();
    part('work').dataset.ready = 'true';
    return;
  }
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
  if (next && part('work').dataset.ready && page === 'key') drawSlip(next);
});
open().catch(tell);
