// SPDX-License-Identifier: Apache-2.0

/** Does one work at a time, then the newest of those wanted meanwhile; the ones in between are passed over. */
export class Newest {
  #wanted = null;
  #working = false;

  /** A work is given a function that tells whether it is still the newest, and deals with its own failures. */
  async want(work) {
    this.#wanted = work;
    if (this.#working) return;
    this.#working = true;
    try {
      while (this.#wanted) {
        const current = this.#wanted;
        await current(() => this.#wanted === current);
        if (this.#wanted === current) this.#wanted = null;
      }
    } finally {
      this.#working = false;
    }
  }
}
