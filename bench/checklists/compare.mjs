// Holds vectors/checklists against ODK's own engine: do both accept and refuse the same answers, and compute the same?
//
//   npm install --prefix FOLDER @getodk/xforms-engine@0.22.0 jsdom
//   node bench/checklists/compare.mjs FOLDER
//
// `./saksei checklist export` is run for each form, so the project must be built. Where the engine does something else on purpose or by its
// means, the case stands in `named` with the reason (docs/spec/checklist.md); one that doesn't differ any more fails too.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const named = {
  'floating-point numbers': ['1 div 3', '0.1 + 0.2', '0.1 + 0.2 = 0.3', 'string(1 div 3)', 'string(123456789012345678901)', 'integer 999999999999999999'],
  'numbers in forms that XPath doesn’t have': ["number('1e3')", "number('+5')"],
  'rounding to half a decimal': ['round(1, 0.5)'],
  'a sign before a sign isn’t read': ['--1'],
  'a day that there isn’t ends the form': ["date('2028-02-30')"],
  'numbers of times are cut or not there': ["number('1970-01-01T12:00:00.000+07:00')", "number('06:00')"],
  'a file of any name is taken': ['image ../x.jpg', 'image .jpg'],
  'the sum of no instance is nothing': ['{}'],
  'a repeat has as many instances as its count says, whatever was answered': ['{"many":"2","visit":[{"closed":"1"}]}'],
  'instances of a repeat that isn’t relevant are counted': ['{"many":"0","visit":[{"closed":"1"}]}'],
  'times are held with seconds only, or not at all': ['time 15:00', 'dateTime 2028-07-23T15:00Z'],
};
const reasons = new Map(Object.entries(named).flatMap(([reason, cases]) => cases.map(one => [one, reason])));

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
const folder = resolve(process.argv[2] ?? '.');
const installed = createRequire(join(folder, 'package.json'));

const { JSDOM } = installed('jsdom');
const { window } = new JSDOM('<!doctype html>', { url: 'http://localhost/' });
for (const name of Object.getOwnPropertyNames(window))
  if (!(name in globalThis)) globalThis[name] = window[name];
// The engine's parser takes Node for CommonJS.
globalThis.__dirname = join(folder, 'node_modules/@getodk/xforms-engine/dist');
const engine = await import(pathToFileURL(join(folder, 'node_modules/@getodk/xforms-engine/dist/index.js')));

const work = mkdtempSync(join(tmpdir(), 'checklists-'));
const now = Date.now;
let failed = 0;
for (const file of ['random', 'rules']) {
  const cases = readFileSync(join(root, `vectors/checklists/${file}.jsonl`), 'utf8').trim().split('\n').map(JSON.parse);
  let accepted = 0, without = 0;
  for (const [number, one] of cases.entries()) {
    const said = await compared(`${file}-${number}`, one);
    accepted += one.problems.length === 0 ? 1 : 0;
    without += said.without ? 1 : 0;
    if (said.differs === reasons.has(nameOfCase(one))) continue;
    failed++;
    console.log(`${file} ${number + 1}: ${JSON.stringify({ ...said, survey: one.checklist.survey, answers: one.answers })}`);
  }

  console.log(`${file}: ${cases.length} compared, refusals, relevance and every value; ${accepted} accepted, ${without} without answers that can't be entered there`);
}

console.log(`${reasons.size} cases differ for ${Object.keys(named).length} named reasons, ${failed} otherwise`);
process.exit(failed === 0 ? 0 : 1);

async function compared(name, one) {
  Date.now = one.today ? () => Date.parse(`${one.today}T12:00:00`) : now;
  let found;
  try {
    found = await evaluated(xform(name, one), one.answers);
  } catch (problem) {
    return { differs: true, without: false, engine: String(problem.cause?.message ?? problem.message) };
  } finally {
    Date.now = now;
  }

  // What can't be entered there, or not as it stands, ours must refuse by its form; everything else is compared without it.
  const isRefused = found.unentered.filter(place => one.relevant.includes(place)).every(place => one.problems.some(problem => problem.place === place && ['answer-not-a-choice', 'answer-malformed'].includes(problem.code)));
  const ours = found.unentered.length > 0 ? answered(name, without(one.answers, found.unentered)) : one;
  const refused = ours.problems.filter(problem => !['answer-unknown', 'answer-unexpected'].includes(problem.code)).map(problem => problem.place);
  const values = flat(ours.values);
  const isSame = isRefused && same(found.refused, refused) && same(found.relevant, ours.relevant) && Object.keys(values).every(place => place in found.values)
    && Object.entries(found.values).every(([place, value]) => found.unentered.includes(place) || value === (values[place] ?? ''));
  return { differs: !isSame, without: found.unentered.length > 0, engine: found, ours };
}

