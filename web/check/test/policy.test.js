import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromUtf8, hex, utf8 } from '../base/bytes.js';
import { attempt } from '../base/refusal.js';
import { readCosignerKey, readKey } from '../register/keys.js';
import { isMet, LONGEST, readPolicy, textOf } from '../register/policy.js';
import { signer } from './cosigners.js';

const log = signer('log.example/one', 200, 1).text;
/** @param {number} n */
const key = (n) => signer(`w${n}.example`, n).text;
const [A, B, C] = [1, 2, 3].map((n) => `witness ${'ABC'[n - 1]} ${key(n)}`);
/** The point of order one. */
const WEAK = `w+881e0990+BAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA`;

/** @param {...(string | undefined)} lines */
const read = (...lines) => readPolicy(utf8(`${lines.join('\n')}\n`));

/** @param {number} count @param {(i: number) => string} made */
const times = (count, made) => Array.from({ length: count }, (_, i) => made(i + 1));

/** @type {[string, number, (string | undefined)[]][]} */
const REFUSED = [
  ['policy-line-unknown', 2, [`log ${log}`, 'logs', 'quorum none']],
  ['policy-line-unknown', 1, [`Log ${log}`, 'quorum none']],
  ['policy-line-unknown', 1, ['log', 'quorum none']],
  ['policy-line-unknown', 1, [`log ${log} http://a.example/ more`, 'quorum none']],
  ['policy-line-unknown', 2, [`log ${log}`, 'witness A', 'quorum none']],
  ['policy-line-unknown', 2, [`log ${log}`, `${A} http://a.example/ more`, 'quorum none']],
  ['policy-line-unknown', 3, [`log ${log}`, A, 'group G any', 'quorum none']],
  ['policy-line-unknown', 3, [`log ${log}`, A, 'group G most A', 'quorum none']],
  ['policy-line-unknown', 3, [`log ${log}`, A, 'group G 01 A', 'quorum none']],
  ['policy-line-unknown', 3, [`log ${log}`, A, 'group G +1 A', 'quorum none']],
  ['policy-line-unknown', 2, [`log ${log}`, 'quorum', A]],
  ['policy-line-unknown', 2, [`log ${log}`, 'quorum none none']],
  ['policy-line-unknown', 2, [`log ${log}`, 'quorum none # said']],
  ['policy-line-unknown', 1, [`\uFEFFlog ${log}`, 'quorum none']],
  ['policy-log-twice', 3, [`log ${log}`, A, `log ${signer('another', 201, 1).text}`, 'quorum none']],
  ['policy-without-log', 0, [A, 'quorum A']],
  ['policy-without-log', 0, ['']],
  ['policy-quorum-twice', 4, [`log ${log}`, A, 'quorum A', 'quorum none']],
  ['policy-without-quorum', 0, [`log ${log}`, A]],
  ['key-malformed', 1, [`log ${key(1)}`, 'quorum none']],
  ['key-malformed', 2, [`log ${log}`, `witness A ${signer('w1.example', 1, 1).text}`, 'quorum A']],
  ['key-malformed', 2, [`log ${log}`, `witness A ${key(1).replace(/\+[0-9a-f]{8}\+/, '+00000000+')}`, 'quorum A']],
  ['key-malformed', 2, [`log ${log}`, `witness A ${key(1).replace('+B', '+A')}`, 'quorum A']],
  ['key-malformed', 1, [`log ${log}\r`, 'quorum none\r']],
  ['key-weak', 2, [`log ${log}`, `witness A ${WEAK}`, 'quorum A']],
  ['policy-key-twice', 3, [`log ${log}`, A, `witness B ${signer('other.example', 1).text}`, 'quorum A']],
  ['policy-key-twice', 2, [`log ${log}`, `witness A ${signer('log.example/one', 200).text}`, 'quorum A']],
  ['policy-key-twice', 2, [`witness A ${signer('log.example/one', 200).text}`, `log ${log}`, 'quorum A']],
  ['policy-name', 2, [`log ${log}`, `witness none ${key(1)}`, 'quorum none']],
  ['policy-name', 3, [`log ${log}`, A, 'group none any A', 'quorum none']],
  ['policy-name-twice', 3, [`log ${log}`, A, `witness A ${key(2)}`, 'quorum none']],
  ['policy-name-twice', 4, [`log ${log}`, A, B, 'group B any A', 'quorum none']],
  ['policy-member-unknown', 2, [`log ${log}`, 'group G any A', A, 'quorum G']],
  ['policy-member-unknown', 3, [`log ${log}`, A, 'group G any A G', 'quorum G']],
  ['policy-member-unknown', 3, [`log ${log}`, A, 'group G any none', 'quorum G']],
  ['policy-member-unknown', 3, [`log ${log}`, A, 'quorum B']],
  ['policy-member-unknown', 2, [`log ${log}`, 'quorum A', A]],
  ['policy-member-twice', 3, [`log ${log}`, A, 'group G all A A', 'quorum G']],
  ['policy-member-twice', 5, [`log ${log}`, A, B, 'group G any A', 'group H any B A', 'quorum G']],
  ['policy-threshold', 3, [`log ${log}`, A, 'group G 0 A', 'quorum G']],
  ['policy-threshold', 4, [`log ${log}`, A, B, 'group G 3 A B', 'quorum G']],
  ['policy-threshold', 4, [`log ${log}`, A, B, `group G 1${'0'.repeat(400)} A B`, 'quorum G']],
  ['policy-too-many', 65, [`log ${log}`, ...times(64, (i) => `witness W${i} ${key(i)}`), 'quorum none']],
  ['policy-too-many', 129, [`log ${log}`, '', ...times(63, (i) => `witness W${i} ${key(i)}`),
    ...times(64, (i) => `group G${i} any ${i === 1 ? 'W1' : `G${i - 1}`}`), 'quorum none']],
  ...['ftp://a.example/', 'a.example', 'HTTP://a.example/', 'http://', 'http:///a', 'http://me@a.example/', 'http://me:word@a.example/',
    'http://a.example/?b', 'http://a.example/?', 'http://a.example/#b', 'http://a.example/#', 'http://a.example:99999/', 'http://é.example/',
    'http://a.example\\b', 'http://a.example/\r', 'https:a.example'].flatMap((address) => /** @type {[string, number, (string | undefined)[]][]} */ ([
    ['policy-address', 2, [`log ${log}`, `${A} ${address}`, 'quorum A']],
    ['policy-address', 1, [`log ${log} ${address}`, 'quorum none']],
  ])),
];

