import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesIn, Door, json } from './vectors.js';

for (const file of filesIn('acts/')) {
  const { origin, attachments, registers } = json(`acts/${file}`);
  for (const register of registers) {
    test(`the acts of ${file}, ${register.name}, come out as the vectors say`, async () => {
      const door = new Door(origin, attachments);
      for (const { name, kind, note, outcome, code, detail } of register.acts) {
        const said = `${outcome} ${code} ${detail}`;
        const found = await door.take(note);
        const here = `${found.outcome} ${found.code} ${found.detail}`;
        assert.equal(here, said, `${kind}, ${name}`);
      }
    });
  }
}