// Answers by their places, as visit[2]/closed.
function flat(answers, path = '') {
  return Object.assign({}, ...Object.entries(answers).map(([name, value]) => Array.isArray(value)
    ? Object.assign({}, ...value.map((instance, place) => flat(instance, `${path}${name}[${place + 1}]/`)))
    : { [path + name]: value }));
}

function without(answers, places, path = '') {
  return Object.fromEntries(Object.entries(answers).filter(([name]) => !places.includes(path + name)).map(([name, value]) =>
    [name, Array.isArray(value) ? value.map((instance, place) => without(instance, places, `${path}${name}[${place + 1}]/`)) : value]));
}

function nameOfCase(one) {
  const row = one.checklist.survey.at(-1);
  if (one.checklist.survey.some(other => other.type === 'begin_repeat')) return JSON.stringify(one.answers);
  return row.calculation ?? `${row.type} ${one.answers[row.name]}`;
}

function xform(name, one) {
  const json = join(work, `${name}.json`), xml = join(work, `${name}.xml`);
  writeFileSync(json, JSON.stringify(one.checklist));
  execFileSync(join(root, 'saksei'), ['checklist', 'export', json, '--xml', xml], { stdio: ['ignore', 'ignore', 'inherit'] });
  return readFileSync(xml, 'utf8');
}

// What ours makes of other answers to the same form; it exits with 1 where it refuses any.
function answered(name, answers) {
  const path = join(work, `${name}.answers.json`);
  writeFileSync(path, JSON.stringify(answers));
  return JSON.parse(spawnSync(join(root, 'saksei'), ['checklist', 'answers', join(work, `${name}.json`), path]).stdout);
}

async function evaluated(xml, answers) {
  const form = await engine.createInstance(xml);
  const questions = [...fields(form.root ?? form, answers, '')];
  const unentered = new Set(questions.filter(({ question, answer }) => answer !== undefined && !enter(question, answer)).map(({ place }) => place));
  const relevant = questions.filter(({ question }) => question.currentState.relevant);
  const values = Object.fromEntries(questions.map(({ question, place }) => [place, question.currentState.relevant ? textOf(question.currentState.value) : '']));
  // What is answered is as it was entered, unless it is computed.
  for (const { question, place, answer } of relevant)
    if (!question.definition.bind.calculate && answer !== undefined && values[place] !== answer) unentered.add(place);
  return {
    unentered: [...unentered],
    relevant: relevant.map(({ place }) => place),
    refused: relevant.filter(({ question }) => question.validationState?.violation).map(({ place }) => place),
    values,
  };
}

// Every question with its place and answer; repeats have as many instances as are answered.
function* fields(node, answers, path) {
  if (node.nodeType.startsWith('repeat-range')) {
    const instances = answers[nameOf(node)] ?? [];
    for (let count = node.currentState.children.length; count < instances.length && node.addInstances; count++) node.addInstances();
    for (let count = node.currentState.children.length; count > instances.length && node.removeInstances; count--) node.removeInstances(0, 1);
    for (const [place, instance] of [...node.currentState.children].entries()) yield* below(instance, instances[place] ?? {}, `${path}${nameOf(node)}[${place + 1}]/`);
  } else if (node.currentState.children) yield* below(node, answers, path);
  else if (node.nodeType !== 'note' && nameOf(node) !== 'instanceID') yield { question: node, place: path + nameOf(node), answer: answers[nameOf(node)] };
}

function* below(node, answers, path) {
  for (const child of [...node.currentState.children]) yield* fields(child, answers, path);
}

// Whether somebody could enter it.
function enter(question, answer) {
  if (question.nodeType === 'select' && answer.split(' ').some(name => question.getValueOption(name) === null)) return false;
  if (question.nodeType === 'select') question.selectValues(answer.split(' '));
  else if (question.nodeType === 'trigger') question.setValue(answer === 'OK');
  else if (question.nodeType === 'upload') question.setValue(new window.File(['x'], answer));
  else question.setValue(answer);
  return true;
}

function nameOf(node) {
  return node.currentState.reference.split('/').at(-1);
}

function textOf(value) {
  if (Array.isArray(value)) return value.join(' ');
  if (typeof value === 'boolean') return value ? 'OK' : '';
  if (value?.latitude !== undefined) return [value.latitude, value.longitude, value.altitude, value.accuracy].filter(part => part != null).join(' ');
  return String(value?.name ?? value ?? '');
}

function same(a, b) {
  return a.length === b.length && a.every(name => b.includes(name));
}
