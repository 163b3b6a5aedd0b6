// People: slips for them, the keys that they made, and keys that sign no more. Slips are secret, and rest on this device and in the file
// that the person saves.

import { buildText, newNonce, signText } from '../acts/acts.js';
import { momentOf } from '../acts/moments.js';
import { Refusal, refuse } from '../base/refusal.js';
import { answersIn, keysBySlip, toEnrol } from '../desk/answers.js';
import { isOnlyHere, printSlips } from '../desk/paper.js';
import { readPeople, scopeFor, scopesOf } from '../desk/people.js';
import { mergeSlips, nextSlips, parseSlips, personOf, writeSlips } from '../desk/slips.js';
import { isSlipName, organisationOf, roleOf } from '../keys/enrolment.js';
import { download, element, onPress, part, replacePress, say, sayCode, tell } from './dom.js';
import { oneAfterTheOther } from '../station/signing.js';
import { drawWho } from './casePage.js';
import { fetchAnswers, keyOfName } from './door.js';
import { drawOutbox } from './outboxList.js';

/** @typedef {import('./workplace.js').Workplace} Workplace */
/** @typedef {import('../desk/slips.js').KeptSlip} KeptSlip */
/** @typedef {import('../desk/answers.js').Gave} Gave */

const MOST_KEYS = 200;
const MOST_FILE = 4 << 20;
const MOST_FAULTS = 20;

// Slips are read, changed and written as a whole: one after the other.
const inTurn = oneAfterTheOther();

/** @param {Workplace} workplace */
export async function openPeoplePage(workplace) {
  drawWho(workplace);
  onPress(part('make-one'), async () => {
    const field = /** @type {HTMLInputElement} */ (part('one-name'));
    await inTurn(() => makeSlips(workplace, [checkName(field.value.trim())]));
    field.value = '';
  });
  onFile(part('table'), (text) => inTurn(() => takeTable(workplace, text)));
  onFile(part('take-slips'), (text) => inTurn(() => takeSlips(workplace, text)));
  onPress(part('print'), () => print(workplace));
  onPress(part('save-slips'), async () => download('slips.txt', writeSlips((await keptSlips(workplace)).slips)));
  onPress(part('fetch-answers'), () => fetchKeys(workplace));
  for (const form of document.querySelectorAll('form[data-revoke]')) if (form instanceof HTMLFormElement) onPress(part('revoke', form), () => revoke(workplace, form));
  await drawSlips(workplace);
  workplace.changed = () => drawOutbox(workplace);
  await workplace.changed();
  onPress(part('send'), workplace.send);
}

const organisationHere = () => part('work').dataset.organisation ?? '';

/** @param {string} name */
function checkName(name) {
  if (!isSlipName(name)) refuse('name-malformed');
  return organisationOf(name) === organisationHere() ? name : refuse('slip-of-another-organisation', name);
}

/** @param {Workplace} workplace */
const keptSlips = async ({ database }) => (await database.setting('slips')) ?? { name: /** @type {const} */ ('slips'), slips: [], people: [] };

/**
 * @param {Workplace} workplace
 * @param {KeptSlip[]} slips
 * @param {import('../desk/people.js').Person[]} [people]
 */
async function keep(workplace, slips, people) {
  const kept = await keptSlips(workplace);
  await workplace.database.keepSetting({ name: 'slips', slips, people: people ?? kept.people });
  await drawSlips(workplace);
}

/**
 * @param {Workplace} workplace
 * @param {string[]} names
 * @param {import('../desk/people.js').Person[]} [people]
 */
async function makeSlips(workplace, names, people = []) {
  const kept = await keptSlips(workplace);
  const made = nextSlips(kept.slips, names);
  await keep(workplace, [...kept.slips, ...made], [...kept.people, ...people]);
  part('made').textContent = say('people.made', made.length);
}

/** Slips of a file come to those that are here; what is known of a slip stays. @param {Workplace} workplace @param {string} text */
async function takeSlips(workplace, text) {
  const { slips } = await keptSlips(workplace);
  const merged = mergeSlips(slips, parseSlips(text).map((slip) => (checkName(slip.name), slip)));
  await keep(workplace, merged);
  part('made').textContent = say('people.taken', merged.length - slips.length);
}

/** All of a table or nothing. @param {Workplace} workplace @param {string} table */
async function takeTable(workplace, table) {
  const { people, faults } = readPeople(table, (await keptSlips(workplace)).slips.map(({ name }) => name));
  const stray = people.find(({ name }) => isSlipName(name) && organisationOf(name) !== organisationHere());
  const all = stray === undefined ? faults : [...faults, new Refusal('slip-of-another-organisation', stray.name)];
  part('faults').replaceChildren(...all.slice(0, MOST_FAULTS).map(sayFault));
  if (people.some(({ stations, units }) => stations.length + units.length > 0)) /** @type {HTMLInputElement} */ (part('limit')).checked = true;
  if (all.length === 0 && people.length > 0) await makeSlips(workplace, people.map(({ name }) => name), people);
}

/** @param {Refusal} fault */
function sayFault({ code, detail }) {
  const [, line, rest = detail] = /^line ([0-9]+) ?(.*)$/.exec(detail) ?? [];
  const said = `${rest} ${sayCode(code === 'slip-malformed' ? 'name-malformed' : code)}`.trim();
  return element('li', {}, line === undefined ? said : say('people.line', line, said));
}

