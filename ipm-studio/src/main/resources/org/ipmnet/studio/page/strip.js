// SPDX-License-Identifier: Apache-2.0
import { element } from './dom.js';
import { say } from './language.js';
import { thumbnail } from './thumbnail.js';

/** A strip of thumbnails to choose from, behind the place where more are added. */
export class Strip {
  #list;
  #options;
  #items = new Map();

  /** The options are the thumbnails' class, the keys of the texts for choosing and removing, and what is then done. */
  constructor(list, options) {
    this.#list = list;
    this.#options = options;
  }

  /** Shows portraits; mark tells each one's badge, and null for those that are not chosen. */
  show(portraits, mark) {
    const keys = new Set(portraits.map(({ key }) => key));
    for (const [key, item] of this.#items) {
      if (keys.has(key)) continue;
      item.root.remove();
      this.#items.delete(key);
    }
    let former = this.#list.querySelector('.add');
    for (const portrait of portraits) {
      const item = this.#item(portrait);
      if (former.nextElementSibling !== item.root) former.after(item.root);
      former = item.root;
      this.#mark(item, portrait, mark(portrait));
    }
  }

  #item(portrait) {
    if (!this.#items.has(portrait.key)) this.#items.set(portrait.key, this.#make(portrait));
    return this.#items.get(portrait.key);
  }

  #make(portrait) {
    const { className, choose, remove } = this.#options;
    const image = element('img', { alt: '', draggable: 'false' });
    const badge = element('span', { class: 'badge', 'aria-hidden': 'true' });
    const button = element('button', { type: 'button', class: className }, image, badge);
    const removal = portrait.own
      ? element('button', { type: 'button', class: 'removal' }, element('span', { 'aria-hidden': 'true' }, '×'))
      : null;
    button.addEventListener('click', () => choose(portrait));
    removal?.addEventListener('click', () => {
      remove(portrait);
      // The button goes with its item, and the keyboard would lose its place.
      this.#list.querySelector(`.${className}, input`).focus();
    });
    return { root: element('li', {}, button, ...(removal ? [removal] : [])), button, image, badge, removal };
  }

  #mark({ button, image, badge, removal }, portrait, mark) {
    const { chooseText, removeText } = this.#options;
    const name = portrait.name;
    button.setAttribute('aria-pressed', mark !== null);
    button.setAttribute('aria-label', say(chooseText, { name }));
    button.title = name;
    badge.textContent = mark ?? '';
    removal?.setAttribute('aria-label', say(removeText, { name }));
    thumbnail(image, portrait);
  }
}
