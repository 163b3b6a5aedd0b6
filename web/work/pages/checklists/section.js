// Checklists on My station: which there are, how far each is filled in, and the one that is open. What is typed stays on this phone until it
// is signed, and works without signal.

import { refuse } from '../../base/refusal.js';
import { codedOf, wordsOf } from '../../checklists/act.js';
import { fill } from '../../checklists/filling.js';
import { textFor, languagesFor } from '../../checklists/labels.js';
import { attachmentOf } from '../../outbox/attachments.js';
import { element, onPress, part, say, sayCode, tell } from '../dom.js';
import { wholeOf } from '../figures.js';
import { keep, oneAfterTheOther, sign, whileClosed } from '../stationPage.js';
import { answered, dayOf, FilledChecklist, momentHere, progressOf } from './filled.js';
import { fetchBeforehand, fetchForm, keptForm } from './keptForms.js';
import { defaultsOf } from './parts.js';

/** @typedef {import('../workplace.js').Workplace} Workplace */
/** @typedef {import('./keptForms.js').Listed} Listed */
/** @typedef {import('../../checklists/form.js').Form} Form */
/** @typedef {import('../../checklists/filling.js').Answers} Answers */
/** What a draft of answers holds. @typedef {{nonce: string, team: string, answers: Answers, signed: string}} Typed */

const MOST_TEAMS = 20;

/**
 * @param {Workplace} workplace
 * @param {string} station
 */
export async function openChecklists(workplace, station) {
  const section = document.querySelector('[data-part=checklists]');
  if (!(section instanceof HTMLElement)) return;
  const own = workplace.key?.keyName.split('/')[0] ?? '';
  /** @type {Listed[]} */
  const all = JSON.parse(section.dataset.lists ?? '[]');
  const lists = [...all.filter(({ organisation }) => organisation === own), ...all.filter(({ organisation }) => organisation !== own)];
  const shown = new Section(workplace, station, lists, own);
  onPress(part('sign-checklist'), () => shown.sign());
  onPress(part('close-checklist'), () => shown.close());
  part('checklist-form').addEventListener('submit', (event) => event.preventDefault());
  part('checklist-team').addEventListener('input', () => shown.keep());
  await shown.drawList();
  void fetchBeforehand(lists).then(() => shown.drawList()).catch(tell);
}

class Section {
  /**
   * @param {Workplace} workplace
   * @param {string} station
   * @param {Listed[]} lists the own organisation's first
   * @param {string} own the organisation
   */
  constructor(workplace, station, lists, own) {
    this.workplace = workplace;
    this.station = station;
    this.lists = lists;
    this.own = own;
    this.inTurn = oneAfterTheOther();
    /** @type {{listed: Listed, filled: FilledChecklist, keptFiles: string, signedHere: Set<string>} | undefined} */
    this.open = undefined;
  }

  async drawList() {
    const lines = [];
    for (const listed of this.lists) lines.push({ listed, line: await this.lineOf(listed) });
    const isOwn = (/** @type {{listed: Listed}} */ { listed }) => listed.organisation === this.own;
    part('lists').replaceChildren(...lines.filter(isOwn).map(({ line }) => line));
    part('lists-of-others').replaceChildren(...lines.filter((one) => !isOwn(one)).map(({ line }) => line));
    part('other-lists').hidden = lines.every(isOwn);
    part('no-lists').hidden = this.own === '' || lines.some(isOwn);
  }

  /** @param {Listed} listed */
  async lineOf(listed) {
    /** @type {Form | undefined} */
    let form;
    let trouble = '';
    try {
      form = await keptForm(listed);
      if (form === undefined) trouble = say('lists.absent');
    } catch (failure) {
      trouble = sayCode(/** @type {{code?: string}} */ (failure).code ?? 'checklist-unreadable');
    }
    const name = element('b', {}, form?.file.settings.form_title ?? listed.id);
    const by = `${listed.by} · ${say('lists.version', listed.version)}`;
    const far = form === undefined ? trouble : await this.farOf(listed, form);
    const button = element('button', { type: 'button', class: 'quiet', 'data-checklist': listed.id }, say(form === undefined ? 'lists.fetch' : 'lists.open'));
    onPress(button, () => (form === undefined ? this.fetch(listed) : this.show(listed, form)));
    return element('li', {}, element('span', {}, name, element('span', { class: 'fine' }, by), element('br', {}), element('span', { class: 'far' }, far)), trouble !== '' && form === undefined && trouble !== say('lists.absent') ? '' : button);
  }

  /** @param {Listed} listed */
  async fetch(listed) {
    await fetchForm(listed);
    await this.drawList();
  }

  /**
   * How far it is filled in on this phone.
   * @param {Listed} listed
   * @param {Form} form
   */
  async farOf(listed, form) {
    const typed = await this.typed(listed);
    if (typed === undefined) return say('lists.not-begun');
    if (typed.signed !== '') return say('lists.signed', typed.signed);
    const { asked, answered } = progressOf(form, fill(form, typed.answers, dayOf(new Date())));
    return say('lists.answered', answered, asked);
  }

  /** @param {Listed} listed */
  pageOf(listed) {
    return `checklist ${listed.act} ${this.station}`;
  }

  /** @param {Listed} listed @returns {Promise<Typed | undefined>} */
  async typed(listed) {
    const draft = await this.workplace.database.draft(this.pageOf(listed));
    return draft && { nonce: draft.nonce, team: draft.values.team ?? '1', answers: JSON.parse(draft.values.answers ?? '{}'), signed: draft.values.signed ?? '' };
  }

