// Keys of a device, their wrapped copies, and enrolment: in Node and in Chromium.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes, textOf, utf8 } from '../base/bytes.js';
import { answerSlip, checkAnswer, organisationOf, readSecret, readSlip, roleOf, writeSecret, writeSlip } from '../keys/enrolment.js';
import { makeKey, openKey } from '../keys/device.js';
import { mergeSlips, nextSlips } from '../desk/slips.js';
import { isLongEnough, unwrap, wrap, readPrivateKey } from '../keys/wrapped.js';
import { verify } from '../register/ed25519.js';
import { keyOf } from '../register/keys.js';

const FEW_ROUNDS = 1_000;

/** @param {string} name */
async function pinOf(name) {
  const log = (await openKey((await makeKey(name)).stored)).key;
  return { origin: name, log };
}

for (const held of /** @type {const} */ (['platform', 'page'])) {
  test(`${held}: a key that is made signs, and the platform gives none of it away`, async () => {
    const { stored, seed } = await makeKey('party-05/agent-0871', { held });
    const key = await openKey(stored);
    assert.equal(seed, undefined);
    assert.ok(await verify(key.key.bytes, utf8('text'), await key.sign(utf8('text'))));
    const secret = 'wrapper' in stored.secret ? stored.secret.wrapper : stored.secret;
    assert.equal(secret.extractable, false);
    const given = await crypto.subtle.exportKey(held === 'platform' ? 'jwk' : 'raw', secret).then(() => true, () => false);
    assert.equal(given, false);
  });

  test(`${held}: a wrapped copy opens by its words alone and is the same key`, async () => {
    const { stored, seed = randomBytes(32) } = await makeKey('party-05/desk-1', { held, keepSeed: true });
    const { key } = await openKey(stored);
    const text = await wrap(key.text, seed, 'words that nobody guesses', FEW_ROUNDS);
    const back = await openKey(await unwrap(text, 'words that nobody guesses', held));
    assert.equal(back.key.text, key.text);
    assert.ok(await verify(key.bytes, utf8('text'), await back.sign(utf8('text'))));
    await assert.rejects(unwrap(text, 'other words, wrong ones', held), { code: 'passphrase-wrong' });
    await assert.rejects(unwrap(text.replace('party-05/desk-1', 'party-05/desk-2'), 'words that nobody guesses', held), { code: 'key-malformed' });
    await assert.rejects(unwrap(`${text}\n`, 'words that nobody guesses', held), { code: 'wrapped-key-malformed' });
  });
}

test('short words are no passphrase', () => {
  assert.ok(!isLongEnough('ten signs'));
  assert.ok(isLongEnough('ten signs!'));
});

test('a slip is read as it was written, and as it is typed', () => {
  for (let round = 0; round < 200; round++) {
    const secret = randomBytes(16);
    assert.deepEqual([...readSecret(writeSecret(secret))], [...secret]);
    const slip = readSlip(`#${writeSlip({ name: 'party-05/agent-0871', number: 2, secret })}`);
    assert.deepEqual([slip.name, slip.number, [...slip.secret]], ['party-05/agent-0871', 2, [...secret]]);
  }
  assert.deepEqual([...readSecret('oil0 OIL0-0000 0000 0000 0000 00')], [...readSecret('01100110000000000000000000')]);
  assert.deepEqual([roleOf('party-05/agent-0871'), organisationOf('party-05/agent-0871')], ['agent', 'party-05']);
});

test('whose a key is shows in any name that a key may have; a role has the name of a slip alone', () => {
  for (const name of ['commission/desk', 'commission/01-clerk-1', 'commission/desk-2', 'commission/a/b']) assert.equal(organisationOf(name), 'commission');
  for (const name of ['commission/desk', 'commission/01-clerk-1', 'commission']) assert.throws(() => roleOf(name), { code: 'slip-malformed' });
  assert.equal(roleOf('commission/desk-2'), 'desk');
});

for (const [what, fragment] of Object.entries({
  nothing: '', 'a short secret': '#slip=p/agent-1/1/0000', 'a name instead of a number': '#slip=p/sok/1/00000000000000000000000000',
  'a secret of more than 128 bits': '#slip=p/agent-1/1/ZZZZZZZZZZZZZZZZZZZZZZZZZZ', 'a broken escape': '#slip=p%/agent-1/1/00000000000000000000000000',
}))
  test(`${what} is no slip`, () => assert.throws(() => readSlip(fragment), { code: 'slip-malformed' }));

