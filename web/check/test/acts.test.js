import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesIn, Door, json } from './vectors.js';

/**
 * What this program says otherwise than the vectors, because the specification does.
 * @type {Record<string, string>}
 */
const BY_THE_SPECIFICATION = {
  'clock.json two objects: refused json-malformed ': 'refused json-trailing ',
  'forms.json two objects: refused json-malformed ': 'refused json-trailing ',
  'register.json two objects: refused json-malformed ': 'refused json-trailing ',
  'forms.json a list that there isn\'t: void field-not-on-form D': 'void field-not-on-form votes/D',
};

for (const file of filesIn('acts/')) {
  const { origin, attachments, registers } = json(`acts/${file}`);
  for (const register of registers) {
    test(`the acts of ${file}, ${register.name}, come out as the vectors say`, async () => {
      const door = new Door(origin, attachments);
      for (const { name, kind, note, outcome, code, detail } of register.acts) {
        const said = `${outcome} ${code} ${detail}`;
        const found = await door.take(note);
        const here = `${found.outcome} ${found.code} ${found.detail}`;
        const key = `${file} ${name}: ${said}`;
        assert.equal(here, BY_THE_SPECIFICATION[key] ?? said, `${kind}, ${name}`);
      }
    });
  }
}
