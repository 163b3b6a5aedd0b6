import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dateText, readMoment } from '../base/moment.js';
import { endAfter } from '../cases/deadlines.js';
import { readProcedures } from '../definition/procedures.js';

const procedures = readProcedures({
  offsets: [{ from: '1970-01-01T00:00:00Z', offset: '+07:00' }],
  weekend: ['saturday', 'sunday'],
  holidays: [],
  deadlines: [
    { code: 'days', trigger: 'filing', unit: 'calendar-days', length: 3 },
    { code: 'working', trigger: 'filing', unit: 'working-days', length: 3 },
    { code: 'hours', trigger: 'filing', unit: 'hours', length: 72 },
    { code: 'clock', trigger: 'polling-day', unit: 'clock-time', length: 1, closesAt: '11:30' },
    { code: 'before', trigger: 'polling-day', unit: 'calendar-days', length: 70, before: true },
    { code: 'moves', trigger: 'filing', unit: 'calendar-days', length: 3, movesOffFreeDays: true },
  ],
  running: [],
  bodies: [],
});

/**
 * @param {string} code
 * @param {string} trigger
 * @param {{day: number, announced: number}[]} [holidays]
 */
function end(code, trigger, holidays = []) {
  const deadline = /** @type {import('../definition/procedures.js').Deadline} */ (procedures.deadlines.get(code));
  const local = endAfter(procedures, holidays, deadline, readMoment(trigger).second) + 7 * 3600;
  const time = new Date(local * 1000).toISOString().slice(11, 19);
  return `${dateText(Math.floor(local / 86400))} ${time}`;
}

/**
 * @param {string} date
 * @param {string} announced
 */
const holiday = (date, announced) => ({
  day: readMoment(`${date}T00:00:00Z`).second / 86400, announced: readMoment(announced).second,
});

test('the day of the trigger doesn\'t count, and the last day ends with its last second', () => {
  assert.equal(end('days', '2023-07-20T09:00:00+07:00'), '2023-07-23 23:59:59');
  assert.equal(end('hours', '2023-07-20T09:00:00+07:00'), '2023-07-23 09:00:00');
  assert.equal(end('clock', '2023-07-23T00:00:00+07:00'), '2023-07-24 11:30:00');
  assert.equal(end('before', '2023-07-23T00:00:00+07:00'), '2023-05-14 23:59:59');
});

test('weekends and holidays aren\'t counted as working days, and a last day may move off them', () => {
  assert.equal(end('working', '2023-07-20T09:00:00+07:00'), '2023-07-25 23:59:59');
  assert.equal(end('moves', '2023-07-20T09:00:00+07:00'), '2023-07-24 23:59:59');
});

test('a holiday announced while a deadline runs extends it, and one announced after its end changes nothing', () => {
  const running = [holiday('2023-07-24', '2023-07-21T09:00:00+07:00')];
  assert.equal(end('working', '2023-07-20T09:00:00+07:00', running), '2023-07-26 23:59:59');
  const late = [holiday('2023-07-24', '2023-07-27T09:00:00+07:00')];
  assert.equal(end('working', '2023-07-20T09:00:00+07:00', late), '2023-07-25 23:59:59');
});
