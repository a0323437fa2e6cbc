// SPDX-License-Identifier: Apache-2.0
import { byId } from './dom.js';
import { SideBySide } from './side-by-side.js';

/** Whether all models are seen side by side instead of one. */
export class Comparison {
  #workspace;
  #grid;
  on = false;

  constructor(workspace, queue) {
    this.#workspace = workspace;
    this.#grid = new SideBySide(queue);
    byId('side-by-side').addEventListener('click', () => this.#turn(!this.on));
  }

  show() {
    const { models, target } = this.#workspace;
    byId('side-by-side-grid').hidden = target === null || !this.on;
    if (this.on) this.#grid.show(target, models.map(model => ({ model, transfer: this.#workspace.transferBy(model) })));
  }

  #turn(on) {
    this.on = on;
    byId('side-by-side').setAttribute('aria-pressed', on);
    if (!on) this.#grid.hide();
    this.#workspace.changed();
  }
}
