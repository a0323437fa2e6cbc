// SPDX-License-Identifier: Apache-2.0
import { onLanguage, say } from './language.js';

const GRIP_HALF = 22;
const STEPS = { ArrowLeft: -2, ArrowDown: -2, ArrowRight: 2, ArrowUp: 2, PageDown: -10, PageUp: 10, Home: -100, End: 100 };

/** The divider between before and after; it keeps its place in the part of the picture that is seen. */
export class Compare {
  #stage;
  #view;
  #divider;
  #line;
  #after;
  #percent = 50;

  constructor(stage, view) {
    this.#stage = stage;
    this.#view = view;
    this.#divider = stage.querySelector('#divider');
    this.#line = stage.querySelector('.divider-line');
    this.#after = stage.querySelector('#after');
    view.addEventListener('change', () => this.#place());
    onLanguage(() => this.#place());
    this.#divider.addEventListener('keydown', event => {
      if (!(event.key in STEPS) || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      this.#moveTo(this.#percent + STEPS[event.key]);
    });
    this.#place();
  }

  /** Moves the divider to a place across the stage, in CSS pixels. */
  drag(x) {
    const { seenLeft, seenRight } = this.#view.extent;
    this.#moveTo(((x - seenLeft) / (seenRight - seenLeft)) * 100);
  }

  /** Shows the photo as it was, for as long as a button is held. */
  hold(button) {
    const held = on => () => this.#stage.classList.toggle('held', on);
    button.addEventListener('pointerdown', held(true));
    for (const end of ['pointerup', 'pointerleave', 'pointercancel', 'blur', 'keyup']) button.addEventListener(end, held(false));
    button.addEventListener('keydown', event => {
      if (event.key === ' ' || event.key === 'Enter') held(true)();
    });
    button.addEventListener('contextmenu', event => event.preventDefault());
  }

  #moveTo(percent) {
    this.#percent = Math.min(Math.max(percent, 0), 100);
    this.#place();
  }

  #place() {
    const { left, width, seenLeft, seenRight } = this.#view.extent;
    const x = seenLeft + ((seenRight - seenLeft) * this.#percent) / 100;
    const shownPercent = Math.round(this.#percent);
    this.#stage.style.setProperty('--seen-left', `${seenLeft}px`);
    this.#stage.style.setProperty('--seen-right', `${this.#stage.clientWidth - seenRight}px`);
    // At the very edge the line may leave the stage, but not the grip.
    this.#divider.style.left = `${Math.min(Math.max(x, GRIP_HALF), this.#stage.clientWidth - GRIP_HALF)}px`;
    this.#line.style.left = `${x}px`;
    this.#after.style.clipPath = width ? `inset(0 0 0 ${((x - left) / width) * 100}%)` : '';
    this.#divider.setAttribute('aria-valuenow', shownPercent);
    this.#divider.setAttribute('aria-valuetext', say('dividerAt', { percent: shownPercent }));
  }
}
