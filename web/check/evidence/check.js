// Check 12: what each seat rests on. Everything that follows from the acts is computed anew; of level 2, the search for
// which isn't specified, the published claim is taken and its certificate must prove it.

import { fromUtf8 } from '../base/bytes.js';
import { readOrdered } from '../base/json.js';
import { attempt } from '../base/refusal.js';
import { document } from '../base/write.js';
import { proves, stated } from './certificates.js';
import { constituenciesOf } from './document.js';
import { sum } from './open.js';

/** @typedef {import('../fold/contest.js').ContestFold} Fold */
/** @typedef {import('./document.js').Place} Place */
/** @typedef {import('../report.js').Report} Report */
/** @typedef {Map<string, any>} Published */

/** What a search may end with; a certificate of another kind is not checked here. */
const KNOWN = ['nothing-open', 'pool', 'any-figures', 'caps', 'weights', 'every-choice', 'choice'];

/**
 * @param {Fold} fold
 * @param {import('../results/tally.js').Row[]} rows
 * @param {import('./document.js').Standing[]} stations
 * @param {import('../check.js').Files} files
 * @param {Report} report
 */
export async function checkEvidence(fold, rows, stations, files, report) {
  const file = `${fold.folder}evidence.json`;
  const bytes = await files.read(file);
  if (bytes === undefined) return report.missing('evidence', file, files);
  const text = fromUtf8(bytes) ?? '';
  const { value: published } = attempt(() => readOrdered(text.trimEnd()));
  if (!(published instanceof Map)) return report.find('evidence', 'result-differs', { file });
  const check = new EvidenceCheck(fold, report, published);
  const made = check.made(fold.definition.seats === undefined ? [] : constituenciesOf(fold, rows, stations));
  if (made !== text) report.find('evidence', 'result-differs', { file, detail: differenceOf(text, made) });
  if (check.unchecked > 0) {
    return report.skip('evidence', `${check.unchecked} certificates are of a kind that this program doesn't read`);
  }
  report.done('evidence', `${check.count} seats: claims and margins byte for byte, ${check.count} certificates of level 2 prove `
    + 'what they stand for');
}

class EvidenceCheck {
  /**
   * @param {Fold} fold
   * @param {Report} report
   * @param {Published} published
   */
  constructor(fold, report, published) {
    this.fold = fold;
    this.report = report;
    this.count = 0;
    this.unchecked = 0;
    /** @type {Map<string, Published>} what was published of each seat */
    this.seats = new Map();
    for (const place of listOf(published.get('constituencies'))) {
      for (const seat of listOf(place.get('seats'))) {
        this.seats.set(`${place.get('constituency')} ${seat.get('list')} ${seat.get('ordinal')}`, seat);
      }
    }
  }

  /** @param {Place[]} places */
  made(places) {
    const made = places.map((place) => this.place(place));
    return document({
      format: 'saksei/evidence/v1',
      election: this.fold.definition.code,
      contest: this.fold.code,
      simulated: this.fold.simulated || undefined,
      reading: { kind: 'contradicted' },
      sentence: this.sentence(places, made),
      constituencies: made,
    });
  }

  /**
   * @param {Place[]} places
   * @param {Counted[]} made
   */
  sentence(places, made) {
    const seats = sum(made.map((one) => one.seatCount));
    const settled = sum(made.map((one) => one.settled));
    const noBound = sum(made.map(withoutBound));
    const hang = places.filter((_, i) => isOpen(made[i]));
    return {
      seats,
      settled,
      open: seats - settled - noBound,
      noBound,
      openStations: sum(places.map((place) => place.open.length)),
      hangOn: sum(hang.map((place) => place.open.length)),
      constituencies: hang.length,
    };
  }

  /** @param {Place} place */
  place(place) {
    const seats = place.seats().map((seat) => (place.noBound === undefined ? this.seat(place, seat) : unbounded(seat)));
    const copies = place.noBound === undefined ? place.copies : undefined;
    const settled = place.noBound === undefined ? place.settled : undefined;
    return {
      constituency: place.constituency,
      seatCount: place.seatCount,
      settled: seats.filter((seat) => seat.level1 === 'settled').length,
      noBound: place.noBound,
      bound: place.bound(),
      settledVotes: settled?.votes,
      settledBase: !place.reading.hasBase ? undefined : settled?.base,
      open: place.open,
      copies: copies && { ...copies, pool: copies.pool ?? null },
      ties: place.ties(),
      seats,
    };
  }

