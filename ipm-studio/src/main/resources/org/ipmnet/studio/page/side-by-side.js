// SPDX-License-Identifier: Apache-2.0
import { begin, end } from './busy.js';
import { byId, element } from './dom.js';
import { say } from './language.js';
import { report, withdraw } from './messages.js';
import { painted } from './transfer.js';

const SUBJECT = 'sideBySide';

function figure(caption) {
  const image = element('img', { alt: '', draggable: 'false' });
  return { image, root: element('figure', {}, image, element('figcaption', {}, caption)) };
}

/** The same makeup by all models, one figure each. */
export class SideBySide {
  #grid = byId('side-by-side-grid');
  #queue;
  #addresses = [];
  #key = null;

  constructor(queue) {
    this.#queue = queue;
  }

  /** Shows the transfers, each with the model that does it; those that are null cannot be done. */
  show(target, transfers) {
    const possible = transfers.filter(({ transfer }) => transfer);
    const key = possible.map(({ transfer }) => transfer.key).join();
    if (key === this.#key) return;
    this.#key = key;
    this.#queue.want(stillWanted => this.#paint(target, possible, stillWanted));
  }

  /** Lets go of the pictures. */
  hide() {
    this.#key = null;
    this.#grid.replaceChildren();
    this.#addresses.splice(0).forEach(address => URL.revokeObjectURL(address));
  }

  async #paint(target, transfers, stillWanted) {
    withdraw(SUBJECT);
    if (!target || !transfers.length) {
      this.#grid.replaceChildren(element('p', { class: 'quiet' }, say('sideBySideNothing')));
      return;
    }
    begin(SUBJECT, say('applying'));
    try {
      const figures = this.#layOut(target, transfers);
      figures.before.src = await target.picture();
      await this.#fill(figures.after, transfers, stillWanted);
    } finally {
      end(SUBJECT);
    }
  }

  #layOut(target, transfers) {
    const { width, height } = target.photo.preview;
    const before = figure(say('sideBySideBefore'));
    const after = transfers.map(({ model }) => figure(model.name));
    const all = [before, ...after];
    for (const { image } of all) image.style.aspectRatio = `${width} / ${height}`;
    this.hide();
    this.#key = transfers.map(({ transfer }) => transfer.key).join();
    this.#grid.replaceChildren(...all.map(({ root }) => root));
    return { before: before.image, after: after.map(({ image }) => image) };
  }

  async #fill(images, transfers, stillWanted) {
    for (const [place, { transfer, model }] of transfers.entries()) {
      if (!stillWanted() || !this.#key) return;
      try {
        const { picture } = await painted(transfer, stillWanted);
        const address = URL.createObjectURL(picture);
        this.#addresses.push(address);
        images[place].src = address;
        images[place].alt = say('afterAlt', { name: `${transfer.target.name}, ${model.name}` });
      } catch (failure) {
        if (stillWanted()) report(SUBJECT, failure, model.name);
      }
    }
  }
}