/** The newest slip of each name. @param {KeptSlip[]} slips */
const newest = (slips) => [...new Map(slips.map((slip) => [slip.name, slip])).values()];

/** @param {Workplace} workplace */
async function drawSlips(workplace) {
  const { slips } = await keptSlips(workplace);
  const waiting = newest(slips).filter(({ key }) => key === '').length;
  part('slips-waiting').textContent = say('people.answers.waiting', waiting);
  part('print').hidden = waiting === 0;
  part('save-slips').hidden = slips.length === 0;
}

/** As a page of its own, to be opened and printed. @param {Workplace} workplace */
async function print(workplace) {
  const { slips, people } = await keptSlips(workplace);
  const texts = Object.fromEntries(Array.from(document.querySelectorAll('[data-text]'), (text) => [text instanceof HTMLElement ? (text.dataset.text ?? '') : '', text.textContent ?? '']));
  const printing = { address: location.origin, language: document.documentElement.lang, texts, isSimulated: workplace.pin.origin.startsWith('simulated.') };
  if (isOnlyHere(location.origin)) part('made').textContent = say('slip.only-here');
  download('slips.html', printSlips(newest(slips).filter(({ key }) => key === ''), new Map(people.map((person) => [person.name, person])), printing));
}

/** @param {Workplace} workplace */
async function fetchKeys(workplace) {
  const { slips } = await keptSlips(workplace);
  /** @type {Refusal[]} */
  const faults = [];
  const complain = (/** @type {unknown} */ failure) => void (failure instanceof Refusal ? faults.push(failure) : tell(failure));
  const answers = answersIn([await fetchAnswers(organisationHere()).catch(() => refuse('server-unreachable'))]);
  const chosen = await toEnrol(await keysBySlip(workplace.pin, slips, answers, complain), async ({ key }) => (await keyOfName(key.split('+').slice(0, 2).join('+')) ?? refuse('server-unreachable')).state !== 'unknown', complain);
  drawAnswers(chosen, faults);
  part('sign-keys').hidden = chosen.length === 0;
  replacePress(part('sign-keys'), () => inTurn(() => enrol(workplace, chosen)));
}

/** @param {Gave[]} chosen @param {Refusal[]} faults */
function drawAnswers(chosen, faults) {
  const lines = [
    ...chosen.slice(0, MOST_KEYS).map(({ slip }) => element('li', {}, element('b', {}, slip.name), ' ', element('span', { class: 'mark agree' }, say('people.answers.matches')))),
    ...faults.slice(0, MOST_FAULTS).map(({ code, detail }) => element('li', {}, element('b', {}, detail), ' ', element('span', { class: 'mark differ' }, sayCode(code)))),
  ];
  part('answers').replaceChildren(...(lines.length > 0 ? lines : [element('li', {}, say('people.answers.none'))]));
}

/**
 * Keys that match their slips go into one act; what one slip gave is kept first, and never forgotten.
 * @param {Workplace} workplace
 * @param {Gave[]} chosen
 */
async function enrol(workplace, chosen) {
  const now = chosen.slice(0, MOST_KEYS);
  const { slips, people } = await keptSlips(workplace);
  const scopes = /** @type {HTMLInputElement} */ (part('limit')).checked ? scopesOf(people) : undefined;
  const keys = await Promise.all(now.map(async ({ slip, key }) => ({ key, role: roleOf(slip.name), person: await personOf(slip), ...scopeFor(slip, scopes) })));
  const givenBy = (/** @type {KeptSlip} */ slip) => now.find((gave) => gave.slip.name === slip.name && gave.slip.number === slip.number)?.key ?? slip.key;
  await keep(workplace, slips.map((slip) => ({ ...slip, key: givenBy(slip) })));
  await sign(workplace, 'organisations/enrol', { organisation: organisationHere(), keys });
  part('sign-keys').hidden = true;
  if (chosen.length > now.length) part('made').textContent = say('people.answers.next', chosen.length - now.length);
}

/**
 * @param {Workplace} workplace
 * @param {HTMLFormElement} form
 */
async function revoke(workplace, form) {
  const { revoke: keyName = '' } = form.dataset;
  if (!confirm(say('people.revoke.sure', keyName))) return;
  await sign(workplace, 'organisations/revoke', { organisation: organisationHere(), keys: [keyName], reason: String(new FormData(form).get('reason')) });
}

/**
 * @param {Workplace} workplace
 * @param {string} kind
 * @param {{[name: string]: import('../acts/fields.js').Value}} fields
 */
async function sign(workplace, kind, fields) {
  const { key, pin, outbox } = workplace;
  if (key === undefined) refuse('no-key');
  const text = buildText({ origin: pin.origin, kind, nonce: newNonce(), at: momentOf(new Date()), signers: [key.keyName], fields });
  await outbox.add(await signText(text, [key]));
  part('signed').textContent = say('signed', new Date().toTimeString().slice(0, 5));
  await workplace.changed();
  void workplace.send();
}

/**
 * @param {HTMLElement} input
 * @param {(text: string) => Promise<void>} take
 */
function onFile(input, take) {
  input.addEventListener('change', async () => {
    const field = /** @type {HTMLInputElement} */ (input);
    const file = field.files?.[0];
    if (file === undefined) return;
    try {
      if (file.size > MOST_FILE) refuse('bundle-too-long');
      await take(await file.text());
    } catch (failure) {
      tell(failure);
    }
    field.value = '';
  });
}
