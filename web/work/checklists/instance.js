// One filling of the form, or of a repeat in it: its rows' values and relevance, and the repeats in it.

/** @typedef {import('./form.js').Form} Form */
/** @typedef {import('./form.js').Row} Row */
/** @typedef {import('./form.js').Choice} Choice */

export class Instance {
  /**
   * @param {Form} form
   * @param {number} repeat the row that opens it; −1 is the form itself
   * @param {Instance} [around]
   * @param {number} [position] from 1
   */
  constructor(form, repeat, around, position = 1) {
    this.form = form;
    this.repeat = repeat;
    this.around = around;
    this.position = position;
    /** @type {Map<number, string>} */
    this.values = new Map();
    /** @type {Set<number>} */
    this.irrelevant = new Set();
    /** @type {Map<number, Instance[]>} */
    this.repeats = new Map();
  }

  /** Where its rows lie, for people: `visit[2]/`. @returns {string} */
  get path() {
    return this.around === undefined ? '' : `${this.around.path}${this.form.rows[this.repeat]?.name}[${this.position}]/`;
  }

  /** @param {Row} row */
  value(row) {
    return this.values.get(row.index) ?? '';
  }

  /** @param {Row} row */
  isRelevant(row) {
    return !this.irrelevant.has(row.index);
  }

  /** @param {Row} row */
  repeated(row) {
    return this.repeats.get(row.index) ?? [];
  }

  /**
   * The instance around this one, or itself, in which rows of a repeat stand.
   * @param {number} repeat
   * @returns {Instance | undefined}
   */
  holding(repeat) {
    return repeat === this.repeat ? this : this.around?.holding(repeat);
  }

  /** The values of a row as this instance sees it: its own or those around it; of repeats within, all of them in order. @param {Row} row */
  look(row) {
    const found = this.seen(row.repeat);
    if (row.type === 'begin_repeat') return found.flatMap((one) => (one.isRelevant(row) ? one.repeated(row) : [])).map(() => '');
    return found.map((one) => (one.isRelevant(row) ? one.value(row) : ''));
  }

  /**
   * The instances of a repeat that this one sees.
   * @param {number} repeat
   * @returns {Instance[]}
   */
  seen(repeat) {
    const own = this.holding(repeat);
    if (own) return [own];
    const row = this.form.rows[repeat];
    return row ? this.seen(row.repeat).flatMap((one) => (one.isRelevant(row) ? one.repeated(row) : [])) : [];
  }

  /**
   * What the expressions of a row look at here.
   * @param {Row} row
   * @param {Choice} [choice]
   * @returns {import('./evaluator.js').Scope}
   */
  scope(row, choice) {
    return {
      self: this.value(row),
      position: this.position,
      values: (name) => this.look(/** @type {Row} */ (this.form.byName.get(name))),
      cell: (column) => (this.form.file.choice_columns.includes(column) ? choice?.cells?.[column] ?? '' : choice?.name ?? ''),
    };
  }
}
