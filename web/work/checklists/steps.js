// What an evaluation may cost: a form is evaluated at every press of a key, on the cheapest phone, and nobody's form may hang it. All
// expressions of a form share one account; what is too much ends the evaluation.

const MOST_STEPS = 1_000_000;

// So many units of text are worth a step. Numbers have at most some hundred, and cost none.
const UNITS_OF_STEP = 16;

/** Ends an evaluation that grows too large; caught where the form's evaluation began. */
export class EvaluationStop extends Error {}

/** @returns {never} */
export function textTooLong() {
  throw new EvaluationStop('a text of more than 10000 characters');
}

export class Work {
  /** @param {string} today the day of today(); empty where none is given */
  constructor(today) {
    this.today = today;
    this.steps = 0;
  }

  /** @param {number} steps */
  charge(steps) {
    this.steps += steps;
    if (this.steps > MOST_STEPS) throw new EvaluationStop(`more than ${MOST_STEPS} steps`);
  }

  /** Counts text that is made or gone through. @param {number} units */
  chargeUnits(units) {
    this.charge(Math.floor(units / UNITS_OF_STEP));
  }
}