test('the desk takes the key that the phone made', async () => {
  const pin = await pinOf('simulated.saksei.test/enrolment');
  const slip = { name: 'party-05/agent-0871', number: 1, secret: randomBytes(16) };
  const { key } = await openKey((await makeKey(slip.name)).stored);
  assert.equal((await checkAnswer(pin, slip, utf8(await answerSlip(pin, slip, key)))).text, key.text);
});

test('a server that swaps the key, the log, the register, the slip or the name is found', async () => {
  const pin = await pinOf('simulated.saksei.test/enrolment');
  const slip = { name: 'party-05/agent-0871', number: 1, secret: randomBytes(16) };
  const phone = (await openKey((await makeKey(slip.name)).stored)).key;
  const thief = (await openKey((await makeKey(slip.name)).stored)).key;
  const answer = await answerSlip(pin, slip, phone);
  const check = (/** @type {string} */ text) => checkAnswer(pin, slip, utf8(text));

  await assert.rejects(check(answer.replace(phone.text, thief.text)), { code: 'slip-secret-wrong' });
  await assert.rejects(check(await answerSlip(pin, { ...slip, secret: randomBytes(16) }, thief)), { code: 'slip-secret-wrong' });

  // The phone was shown another register, or another log: what it authenticated doesn't hold for the desk's.
  const shown = { ...pin, log: await keyOf(pin.origin, thief.bytes) };
  const misled = await answerSlip(shown, slip, phone);
  await assert.rejects(check(misled), { code: 'slip-of-another' });
  await assert.rejects(check(misled.replace(shown.log.text, pin.log.text)), { code: 'slip-secret-wrong' });
  await assert.rejects(check(await answerSlip({ ...pin, origin: 'another' }, slip, phone)), { code: 'slip-of-another' });
  await assert.rejects(check(await answerSlip(pin, { ...slip, number: 2 }, phone)), { code: 'slip-of-another' });
  const named = await keyOf('party-05/agent-0001', phone.bytes);
  await assert.rejects(check(await answerSlip(pin, { ...slip, name: named.name }, named)), { code: 'slip-of-another' });
  await assert.rejects(answerSlip(pin, slip, named), { code: 'slip-of-another' });
});

test('any byte of an answer that is altered is found', async () => {
  const pin = await pinOf('simulated.saksei.test/enrolment');
  const slip = { name: 'party-05/agent-0871', number: 1, secret: randomBytes(16) };
  const { key } = await openKey((await makeKey(slip.name)).stored);
  const answer = utf8(await answerSlip(pin, slip, key));
  let taken = 0;
  for (let at = 0; at < answer.length; at++) {
    const altered = answer.slice();
    altered[at] = (altered[at] ?? 0) ^ 1;
    await checkAnswer(pin, slip, altered).then(() => taken++, (failure) => assert.ok(typeof failure.code === 'string', `${at}: ${failure} ${textOf(altered)}`));
  }
  assert.equal(taken, 0);
});

test('the file of a key that the command made is taken over, and any other is refused', async () => {
  const file = 'PRIVATE+KEY+party-01/desk+0e1841a6+AXIK2ZNaB/O6gr61s/IaFTE+6hRcQ85OIXqTnG+J3ffX\n';
  const { keyName } = await openKey(await readPrivateKey(file));
  assert.equal(keyName, 'party-01/desk+0e1841a6');
  for (const wrong of [file.replace('0e1841a6', '0e1841a7'), file.replace('party-01', 'party-02'), file.replace('+AXIK', '+AnIK'), file.slice(0, -6), ''])
    await assert.rejects(readPrivateKey(wrong), { code: 'wrapped-key-malformed' });
});

test('slips of a file come to those that are here, and no key that is known by one is forgotten', () => {
  const [first, second] = nextSlips([], ['p/agent-1', 'p/agent-2']);
  const known = [{ ...(first ?? assert.fail()), key: 'K' }];
  assert.deepEqual(mergeSlips(known, [first ?? assert.fail(), second ?? assert.fail()]), [known[0], second]);
  assert.throws(() => mergeSlips(known, nextSlips([], ['p/agent-1'])), { code: 'slip-differs' });
  assert.throws(() => mergeSlips(known, nextSlips([], ['q/agent-1'])), { code: 'slip-of-another-organisation' });
});
