// Holds vectors/checklists/random.jsonl against ODK's own engine: do both accept and refuse the same answers?
//
//   npm install --prefix FOLDER @getodk/xforms-engine@0.22.0 jsdom
//   node bench/checklists/compare.mjs FOLDER
//
// `./saksei checklist export` is run for each form, so the project must be built.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

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
const cases = readFileSync(join(root, 'vectors/checklists/random.jsonl'), 'utf8').trim().split('\n').map(JSON.parse);
let differ = 0;
for (const [number, one] of cases.entries()) {
  const found = await evaluated(xform(one, number), one.answers);
  const ours = one.problems.map(problem => problem.place);
  // A choice that isn't offered can't be entered there at all: then both refuse, and what follows from an empty answer isn't compared.
  const missed = found.unentered.filter(name => one.relevant.includes(name));
  const isSame = missed.length > 0
    ? missed.every(name => one.problems.some(problem => problem.place === name && problem.code === 'answer-not-a-choice'))
    : same(found.refused, ours) && same(found.relevant, one.relevant) && calculated(one).every(name => found.values[name] === (one.values[name] ?? ''));
  if (isSame) continue;
  differ++;
  console.log(`case ${number + 1}: ${JSON.stringify({ engine: found, ours: { refused: ours, relevant: one.relevant, values: one.values }, survey: one.checklist.survey, answers: one.answers })}`);
}
console.log(`${cases.length} forms, ${differ} evaluated differently`);
process.exit(differ === 0 ? 0 : 1);

function xform(one, number) {
  const json = join(work, `${number}.json`), xml = join(work, `${number}.xml`);
  writeFileSync(json, JSON.stringify(one.checklist));
  execFileSync(join(root, 'saksei'), ['checklist', 'export', json, '--xml', xml], { stdio: ['ignore', 'ignore', 'inherit'] });
  return readFileSync(xml, 'utf8');
}

async function evaluated(xml, answers) {
  const form = await engine.createInstance(xml);
  const questions = leaves(form.root ?? form);
  const unentered = [];
  for (const question of questions) {
    const answer = answers[nameOf(question)];
    if (answer === undefined) continue;
    if (question.nodeType !== 'select') question.setValue(answer);
    else if (answer.split(' ').every(name => question.getValueOption(name) !== null)) question.selectValues(answer.split(' '));
    else unentered.push(nameOf(question));
  }
  const relevant = questions.filter(question => question.currentState.relevant);
  return {
    unentered,
    relevant: relevant.map(nameOf),
    refused: relevant.filter(question => question.validationState?.violation).map(nameOf),
    values: Object.fromEntries(questions.map(question => [nameOf(question), question.currentState.relevant ? String(question.currentState.value ?? '') : ''])),
  };
}

function leaves(node) {
  const children = node.currentState?.children;
  if (children) return [...children].flatMap(leaves);
  return nameOf(node).startsWith('q') ? [node] : [];
}

function nameOf(node) {
  return node.currentState.reference.split('/').at(-1);
}

function calculated(one) {
  return one.checklist.survey.filter(row => row.type === 'calculate').map(row => row.name);
}

function same(a, b) {
  return a.length === b.length && a.every(name => b.includes(name));
}
