// SPDX-License-Identifier: Apache-2.0
import * as api from './api.js';
import { element } from './dom.js';
import { say } from './language.js';
import { Newest } from './newest.js';

/** What a sheet is called: by its iteration, which its file's name tells. */
const title = name => (/^\d+\./.test(name) ? say('iteration', { iteration: parseInt(name, 10) }) : name);

/** The sheets of samples of a training over time; it goes on to the newest one unless the user looks at an earlier one. */
export class Samples {
  #names = [];
  #place = -1;
  #shown = null;
  #queue = new Newest();
  #failed;
  #image = element('img', { class: 'sheet', alt: '' });
  #name = element('output', { for: 'sample' });
  #empty = element('p', { class: 'quiet', 'data-text': 'noSamples' });
  #time = element('input', { type: 'range', id: 'sample', min: 0, step: 1, 'data-label': 'sampleOverTime' });
  #earlier = element('button', { type: 'button', class: 'plain', 'data-text': 'earlier' });
  #later = element('button', { type: 'button', class: 'plain', 'data-text': 'later' });
  #controls = element('div', { class: 'sample-time' }, this.#earlier, this.#time, this.#later);

  constructor(root, failed) {
    this.#failed = failed;
    root.append(element('h2', { 'data-text': 'samples' }), this.#empty, this.#controls, this.#name, this.#image);
    this.#time.addEventListener('input', () => this.#goTo(this.#time.valueAsNumber));
    this.#earlier.addEventListener('click', () => this.#goTo(this.#place - 1));
    this.#later.addEventListener('click', () => this.#goTo(this.#place + 1));
  }

  show(names) {
    const atNewest = this.#place === this.#names.length - 1;
    this.#names = names;
    this.#empty.hidden = names.length > 0;
    this.#controls.hidden = names.length === 0;
    this.#time.max = Math.max(names.length - 1, 0);
    if (names.length) this.#goTo(atNewest ? names.length - 1 : Math.min(this.#place, names.length - 1));
  }

  #goTo(place) {
    this.#place = Math.min(Math.max(place, 0), this.#names.length - 1);
    this.#time.valueAsNumber = this.#place;
    this.#time.style.setProperty('--filled', `${(this.#place / Math.max(this.#names.length - 1, 1)) * 100}%`);
    this.#earlier.disabled = this.#place === 0;
    this.#later.disabled = this.#place === this.#names.length - 1;
    const name = this.#names[this.#place];
    this.#name.textContent = title(name);
    if (name !== this.#shown) this.#queue.want(() => this.#load(name));
  }

  async #load(name) {
    try {
      const address = URL.createObjectURL(await api.patiently(() => api.sampleSheet(name)));
      const former = this.#image.src;
      this.#image.src = address;
      this.#image.alt = say('sampleAlt', { name: title(name) });
      this.#shown = name;
      if (former) URL.revokeObjectURL(former);
    } catch (failure) {
      this.#failed(failure);
    }
  }
}
