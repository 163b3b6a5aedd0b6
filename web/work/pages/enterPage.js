// Enter forms: the forms of a commune, one after the other, by keypad alone. The server wrote the forms; what is typed stays on this computer
// until it is sealed, and nobody's entry is ever shown to the other clerk.

import { buildText, newNonce } from '../acts/acts.js';
import { momentOf } from '../acts/moments.js';
import { addressOf, placeAt } from '../enter/places.js';
import { keptBy, oneAtATime, openReady, settle } from '../enter/resting.js';
import { OPEN, WAITING, isOf, roundOf, stateOf } from '../enter/states.js';
import { organisationOf } from '../keys/enrolment.js';
import { onPress, part, say, sayCode, tell } from './dom.js';
import { fetchEntries } from './door.js';
import { draftPage, openSheet } from './enterSheet.js';
import { whyVoid } from './foreseen.js';
import { drawOutbox } from './outboxList.js';
import { drawSigner } from './signer.js';

/** @typedef {import('./workplace.js').Workplace} Workplace */
/** @typedef {import('../enter/states.js').Status} Status */
/** @typedef {{link: HTMLAnchorElement, station: string, form: string, sheet: string, name: string}} Place */
/** @typedef {{statuses: Status[] | undefined, kept: import('../enter/states.js').Kept[], items: import('../outbox/states.js').Item[], drafts: import('../outbox/database.js').Draft[]}} Known */

const REST_MS = 4_000;

/** @param {Workplace} workplace */
export async function openEnterPage(workplace) {
  if (document.querySelector('[data-part=round]') === null) return openChoice(workplace);
  const places = placesOf();
  drawSigner(workplace);
  if (workplace.key === undefined) return;
  const view = new EnterView(workplace, places);
  workplace.changed = () => view.look();
  onPress(part('send'), workplace.send);
  addEventListener('hashchange', () => void view.choose().catch(tell));
  // Whom a link leads to the form that is there already, it leads into it.
  for (const place of places) place.link.addEventListener('click', () => place === view.chosen() && view.focus());
  // Before the first look: what goes wrong in that one is tried again.
  setInterval(() => document.visibilityState === 'visible' && void view.ask().catch(tell), REST_MS);
  await view.look().catch(tell);
}

/** Places to choose from, and what waits. @param {Workplace} workplace */
async function openChoice(workplace) {
  workplace.changed = () => drawOutbox(workplace);
  await workplace.changed();
  onPress(part('send'), workplace.send);
}

/** @returns {Place[]} */
function placesOf() {
  return Array.from(document.querySelectorAll('[data-part=round] a')).flatMap((link) => {
    if (!(link instanceof HTMLAnchorElement)) return [];
    const { station = '', form = '', sheet = '' } = link.dataset;
    return [{ link, station, form, sheet, name: link.querySelector('b')?.textContent ?? station }];
  });
}

class EnterView {
  /**
   * @param {Workplace} workplace
   * @param {Place[]} places
   */
  constructor(workplace, places) {
    this.workplace = workplace;
    this.places = places;
    /** @type {Known} */
    this.known = { statuses: undefined, kept: [], items: [], drafts: [] };
    this.shown = '';
    /** What is shown and wasn't foreseen yet, since nobody has said anything of it. */
    this.unforeseen = '';
    this.focus = () => {};
    /** Why the register wouldn't take an entry, by what was shown. @type {Map<string, string>} */
    this.warned = new Map();
    /** @type {Map<string, HTMLFormElement>} */
    this.blanks = new Map();
    /** Asks the register, does what it lets be done, and draws. */
    this.ask = oneAtATime(() => this.askNow());
  }

  /** Reads what rests here, asks the register, and draws. */
  async look() {
    await this.read();
    await drawOutbox(this.workplace, (item) => this.places.some(({ station }) => station === item.about));
    this.draw();
    await this.ask();
  }

  async read() {
    const { database, outbox } = this.workplace;
    const [kept, items, drafts] = await Promise.all([keptBy(this.workplace), outbox.items(), database.drafts()]);
    this.known = { ...this.known, kept, items, drafts };
  }

  async askNow() {
    const { workplace } = this;
    const entries = await fetchEntries(part('work').dataset.unit ?? '', organisationOf(workplace.key?.name ?? ''));
    part('not-connected').hidden = entries !== undefined;
    if (entries !== undefined) {
      this.known = { ...this.known, statuses: entries.forms };
      await openReady(workplace, entries.forms);
    }
    await settle(workplace, entries);
    await this.read();
    await this.choose();
  }

  /** @param {Place} place */
  statusOf(place) {
    return this.known.statuses?.find((status) => isOf(status, place));
  }

  /** @param {Place} place */
  itemOf(place) {
    const kept = this.known.kept.find((one) => isOf(one, place) && one.round === roundOf(this.statusOf(place)));
    return { kept, item: this.known.items.find(({ identity }) => identity === kept?.identity) };
  }

