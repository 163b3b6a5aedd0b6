// The page's forms for checks of one's own. Without this script the page has none of them.

const section = /** @type {HTMLElement} */ (document.getElementById('own-check'));
const status = /** @type {HTMLElement} */ (section.querySelector('[data-part="status"]'));
const bar = /** @type {HTMLProgressElement} */ (section.querySelector('progress'));
const cancel = /** @type {HTMLButtonElement} */ (section.querySelector('[data-part="cancel"]'));
const result = /** @type {HTMLElement} */ (section.querySelector('[data-part="result"]'));
const { logKey = '', founding = '', stations = '', policies: places = '' } = section.dataset;
const policies = places.split(' ').filter(Boolean).map(Number);
const workerAddress = new URL('./worker.js', import.meta.url);

/** @type {Worker} */
let worker;

/** A worker stands ready, its modules and the newest checkpoint read, before anybody asks. */
function ready() {
  worker = new Worker(workerAddress, { type: 'module' });
  worker.postMessage({ task: 'open', logKey, policies });
}

/**
 * @param {string} key
 * @param {...(string | number)} places
 */
function text(key, ...places) {
  const found = section.querySelector(`[data-text="${key}"]`)?.textContent ?? key;
  return found.replace(/#([0-9])/g, (_, i) => String(places[Number(i)] ?? ''));
}

/** What a check says, as the page has it. @param {string} check */
const sentence = (check) => document.querySelector(`[data-check="${check}"]`)?.textContent ?? check;

/**
 * @param {string} name
 * @param {string} content
 */
function element(name, content) {
  const made = document.createElement(name);
  made.textContent = content;
  return made;
}

/** @param {HTMLElement[]} parts */
function show(...parts) {
  result.replaceChildren(...parts);
  result.hidden = parts.length === 0;
}

/** @param {string} said */
function ended(said) {
  status.textContent = said;
  bar.hidden = true;
  cancel.hidden = true;
}

/** @param {Record<string, unknown>} task */
function start(task) {
  show();
  const started = performance.now();
  status.textContent = text('running');
  bar.removeAttribute('value');
  bar.hidden = false;
  cancel.hidden = false;
  worker.onmessage = ({ data }) => heard(data, String(task['task']), started);
  worker.onerror = () => ended(text('failed'));
  worker.postMessage({ ...task, logKey, founding, policies });
}

/**
 * @param {any} data
 * @param {string} task
 * @param {number} started
 */
function heard(data, task, started) {
  if (data.of !== undefined) {
    bar.max = data.of;
    bar.value = data.done;
    status.textContent = text('progress', data.done, data.of);
    return;
  }
  section.dataset['milliseconds'] = String(Math.round(performance.now() - started));
  if (data.refused !== undefined) {
    refused(data.refused);
    return;
  }
  if (task === 'whole' || task === 'place') whole(data.result, task);
  else acts(data.result, task);
}

/**
 * A code that was mistyped is no finding about the register.
 * @param {{code: string, detail: string}} why
 */
function refused({ code, detail }) {
  if (code === 'place-unknown') return ended(text('unknown', detail));
  ended(text('refused'));
  show(element('p', `${code} ${detail}`));
}

/**
 * Who has co-signed, and when by their own clocks.
 * @param {{name: string, time: string}[]} signed
 */
function cosigners(signed) {
  if (signed.length === 0) return [];
  const clock = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' });
  const list = document.createElement('ul');
  for (const { name, time } of signed) list.append(element('li', `${name} · ${clock.format(Number(time) * 1000)}`));
  list.dataset['part'] = 'cosigned';
  return [element('p', text('cosigned', signed.length)), list];
}

/**
 * @param {{size: number, acts: any[], copies?: number, differs?: boolean, cosigned?: {name: string, time: string}[]}} found
 * @param {string} task
 */
function acts({ size, acts: some, copies = 0, differs, cosigned = [] }, task) {
  const wrong = some.some((one) => one.signed === 'wrong');
  ended(wrong ? text('refused') : text(task === 'receipt' ? 'receipt.holds' : 'station.holds', some.length, size));
  const list = document.createElement('ul');
  for (const one of some) {
    const item = element('li', `${one.index} · ${one.organisation} · ${one.kind} ${one.source} · ${text(`signed.${one.signed}`)}`);
    list.append(item);
  }
  const agree = copies > 1 ? [element('p', text(differs ? 'copies.differ' : 'copies.agree', copies))] : [];
  show(list, ...agree, ...cosigners(cosigned));
}

/**
 * @param {any} report
 * @param {string} task
 */
function whole({ checks, findings, passed, size, places = [], cosigned = [] }, task) {
  ended(text(`${task}.${passed ? 'holds' : 'fails'}`, size));
  const list = document.createElement('ol');
  for (const { check, outcome } of checks) list.append(element('li', `${sentence(check)} ${text(`outcome.${outcome}`)}`));
  const found = findings.map((/** @type {any} */ one) => element('p', `${one.check} ${one.code} ${one.file} ${one.detail}`));
  show(...places.flatMap(figures), list, ...found, ...cosigners(cosigned));
}

/** @param {import('./place.js').Placed} place */
function figures({ constituency, contest, stations, reported, contradicted, lists }) {
  const made = document.createElement('table');
  const row = (/** @type {string} */ name, /** @type {string[]} */ cells) => {
    const line = document.createElement('tr');
    line.append(...cells.map((cell) => element(name, cell)));
    made.append(line);
  };
  row('th', [text('list'), text('votes'), text('seats')]);
  for (const [list, votes, seats] of lists) row('td', [list, String(votes), String(seats)]);
  const name = contest === undefined ? constituency : `${constituency}, ${contest}`;
  return [element('p', text('place.figures', name, reported, stations)), element('p', text('place.contradicted', contradicted)), made];
}

/**
 * @param {string} part
 * @param {(fields: FormData) => Record<string, unknown>} taskOf
 */
function on(part, taskOf) {
  const form = /** @type {HTMLFormElement} */ (section.querySelector(`form[data-part="${part}"]`));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    start(taskOf(new FormData(form)));
  });
}

/** @param {FormData} fields @param {string} name */
const field = (fields, name) => String(fields.get(name) ?? '').trim();

on('station', (fields) => {
  const station = field(fields, 'station');
  return { task: 'station', station, page: `${stations.slice(1)}${encodeURIComponent(station)}` };
});
on('receipt', (fields) => ({ task: 'receipt', receipt: String(fields.get('receipt') ?? '').replace(/\r\n/g, '\n') }));
on('place', (fields) => ({ task: 'place', place: field(fields, 'place') }));
on('whole', () => ({ task: 'whole' }));
cancel.addEventListener('click', () => {
  worker.terminate();
  ready();
  ended(text('cancelled'));
});
ready();
section.hidden = false;
