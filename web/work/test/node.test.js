// What runs in Chromium too, here in Node.

import './acts.both.js';
import './keys.both.js';
