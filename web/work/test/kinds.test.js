import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { draw } from '../tools/kinds.js';

test('the fields of acts are those of docs/spec/act.md: npm run kinds draws them anew', () => {
  assert.equal(readFileSync(new URL('../acts/kinds.js', import.meta.url), 'utf8'), draw());
});
