// What is voted on: its forms, results, holders and ballots delivered (definition.md, "Several contests").

import { FormBook } from './forms.js';
import { HolderBook } from './holders.js';
import { ResultBook } from './results.js';
import { Deliveries } from './stations.js';

/** One contest, or all of an election that has one. */
export class ContestFold {
  /**
   * @param {import('../definition/definition.js').Definition} definition
   * @param {import('./fold.js').Fold} fold
   */
  constructor(definition, fold) {
    this.definition = definition;
    this.fold = fold;
    this.code = definition.contest;
    this.forms = new FormBook(definition, fold.members, fold.definition.everyStation);
    this.results = new ResultBook(definition, fold.members, this.forms);
    this.holders = new HolderBook(definition, fold.members, this.results);
    this.deliveries = new Deliveries(definition, fold.definition.everyStation);
  }

  get simulated() {
    return this.fold.simulated;
  }

  get observation() {
    return this.fold.observation;
  }

  get cases() {
    return this.fold.cases;
  }

  /** The folder of its results. */
  get folder() {
    return this.code === undefined ? 'results/' : `results/${this.code}/`;
  }
}
