// Moments as acts have them: 2028-07-23T17:42:10+07:00.

const MOMENT = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(Z|[+-]\d\d:\d\d)$/;
const MOST_OFFSET = 14 * 60;

/** @param {string} text */
export function isMoment(text) {
  const [, year, month, day, hour, minute, second, zone = ''] = MOMENT.exec(text) ?? [];
  if (year === undefined || Number(year) < 1970) return false;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const isDay = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return isDay && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60 && isZone(zone);
}

/** @param {string} zone */
function isZone(zone) {
  if (zone === 'Z') return true;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(4))];
  const offset = hours * 60 + minutes;
  return minutes < 60 && offset > 0 && offset <= MOST_OFFSET;
}

/**
 * A moment as an act has it, in the zone of this device's clock.
 * @param {Date} date
 * @param {number} [offset] minutes east of Greenwich
 */
export function momentOf(date, offset = -date.getTimezoneOffset()) {
  const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, 19);
  if (offset === 0) return `${local}Z`;
  const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `${local}${offset < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}`;
}

/** @param {number} number */
const two = (number) => String(number).padStart(2, '0');
