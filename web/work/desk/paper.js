// Slips as a page to print: three on a sheet of A4. The address with its secret is in the QR code, the three to be typed stand beside
// it, and a stub with no secret stays with the organisation. Nobody's name is on it: a number, and the place where the desk wants one.

import { refuse } from '../base/refusal.js';
import { writeSecret, writeSlip } from '../keys/enrolment.js';
import { pathOfModules, modulesOfAddress } from '../pages/qr.js';

/** @typedef {import('../keys/enrolment.js').Slip} Slip */
/** @typedef {import('./people.js').Person} Person */
/** @typedef {{[key: string]: string}} Texts */
/** @typedef {{address: string, language: string, texts: Texts, isSimulated: boolean}} Printing */

const QUIET = 4;
const GROUP = 4;
const STEPS = ['slip.step.scan', 'slip.step.make', 'slip.step.wait'];
const LOOK = `@page { size: A4; margin: 0 }
body { margin: 0; color: #000; background: #fff; font: 10pt/1.55 "Noto Sans", "Noto Sans Khmer", sans-serif }
.slip { box-sizing: border-box; width: 210mm; height: 99mm; padding: 5mm 7mm; overflow: hidden; break-inside: avoid; border-bottom: 1px dashed #000; display: grid; grid-template-columns: 50mm 1fr 42mm; grid-template-rows: auto 1fr; gap: 1mm 5mm }
.sim { grid-column: 1 / -1; text-align: center; border: 1px solid #000; font-size: 8.5pt }
.sim:empty { border: 0 }
h1 { font-size: 14pt; line-height: 1.4; margin: 0 }
p, ol { margin: 0 0 1.5mm }
ol { padding-left: 6mm }
b { font-size: 13pt }
svg { display: block; width: 48mm }
code { font: 600 10.5pt/1.4 monospace; overflow-wrap: anywhere }
.fine { font-size: 8.5pt }
.stub { border-left: 1px dashed #000; padding-left: 4mm }
.line { border-bottom: 1px solid #000; height: 8mm; margin-bottom: 1mm }
.note { border: 2px solid #000; padding: 4mm 7mm; margin: 0 }
@media print { .note { display: none } }`;

/** Whether an address leads to the machine that asks, and so no phone anywhere. @param {string} address */
export const isOnlyHere = (address) => /^(?:localhost|127(?:\.[0-9]+){3}|\[::1\])$|\.localhost$/.test(new URL(address).hostname);

/**
 * @param {Slip[]} slips
 * @param {Map<string, Person>} people by name
 * @param {Printing} printing
 */
export function printSlips(slips, people, printing) {
  const say = speech(printing.texts);
  const drawn = slips.map((slip) => slipOf(slip, people.get(slip.name), printing));
  const note = isOnlyHere(printing.address) ? `<p class="note">${say('slip.only-here')}</p>\n` : '';
  return `<!DOCTYPE html>\n<html lang="${printing.language}"><head><meta charset="utf-8"><title>${say('slip.title')}</title><style>\n${LOOK}\n</style></head><body>\n${note}${drawn.join('\n')}\n</body></html>\n`;
}

/**
 * @param {Slip} slip
 * @param {Person | undefined} person
 * @param {Printing} printing
 */
function slipOf(slip, person, { address, language, texts, isSimulated }) {
  const say = speech(texts);
  const page = new URL(`/${language}/work/key`, address);
  const [, role = '', digits = ''] = /\/([a-z]+)-([0-9]+)$/.exec(slip.name) ?? [];
  const who = `<p>${say(`slip.role.${role}`)}<br><b>${say('slip.number', own(digits, texts))}</b></p>${person?.place ? `<p>${escape(person.place)}</p>` : ''}${person?.stations.length ? `<p>${person.stations.map((station) => `<strong>${escape(station)}</strong>`).join('<br>')}</p>` : ''}`;
  return `<section class="slip"><div class="sim">${isSimulated ? say('simulated') : ''}</div>
<div>${qr(`${page}#${writeSlip(slip)}`)}${who}</div>
<div><h1>${say('slip.lead')}</h1><ol>${STEPS.map((step) => `<li>${say(step)}</li>`).join('')}</ol>
<p class="fine">${say('slip.type')}</p><p><code>${escape(page.host + page.pathname)}<br>${escape(slip.name)} · ${slip.number}<br>${grouped(writeSecret(slip.secret))}</code></p>
<p><strong>${say('slip.once')}</strong></p></div>
<div class="stub"><p class="fine">${say('slip.stub')}</p>${who}<p><code>${escape(slip.name)} · ${slip.number}</code></p><p>${say('slip.received')}</p><div class="line"></div><p>${say('slip.signature')}</p><div class="line"></div></div></section>`;
}

/** @param {Texts} texts */
const speech = (texts) => (/** @type {string} */ key, /** @type {string} */ value = '') => escape((texts[key] ?? refuse('text-missing', key)).replace('{0}', value));

/** A number in the language's own digits, where it has any. @param {string} digits @param {Texts} texts */
const own = (digits, texts) => Array.from(digits, (digit) => Array.from(texts['language.digits.signs'] ?? '')[Number(digit)] ?? digit).join('');

/** @param {string} secret */
const grouped = (secret) => (secret.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join(' ');

/** @param {string} text */
const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** @param {string} text */
function qr(text) {
  const modules = modulesOfAddress(text);
  const size = modules.length + 2 * QUIET;
  return `<svg viewBox="-${QUIET} -${QUIET} ${size} ${size}" role="img"><path d="${pathOfModules(modules)}"/></svg>`;
}
