import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeKey, openKey } from '../keys/device.js';
import { answerSlip, readSlip, writeSecret, writeSlip } from '../keys/enrolment.js';
import { readPicture } from './pictures.js';

const DESK = fileURLToPath(new URL('../desk.js', import.meta.url));
const ORIGIN = 'simulated.saksei.test/desk';

/** @typedef {import('../keys/enrolment.js').Slip} Slip */

/** A desk with its pin and its file of slips. @param {import('node:test').TestContext} context */
async function openDesk(context) {
  const folder = mkdtempSync(join(tmpdir(), 'saksei-desk-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const [pinFile, slips, answers] = [join(folder, 'register.pin'), join(folder, 'slips.txt'), join(folder, 'answers.txt')];
  const log = (await openKey((await makeKey(ORIGIN)).stored)).key;
  writeFileSync(pinFile, `saksei/register-pin/v1\n${ORIGIN}\n${log.text}\n${'0'.repeat(64)}\n`);
  const pin = { origin: ORIGIN, log };
  const makeSlips = async (/** @type {string[]} */ ...names) => {
    const { output } = await run('slips', pinFile, slips, ...names);
    return output.trim().split('\n').map((address) => readSlip(address.slice(address.indexOf('#'))));
  };
  const enrol = async (/** @type {string} */ text, address = 'offline') => {
    writeFileSync(answers, text);
    const { status, output, said } = await run('enrol', pinFile, slips, address, ...(text ? [answers] : []));
    return { status, keys: output ? JSON.parse(output).keys.map((/** @type {{key: string}} */ one) => one.key) : [], said: said ? said.trim().split('\n') : [] };
  };
  return { folder, slips, makeSlips, enrol, answer: (/** @type {Slip} */ slip) => answerOf(pin, slip), run: (/** @type {string} */ verb, /** @type {string[]} */ ...words) => run(verb, pinFile, slips, ...words) };
}

/** @param {string[]} words @returns {Promise<{status: number | null, output: string, said: string}>} */
function run(...words) {
  const made = spawn(process.execPath, [DESK, ...words]);
  let [output, said] = ['', ''];
  made.stdout.on('data', (part) => (output += part));
  made.stderr.on('data', (part) => (said += part));
  return new Promise((done) => made.on('close', (status) => done({ status, output, said })));
}

/** A new phone's answer to a slip. @param {import('../keys/enrolment.js').Pin} pin @param {Slip} slip */
async function answerOf(pin, slip) {
  const { key } = await openKey((await makeKey(slip.name)).stored);
  return { key: key.text, keyName: key.keyName, text: await answerSlip(pin, slip, key) };
}

/** A letter box, and a register that knows some keys. @param {import('node:test').TestContext} context @param {{box: string, known: Set<string>}} state */
async function serve(context, state) {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://desk');
    if (pathname === '/enrolments') response.end(searchParams.get('organisation') === 'party-05' ? state.box : '');
    else response.end(JSON.stringify({ state: state.known.has(searchParams.get('name') ?? '') ? 'enrolled' : 'unknown' }));
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(undefined)));
  context.after(() => void server.close());
  return `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
}

test('from a slip to the act that enrols: an answer with another key stops nothing, and two keys by one slip stop both', async (context) => {
  const { slips, makeSlips, enrol, answer } = await openDesk(context);
  const [first, second] = await makeSlips('party-05/agent-0871', 'party-05/agent-0871');
  assert.ok(first && second && first.number === 1 && second.number === 2);
  const [phone, thief] = [await answer(second), await answer(second)];
  const swapped = phone.text.replace(phone.key, thief.key);
  assert.deepEqual(await enrol(swapped), { status: 2, keys: [], said: ['slip-secret-wrong: party-05/agent-0871', 'nothing-to-enrol: party-05'] });

  // Somebody else has seen the slip: neither key is taken.
  assert.deepEqual(await enrol(phone.text + thief.text), { status: 2, keys: [], said: ['slip-used-twice: party-05/agent-0871 2', 'nothing-to-enrol: party-05'] });
  assert.deepEqual(await enrol(swapped + phone.text), { status: 1, keys: [phone.key], said: ['slip-secret-wrong: party-05/agent-0871'] });
  assert.equal(readFileSync(slips, 'utf8').trim().split('\n').length, 2);
  assert.equal(statSync(slips).mode & 0o777, 0o600);
});

test('a key that the register knows is left out, so that the next act is not void', async (context) => {
  const { makeSlips, enrol, answer } = await openDesk(context);
  const [one, other] = await Promise.all((await makeSlips('party-05/agent-1', 'party-05/agent-2')).map(answer));
  assert.ok(one && other);
  const state = { box: one.text, known: new Set() };
  const address = await serve(context, state);
  assert.deepEqual(await enrol('', address), { status: 0, keys: [one.key], said: [] });

  // The act wasn't handed in: it is written again.
  assert.deepEqual(await enrol('', address), { status: 0, keys: [one.key], said: [] });
  state.known.add(one.keyName);
  state.box += other.text;
  assert.deepEqual(await enrol('', address), { status: 0, keys: [other.key], said: [] });
  state.known.add(other.keyName);
  assert.deepEqual(await enrol('', address), { status: 2, keys: [], said: ['nothing-to-enrol: party-05'] });
  assert.deepEqual(await enrol(one.text, 'http://127.0.0.1:1'), { status: 2, keys: [], said: ['server-unreachable: http://127.0.0.1:1'] });
});

test('who has seen a slip is noticed also when the box no longer holds the first answer', async (context) => {
  const { makeSlips, enrol, answer } = await openDesk(context);
  const [slip] = await makeSlips('party-05/agent-1');
  assert.ok(slip);
  const [phone, thief] = [await answer(slip), await answer(slip)];
  assert.deepEqual((await enrol(phone.text)).keys, [phone.key]);
  assert.deepEqual(await enrol(thief.text), { status: 2, keys: [], said: ['slip-used-twice: party-05/agent-1 1', 'nothing-to-enrol: party-05'] });
});

test('of more keys than an act holds one act after the other is written', async (context) => {
  const { makeSlips, enrol, answer } = await openDesk(context);
  const names = Array.from({ length: 203 }, (_, number) => `party-05/agent-${number}`);
  const all = await Promise.all((await makeSlips(...names)).map(answer));
  const box = all.map(({ text }) => text).join('');
  const first = await enrol(box);
  assert.deepEqual([first.status, first.keys.length, first.said], [3, 200, ['too-many-for-one-act: 3 more']]);
  const second = await enrol(box);
  assert.deepEqual([second.status, second.keys], [0, all.slice(200).map(({ key }) => key)]);
});

test('a box full of junk is said in a few lines', async (context) => {
  const { makeSlips, enrol, answer } = await openDesk(context);
  const [slip] = await makeSlips('party-05/agent-1');
  assert.ok(slip);
  const junk = await Promise.all(Array.from({ length: 30 }, (_, number) => answer({ ...slip, name: `party-05/agent-${100 + number}` })));
  const own = await answer(slip);
  const { status, keys, said } = await enrol(junk.map(({ text }) => text).join('') + own.text);
  assert.deepEqual([status, keys, said.length, said.at(-1)], [1, [own.key], 21, 'slip-unknown: 10 more']);
});

test('slips of one name that is wrong are none at all, and another organisation has a file of its own', async (context) => {
  const { slips, makeSlips, run } = await openDesk(context);
  await makeSlips('party-05/agent-1');
  const before = readFileSync(slips, 'utf8');
  assert.deepEqual(await run('slips', 'party-05/agent-2', 'Sok Dara'), { status: 2, output: '', said: 'slip-malformed\n' });
  assert.deepEqual(await run('slips', 'party-06/agent-2'), { status: 2, output: '', said: 'slip-of-another-organisation: party-06/agent-2\n' });
  assert.equal(readFileSync(slips, 'utf8'), before);
});

test('a table of people is taken as a whole, or each line that is wrong is said', async (context) => {
  const { folder, slips, run } = await openDesk(context);
  const table = join(folder, 'people.csv');
  const take = (/** @type {string} */ text) => (writeFileSync(table, text), run('people', table));
  const bad = await take('name,place\nparty-05/agent-1,"Phnom Penh, ""north"""\nSok Dara,x\nparty-05/agent-1,x\n\nparty-06/agent-2,x\nparty-05/agent-3\n"party-05/agent-4,x\n');
  assert.equal((await take(`name,stations\nparty-05/agent-1,${'S01 '.repeat(65)}\n`)).said.split('\n')[0], 'places-too-many: line 2 party-05/agent-1');
  assert.deepEqual(bad.said.trim().split('\n'), [
    'slip-malformed: line 3 Sok Dara', 'slip-there: line 4 party-05/agent-1', 'slip-of-another-organisation: line 6 party-06/agent-2', 'line-malformed: line 7 party-05/agent-3', 'line-malformed: line 8', `no-slip-made: ${table}`,
  ]);
  assert.deepEqual([bad.status, bad.output, existsSync(slips)], [2, '', false]);
  assert.equal((await take('name;phone\nparty-05/agent-1;012\n')).said.split('\n')[0], 'columns-unknown: line 1 phone');

  const good = await take('\ufeffname;place;stations\r\nparty-05/agent-1;ក្រុង;S01 S02\r\nparty-05/agent-2;;\r\n');
  assert.deepEqual([good.status, good.output.trim().split('\n').length], [0, 2]);
  assert.equal((await take('name\nparty-05/agent-3\nparty-05/agent-2\n')).said.split('\n')[0], 'slip-there: line 3 party-05/agent-2');
  assert.equal(readFileSync(slips, 'utf8').trim().split('\n').length, 2);
});

test('an enrolment carries the places of the table only where it is asked to, and of everybody', async (context) => {
  const { folder, makeSlips, run, answer } = await openDesk(context);
  const [table, file] = [join(folder, 'people.csv'), join(folder, 'some.txt')];
  const all = await Promise.all((await makeSlips('party-05/agent-1', 'party-05/agent-2', 'party-05/agent-3')).map(answer));
  writeFileSync(file, all.map(({ text }) => text).join(''));
  writeFileSync(table, 'name,stations,units\nparty-05/agent-1,S01 S02,\nparty-05/agent-2,,P1\n');
  assert.deepEqual(await run('enrol', 'offline', file, '--scopes', table), { status: 2, output: '', said: 'scope-unknown: party-05/agent-3\n' });
  writeFileSync(table, 'name,stations,units\nparty-05/agent-1,S01 S02,\nparty-05/agent-2,,P1\nparty-05/agent-3,,\n');
  const { status, output } = await run('enrol', 'offline', file, '--scopes', table);
  assert.equal(status, 0);
  const scopes = JSON.parse(output).keys.map((/** @type {any} */ { key, role, person, ...scope }) => scope);
  assert.deepEqual(scopes, [{ stations: ['S01', 'S02'] }, { units: ['P1'] }, {}]);
});

test('thousands of people are one command', async (context) => {
  const { folder, slips, run } = await openDesk(context);
  const table = join(folder, 'people.csv');
  writeFileSync(table, `name\n${Array.from({ length: 20_000 }, (_, number) => `party-05/agent-${number}\n`).join('')}`);
  assert.equal((await run('people', table)).status, 0);
  assert.equal(readFileSync(slips, 'utf8').trim().split('\n').length, 20_000);
});

test('paper is refused where every slip was used, warns of an address of this machine alone, and a command that is none names all', async (context) => {
  const { folder, makeSlips, enrol, answer, run } = await openDesk(context);
  const paper = join(folder, 'slips.html');
  const [slip] = await makeSlips('party-05/agent-1');
  assert.ok(slip);
  for (const address of ['http://localhost:8080', 'http://127.0.0.1:8080', 'http://[::1]:8080']) {
    const { status, said } = await run('paper', address, 'en', paper);
    assert.deepEqual([status, said.includes('--public-url')], [0, true], address);
    assert.ok(readFileSync(paper, 'utf8').includes('<p class="note">'));
  }
  assert.equal((await run('paper', 'https://localhost.example', 'en', paper)).said, '');
  assert.ok(!readFileSync(paper, 'utf8').includes('<p class="note">'));
  await enrol((await answer(slip)).text);
  rmSync(paper);
  const used = await run('paper', 'https://register.example', 'en', paper);
  assert.deepEqual([used.status, used.said.split(':')[0], existsSync(paper)], [2, 'no-slip-unused', false]);
  assert.deepEqual((await run('print')).said.split('\n').filter((line) => line.startsWith('desk.js')).map((line) => line.split(' ')[1]), ['slips', 'people', 'paper', 'enrol']);
});

test('a slip on paper has the address in its picture, and its secret nowhere on the stub', async (context) => {
  const { folder, makeSlips, enrol, answer, run } = await openDesk(context);
  const [table, paper] = [join(folder, 'people.csv'), join(folder, 'slips.html')];
  writeFileSync(table, 'name,place,stations\nparty-05/agent-0871,<b>ក្រុង</b>,S01 S02\n');
  const [lost, slip, done] = await makeSlips('party-05/agent-0871', 'party-05/agent-0871', 'party-05/agent-2');
  assert.ok(lost && slip && done);
  await enrol((await answer(done)).text);
  assert.deepEqual(await run('paper', 'https://register.example', 'km', paper, table), { status: 0, output: '', said: '' });
  const html = readFileSync(paper, 'utf8');
  assert.equal(statSync(paper).mode & 0o777, 0o600);
  assert.equal(html.split('<section class="slip">').length, 2);
  for (const part of ['លេខ ០៨៧១', 'ការសាកល្បង', '<strong>S01</strong><br><strong>S02</strong>', '&#60;b&#62;ក្រុង', 'party-05/agent-0871 · 2', writeSecret(slip.secret).slice(0, 4)]) assert.ok(html.includes(part), part);
  for (const part of ['<b>ក្រុង', '<script', 'src=', writeSecret(lost.secret).slice(0, 8)]) assert.ok(!html.includes(part), part);
  const stub = html.slice(html.indexOf('class="stub"'));
  assert.ok(!stub.includes(writeSecret(slip.secret).slice(0, 4)));
  const dark = new Set(html.match(/M\d+ \d+h1v1h-1z/g));
  const size = Number(/viewBox="-4 -4 (\d+)/.exec(html)?.[1]) - 8;
  const modules = Array.from({ length: size }, (_, y) => Array.from({ length: size }, (_, x) => dark.has(`M${x} ${y}h1v1h-1z`)));
  assert.equal(readPicture(modules), `https://register.example/km/work/key#${writeSlip(slip)}`);
});