for (const [code, number, lines] of REFUSED) {
  test(`${code} in line ${number}: ${JSON.stringify(lines.slice(0, 5)).slice(0, 300)}`, () => {
    const { refusal } = attempt(() => read(...lines));
    assert.deepEqual([refusal?.code, refusal?.detail], [code, number === 0 ? '' : String(number)]);
  });
}

test('a policy too long, or not UTF-8, is refused without a line', () => {
  const rest = `log ${log}\nquorum none\n#`;
  const whole = utf8(rest + 'x'.repeat(LONGEST - rest.length));
  assert.equal(readPolicy(whole).quorum, 'none');
  for (const [code, bytes] of /** @type {const} */ ([
    ['policy-too-long', utf8(`${fromUtf8(whole)}x`)], ['policy-not-text', Uint8Array.of(0x23, 0xff, 0x0a)]])) {
    const { refusal } = attempt(() => readPolicy(bytes));
    assert.deepEqual([refusal?.code, refusal?.detail], [code, '']);
  }
});

test('sixty-three co-signers and sixty-three groups are read', () => {
  const policy = read(`log ${log}`, ...times(63, (i) => `witness W${i} ${key(i)}`), `group G1 all ${times(63, (i) => `W${i}`).join(' ')}`,
    ...times(62, (i) => `group G${i + 1} any G${i}`), 'quorum G63');
  assert.deepEqual([policy.cosigners.length, policy.groups.length], [63, 63]);
  assert.ok(isMet(policy, new Set(times(63, (i) => `W${i}`))));
  assert.ok(!isMet(policy, new Set(times(62, (i) => `W${i}`))));
});

