// What runs in Chromium too, here in Node.

import 'fake-indexeddb/auto';
import './acts.both.js';
import './carried.both.js';
import './checklistAct.both.js';
import './checklists.both.js';
import './keys.both.js';
import './drafts.both.js';
import './outbox.both.js';
import './scripts.both.js';
import './station.both.js';