  /**
   * @param {Listed} listed
   * @param {Form} form
   */
  async show(listed, form) {
    const typed = await this.typed(listed);
    const files = typed === undefined ? [] : await this.workplace.database.files(typed.nonce);
    const filled = new FilledChecklist(form, typed?.answers ?? begun(form), new Map(files.map((file) => [file.name, file])), () => this.changed());
    this.open = { listed, filled, keptFiles: `${typed?.nonce} ${files.length}`, signedHere: new Set((await this.workplace.outbox.items()).map(({ identity }) => identity)) };
    const languages = languagesFor(form, document.documentElement.lang);
    part('checklist-title').textContent = form.file.settings.form_title ?? textFor(undefined, languages, filled.filled.top, listed.id);
    part('checklist-again').textContent = typed?.signed ? say('lists.again', typed.signed) : '';
    team().value = typed?.team ?? '1';
    part('checklist-questions').replaceChildren(...filled.parts.map((one) => one.element));
    part('checklist-refused').hidden = true;
    part('checklist').hidden = false;
    this.sayProgress();
    this.sayStanding();
    part('checklist-title').focus();
  }

  changed() {
    this.sayProgress();
    this.keep();
  }

  keep() {
    this.sayStanding();
    void this.inTurn(() => this.keepTyped('')).catch(tell);
  }

  /** @param {string} signed when it was signed as it stands; nothing where it wasn't @returns {Promise<string>} the draft's nonce */
  async keepTyped(signed) {
    const { listed, filled } = this.open ?? refuse('not-kept');
    const nonce = await keep(this.workplace, this.pageOf(listed), { team: team().value, answers: JSON.stringify(filled.answers), signed });
    await this.keepPictures(nonce, filled.pictures);
    return nonce;
  }

  // Written only where another picture was taken, or another act's draft begins: they are large.
  /**
   * @param {string} nonce
   * @param {import('./pictures.js').Pictures} pictures
   */
  async keepPictures(nonce, pictures) {
    const now = `${nonce} ${pictures.size}`;
    if (this.open === undefined || this.open.keptFiles === now) return;
    await this.workplace.database.keepDraftFiles(nonce, [...pictures.values()]);
    this.open.keptFiles = now;
  }

  sayProgress() {
    const { filled } = this.open ?? refuse('not-kept');
    const { asked, answered } = progressOf(filled.form, filled.filled);
    part('checklist-answered').textContent = say('lists.answered', answered, asked);
  }

  // What another phone of the same team has signed is replaced, and that is said before.
  sayStanding() {
    const { listed, signedHere } = this.open ?? refuse('not-kept');
    const standing = this.standing(listed);
    part('checklist-standing').textContent = standing === undefined || signedHere.has(standing.act) ? '' : say('lists.standing', standing.index);
  }

  /** @param {Listed} listed */
  standing(listed) {
    return listed.standing.find((one) => one.organisation === this.own && one.team === wholeOf(team().value));
  }

  async sign() {
    const { listed, filled } = this.open ?? refuse('not-kept');
    if (this.workplace.key === undefined) refuse('no-key');
    for (const row of filled.form.rows) if (row.type === 'end' && row.repeat < 0) filled.answers[row.name] = momentHere(new Date());
    const { size } = filled.check();
    part('checklist-refused').textContent = size === 0 ? '' : say('lists.refused', size);
    part('checklist-refused').hidden = size === 0;
    const number = wholeOf(team().value) ?? 0;
    if (size > 0) return;
    if (number < 1 || number > MOST_TEAMS) {
      team().focus();
      refuse('team-number');
    }
    await whileClosed(/** @type {HTMLFormElement} */ (part('checklist-form')), () => this.inTurn(() => this.signNow(listed, filled, number)));
    await this.close();
  }

  /**
   * @param {Listed} listed
   * @param {FilledChecklist} filled
   * @param {number} number
   */
  async signNow(listed, { form, filled, pictures }, number) {
    const [answers, words] = [codedOf(form, filled.values), wordsOf(form, filled.values)];
    if (progressOf(form, filled).answered === 0) refuse('nothing-answered');
    const shown = [...answered(filled.top)].filter(({ row }) => row.type === 'image').flatMap(({ value }) => pictures.get(value) ?? []);
    const files = [...(words === undefined ? [] : [words]), ...shown];
    const fields = { station: this.station, checklist: listed.act, team: number, answers, words: files.length === 0 ? undefined : await Promise.all(files.map(attachmentOf)) };
    const register = { versions: listed.versions, standing: this.standing(listed) };
    await sign(this.workplace, 'observation/answers', fields, await this.keepTyped(''), { files, register });
    await this.keepTyped(new Date().toTimeString().slice(0, 5));
  }

  async close() {
    this.open = undefined;
    part('checklist').hidden = true;
    await this.drawList();
    part('h-lists').focus();
  }
}

const team = () => /** @type {HTMLInputElement} */ (part('checklist-team'));

/** What a device puts in before a form is shown. @param {Form} form @returns {Answers} */
function begun(form) {
  const given = Object.fromEntries(form.rows.filter(({ repeat }) => repeat < 0).flatMap(({ name, type }) => (type === 'start' ? [[name, momentHere(new Date())]] : type === 'today' ? [[name, dayOf(new Date())]] : [])));
  return { ...defaultsOf({ form }, form.rows.filter(({ parent }) => parent < 0).map(({ index }) => index)), ...given };
}
