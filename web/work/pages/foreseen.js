// What the register would make of an act before anybody signs it, by the server's word.

import { writeNote } from '../register/notes.js';
import { has, say } from './dom.js';
import { preview } from './door.js';

/**
 * Why an act would be void; empty where it would take effect, undefined where nobody said.
 * @param {string} text of the act
 * @param {string[]} keyNames of its signers
 */
export async function whyVoid(text, keyNames) {
  const unsigned = writeNote(text, keyNames.map((keyName) => ({ name: keyName.slice(0, -9), id: keyName.slice(-8), signature: new Uint8Array(64) })));
  const asked = await preview(unsigned);
  if (asked?.outcome === undefined) return undefined;
  if (asked.outcome !== 'void') return '';
  const { code = '', message = {} } = asked;
  return has(`code.${code}`) ? say(`code.${code}`) : (message[document.documentElement.lang] ?? Object.values(message)[0] ?? say('code', code));
}