  /** @param {Place} place */
  stateOf(place) {
    const [status, { kept, item }] = [this.statusOf(place), this.itemOf(place)];
    const refused = item?.state === 'refused' || item?.outcome === 'void' ? (item.code ?? '') : undefined;
    return stateOf({ status, kept, refused, draft: this.draftOf(place), keyName: this.workplace.key?.keyName ?? '' });
  }

  /** @param {Place} place */
  draftOf(place) {
    const wanted = draftPage(place, roundOf(this.statusOf(place)), this.workplace.key?.keyName ?? '');
    return this.known.drafts.find(({ page }) => page === wanted);
  }

  draw() {
    const states = this.places.map((place) => this.stateOf(place));
    const done = states.filter((state) => state === 'done').length;
    const now = this.chosen();
    for (const [at, place] of this.places.entries()) {
      const { link } = place;
      const state = states[at] ?? 'not-begun';
      part('said', link).textContent = say(`enter.state.${state}`);
      const mark = link.querySelector('b');
      if (mark) mark.className = `mark ${MARKS[state] ?? 'missing'}`;
      link.toggleAttribute('aria-current', place === now);
    }
    part('headline').textContent = now === undefined ? say('enter.done', done, this.places.length) : say('enter.now', done, this.places.length, now.name);
  }

  /** The form that is chosen by the address; else none. @returns {Place | undefined} */
  chosen() {
    return placeAt(location.hash, this.places);
  }

  // A form is drawn once and left alone while somebody types: only another station, round or state of it draws it anew.
  async choose() {
    const place = this.chosen();
    this.draw();
    const [state, status] = place === undefined ? [undefined, undefined] : [this.stateOf(place), this.statusOf(place)];
    const wanted = place === undefined ? '' : `${place.station} ${place.form} ${roundOf(status)} ${state === undefined ? '' : OPEN.includes(state)}`;
    part('state').textContent = place === undefined || state === undefined ? '' : (this.warned.get(wanted) ?? this.sayState(place, state));
    if (wanted === this.shown) {
      if (place !== undefined && this.unforeseen === wanted) await this.foresee(place, status, wanted);
      return;
    }
    this.shown = wanted;
    for (const form of document.querySelectorAll('form[data-entry]')) if (form instanceof HTMLElement) form.hidden = true;
    if (place === undefined || state === undefined || !OPEN.includes(state)) return;
    this.focus = await openSheet(this.workplace, place, status, () => this.next(place), this.blanks);
    await this.foresee(place, status, wanted);
  }

  // What the register wouldn't take is said before 25 fields are typed for nothing.
  /**
   * @param {Place} place
   * @param {Status | undefined} status
   * @param {string} wanted what is shown, by its name
   */
  async foresee({ form, station }, status, wanted) {
    const { key, pin } = this.workplace;
    this.unforeseen = this.known.statuses === undefined ? wanted : '';
    if (key === undefined || this.known.statuses === undefined) return;
    const [sheet] = document.querySelectorAll('form[data-entry]:not([hidden]) select[name=sheet]');
    const fields = { form, station, sheet: status?.sheet ?? (sheet instanceof HTMLSelectElement ? sheet.value : ''), round: roundOf(status), commitment: '0'.repeat(64) };
    const text = buildText({ origin: pin.origin, kind: 'forms/commit', nonce: newNonce(), at: momentOf(new Date()), signers: [key.keyName], fields });
    const why = await whyVoid(text, [key.keyName]);
    if (why === undefined) this.unforeseen = wanted;
    if (!why) return;
    this.warned.set(wanted, say('enter.would-be-void', why));
    if (this.shown === wanted) part('state').textContent = this.warned.get(wanted) ?? '';
  }

  /**
   * @param {Place} place
   * @param {import('../enter/states.js').State} state
   */
  sayState(place, state) {
    if (state === 'refused') return say('enter.refused', sayCode(this.itemOf(place).item?.code ?? ''));
    if (state === 'returned') return say('enter.returned', sayCode(this.draftOf(place)?.refused ?? ''));
    return say(`enter.then.${state}`);
  }

  // Behind a sealed form comes the next that waits for this clerk.
  /** @param {Place} place */
  async next(place) {
    await this.read();
    const at = this.places.indexOf(place);
    const rest = [...this.places.slice(at + 1), ...this.places.slice(0, at)];
    const next = rest.find((one) => WAITING.includes(this.stateOf(one)));
    location.hash = next === undefined ? '' : addressOf(next);
  }
}

/** @type {{[state: string]: string}} */
const MARKS = { done: 'agree', 'asked-again': 'differ', refused: 'differ', returned: 'differ', sealed: 'alone', 'both-sealed': 'alone', opened: 'alone', busy: 'alone', 'other-sealed': 'alone', typing: 'now' };