test('a policy has one form: co-signers, groups, no comments, one space between words', () => {
  const untidy = `# a policy\n\n  ${A}\t http://a.example/b/@c  \n \t \n\tlog\t${log}\n ## more\n${B}\ngroup  G any A   B\nquorum G`;
  const tidy = `log ${log}\n${A} http://a.example/b/@c\n${B}\ngroup G 1 A B\nquorum G\n`;
  assert.equal(textOf(readPolicy(utf8(untidy))), tidy);
  assert.equal(textOf(readPolicy(utf8(tidy))), tidy);
});

test('identifiers of keys have the type within them', () => {
  const raw = 'BIqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c';
  assert.equal(readCosignerKey(`witness.example/w1+0ad7d35e+${raw}`).known, 'witness.example/w1+0ad7d35e');
  assert.equal(readKey(`witness.example/w1+52f2363b+AY${raw.slice(2)}`).known, 'witness.example/w1+52f2363b');
  assert.equal(readCosignerKey('remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2').known, 'remora.n621.de+da77ade7');
  assert.equal(hex(signer('witness.example/w1', 1).identifier), '0ad7d35e');
});

/**
 * Whether a name is met, asked from the quorum down, by what the lines say.
 * @param {Map<string, string[]>} lines of groups
 * @param {string} name
 * @param {Set<string>} signed
 * @returns {boolean}
 */
function met(lines, name, signed) {
  const [many, ...members] = lines.get(name) ?? [];
  if (many === undefined) return signed.has(name);
  const count = members.filter((member) => met(lines, member, signed)).length;
  return many === 'all' ? count === members.length : many === 'any' ? count > 0 : count >= Number(many);
}

test('two hundred policies by chance are met by just those subsets by which they must be', () => {
  const seed = Number(process.env['SEED'] ?? 20230723);
  let state = seed;
  const next = (/** @type {number} */ below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
  const ways = new Set();
  for (let i = 0; i < 200; i++) {
    const count = 1 + next(7);
    const free = times(count, (n) => `W${n}`);
    /** @type {Map<string, string[]>} */
    const groups = new Map();
    for (let g = 1; g <= 1 + next(4) && free.length > 0; g++) {
      const members = times(1 + next(free.length), () => free.splice(next(free.length), 1)[0] ?? '');
      const many = ['all', 'any', String(1 + next(members.length))][next(3)] ?? '';
      groups.set(`G${g}`, [many, ...members]);
      free.push(`G${g}`);
    }
    const all = [...times(count, (n) => `W${n}`), ...groups.keys()];
    const quorum = /** @type {string} */ (all[next(all.length)]);
    const policy = read(`log ${log}`, ...times(count, (n) => `witness W${n} ${key(n)}`),
      ...[...groups].map(([name, words]) => `group ${name} ${words.join(' ')}`), `quorum ${quorum}`);
    for (let subset = 0; subset < 2 ** count; subset++) {
      const signed = new Set(times(count, (n) => `W${n}`).filter((_, n) => (subset >> n) & 1));
      assert.equal(isMet(policy, signed), met(groups, quorum, signed), `seed ${seed}, policy ${i}, subset ${subset}:\n${textOf(policy)}`);
      ways.add(`${quorum[0]} ${isMet(policy, signed)}`);
    }
  }
  assert.deepEqual([...ways].sort(), ['G false', 'G true', 'W false', 'W true']);
});

test('none is met by nobody, and a name of a group is no co-signature', () => {
  assert.ok(isMet(read(`log ${log}`, 'quorum none'), new Set()));
  assert.ok(!isMet(read(`log ${log}`, A, B, C, 'group G 2 A B C', 'quorum G'), new Set(['G', 'A'])));
});
