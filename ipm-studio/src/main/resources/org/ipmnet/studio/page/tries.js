// SPDX-License-Identifier: Apache-2.0
import { quiet } from './busy.js';
import { element } from './dom.js';
import { onLanguage, say } from './language.js';
import { Newest } from './newest.js';
import { painted } from './transfer.js';
import { showView } from './views.js';

const MOST = 60;

/**
 * The newest checkpoint of a training tried on the user's own photo and look, once for each checkpoint. What earlier ones made of them
 * stays beside it, until other photos are chosen. A try waits until nothing else is painted.
 */
export class Tries {
  #failed;
  #queue = new Newest();
  #transfer = null;
  #tries = [];
  #chosen = null;
  #begun = null;
  #title = element('h2', { 'data-text': 'tries' });
  #how = element('p', { class: 'quiet', 'data-text': 'triesHow' });
  #choose = element('button', { type: 'button', class: 'outlined', 'data-text': 'triesChoose' });
  #before = element('img', { alt: '', draggable: 'false' });
  #after = element('img', { alt: '', draggable: 'false', id: 'try' });
  #beforeName = element('figcaption', { 'data-text': 'before' });
  #afterName = element('figcaption');
  #pair = element('div', { class: 'pair', hidden: true },
    element('figure', {}, this.#before, this.#beforeName), element('figure', {}, this.#after, this.#afterName));
  #strip = element('ol', { class: 'tries', 'data-label': 'triesStrip' });
  #told = element('p', { class: 'quiet', role: 'status', 'aria-live': 'polite' });
  #tell = () => '';

  constructor(root, failed) {
    this.#failed = failed;
    root.append(this.#title, this.#how, this.#choose, this.#pair, this.#strip, this.#told);
    this.#choose.addEventListener('click', () => showView('studio'));
    onLanguage(() => {
      this.#telling(this.#tell);
      this.#draw();
    });
    this.#draw();
  }

  /** Tries that transfer, unless it has been tried or is under way; null where no photo or no look is chosen. */
  show(transfer) {
    if (transfer?.subject !== this.#transfer?.subject) this.#clear();
    this.#transfer = transfer;
    if (!transfer || transfer.key === this.#begun) return;
    this.#begun = transfer.key;
    this.#queue.want(stillWanted => this.#try(transfer, () => stillWanted() && transfer.subject === this.#transfer?.subject));
  }

  /** After a failure it is worth another try. */
  retry() {
    if (this.#transfer && this.#tries.at(-1)?.key !== this.#transfer.key) this.#begun = null;
    this.show(this.#transfer);
  }

  async #try(transfer, stillWanted) {
    await quiet();
    if (!stillWanted()) return;
    try {
      this.#telling(() => say('trying'));
      const { picture, iteration } = await painted(transfer, stillWanted);
      if (transfer.subject !== this.#transfer?.subject) return;
      this.#before.src = await transfer.target.picture();
      this.#add({ key: transfer.key, iteration, address: URL.createObjectURL(picture) });
      this.#telling(() => say('tried', { iteration }));
    } catch (failure) {
      this.#telling(() => '');
      if (stillWanted()) this.#failed(failure);
    }
  }

  /** Tells a line, which a function gives in the user's language. */
  #telling(line) {
    this.#tell = line;
    this.#told.textContent = line();
  }

  #add(made) {
    const last = this.#tries.at(-1);
    if (last?.iteration === made.iteration) {
      // The studio took a newer checkpoint just before it was told of.
      last.key = made.key;
      return URL.revokeObjectURL(made.address);
    }
    const atNewest = this.#chosen === (this.#tries.at(-1) ?? null);
    this.#tries.push(made);
    for (const old of this.#tries.splice(0, Math.max(this.#tries.length - MOST, 0))) URL.revokeObjectURL(old.address);
    if (atNewest || !this.#tries.includes(this.#chosen)) this.#chosen = made;
    this.#draw();
    if (this.#chosen === made) this.#strip.scrollLeft = this.#strip.scrollWidth;
  }

  #clear() {
    for (const { address } of this.#tries.splice(0)) URL.revokeObjectURL(address);
    this.#chosen = null;
    this.#begun = null;
    this.#telling(() => '');
    this.#draw();
  }

  #entry(made) {
    const text = say('iteration', { iteration: made.iteration });
    const entry = element('button', { type: 'button', class: 'try', 'aria-pressed': String(made === this.#chosen) },
      element('img', { src: made.address, alt: '', draggable: 'false' }), element('span', {}, text));
    entry.addEventListener('click', () => {
      this.#chosen = made;
      this.#draw();
      this.#strip.querySelector('[aria-pressed="true"]').focus();
    });
    return element('li', {}, entry);
  }

  #draw() {
    const chosen = this.#chosen;
    this.#how.hidden = chosen !== null;
    this.#choose.hidden = chosen !== null || this.#transfer !== null;
    this.#pair.hidden = chosen === null;
    this.#strip.hidden = this.#tries.length < 2;
    const focused = [...this.#strip.querySelectorAll('button')].indexOf(document.activeElement);
    this.#strip.replaceChildren(...this.#tries.map(made => this.#entry(made)));
    this.#strip.querySelectorAll('button')[focused]?.focus();
    if (!chosen) return;
    const { name, photo } = this.#transfer.target;
    this.#pair.style.setProperty('--ratio', photo.preview.width / photo.preview.height);
    for (const image of [this.#before, this.#after]) image.style.aspectRatio = 'var(--ratio)';
    this.#after.src = chosen.address;
    this.#after.dataset.iteration = chosen.iteration;
    this.#before.alt = say('beforeAlt', { name });
    this.#after.alt = say('afterAlt', { name });
    this.#afterName.textContent = say('iteration', { iteration: chosen.iteration });
  }
}