  /**
   * @param {Place} place
   * @param {{list: string, ordinal: number}} seat
   */
  seat(place, seat) {
    this.count++;
    const published = this.seats.get(`${place.constituency} ${seat.list} ${seat.ordinal}`);
    const movedTo = published?.get('margin')?.get?.('movedTo');
    const { level1, uncorroboratedOpen, margin, certificate } = place.level1(seat, Array.isArray(movedTo) ? movedTo : undefined);
    const level2 = this.level2(place, seat, published);
    return {
      ...seat,
      level1,
      level2: published?.get('level2'),
      uncorroboratedOpen,
      margin,
      stations: level1 === 'settled' && published?.get('level2') === 'settled' ? [] : this.stations(place, published),
      copiesOf: published?.get('level2') === 'settled' ? [] : published?.get('copiesOf'),
      certificate: { level1: certificate, level2: level2 && (stated(place, seat, level2) ?? level2) },
    };
  }

  /**
   * The claim of level 2 must be what its certificate proves, and one that follows of itself must be stated.
   * @param {Place} place
   * @param {{list: string, ordinal: number}} seat
   * @param {Published | undefined} published
   */
  level2(place, seat, published) {
    const certificate = published?.get('certificate')?.get?.('level2');
    const claimed = published?.get('level2');
    const where = { file: `${this.fold.folder}evidence.json`, detail: `${place.constituency} ${seat.list} ${seat.ordinal}` };
    if (certificate === undefined || claimed === 'undetermined' || claimed === 'no-bound') {
      const may = certificate === undefined && (claimed === 'undetermined' || (claimed === 'no-bound' && place.isBeyondLevel2()));
      if (!may) this.report.find('evidence', 'certificate-wrong', where);
      return certificate;
    }
    if (!KNOWN.includes(certificate.get('kind'))) {
      this.unchecked++;
    } else if (attempt(() => proves(place, seat, certificate)).value !== claimed) {
      this.report.find('evidence', 'certificate-wrong', where);
    }
    return certificate;
  }

  /**
   * The stations that a seat hangs on: all that are open in its constituency, in the order published.
   * @param {Place} place
   * @param {Published | undefined} published
   */
  stations(place, published) {
    const stated = listOf(published?.get('stations'));
    const open = place.open.map((one) => one.station);
    const same = stated.length === open.length && new Set(stated).size === open.length && open.every((one) => stated.includes(one));
    return same ? stated : open;
  }
}

/**
 * A seat of which nothing can be claimed.
 * @param {{list: string, ordinal: number}} seat
 */
function unbounded(seat) {
  const level = 'no-bound';
  return { ...seat, level1: level, level2: level, uncorroboratedOpen: level, stations: [], copiesOf: [], certificate: {} };
}

/** @typedef {{settled: number, seatCount: number, noBound: string | undefined, seats: {level1: string}[]}} Counted */

/**
 * The seats of which nothing can be claimed: all, also those given to nobody, where the rule is such.
 * @param {Counted} place
 */
function withoutBound({ seatCount, noBound, seats }) {
  return noBound === undefined ? seats.filter((seat) => seat.level1 === 'no-bound').length : seatCount;
}

/**
 * Whether a seat of a constituency is open, or given to nobody yet.
 * @param {Counted | undefined} place
 */
function isOpen(place) {
  if (place === undefined) return false;
  return place.settled + withoutBound(place) < place.seatCount;
}

/** @param {unknown} value @returns {any[]} */
const listOf = (value) => (Array.isArray(value) ? value : []);

/**
 * @param {string} published
 * @param {string} made
 */
function differenceOf(published, made) {
  let at = 0;
  while (at < published.length && published[at] === made[at]) at++;
  return `at ${at}: published ${published.slice(Math.max(0, at - 40), at + 60)} computed ${made.slice(Math.max(0, at - 40), at + 60)}`;
}

