// SPDX-License-Identifier: Apache-2.0

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** Settings with the steps that led to them. Each change is a function of the former settings. */
export class History extends EventTarget {
  #past = [];
  #future = [];
  #settled;

  constructor(present) {
    super();
    this.present = present;
    this.#settled = present;
  }

  get canUndo() { return this.#past.length > 0; }
  get canRedo() { return this.#future.length > 0; }

  /** A change on the way, as while a slider is dragged; the step ends with settle(). */
  adjust(change) {
    this.#show(change(this.present));
  }

  /** Ends a step. */
  settle() {
    if (same(this.present, this.#settled)) return;
    this.#past.push(this.#settled);
    this.#future = [];
    this.#settled = this.present;
    this.#show(this.present);
  }

  /** A change that is a step. */
  take(change) {
    this.settle();
    this.present = change(this.present);
    this.settle();
  }

  /** A change that is no step of the user's. */
  amend(change) {
    this.settle();
    this.#settled = change(this.present);
    this.#show(this.#settled);
  }

  undo() {
    this.settle();
    this.#move(this.#past, this.#future);
  }

  redo() {
    this.settle();
    this.#move(this.#future, this.#past);
  }

  #move(from, to) {
    if (!from.length) return;
    to.push(this.#settled);
    this.#settled = from.pop();
    this.#show(this.#settled);
  }

  #show(present) {
    this.present = present;
    this.dispatchEvent(new Event('change'));
  }
}
