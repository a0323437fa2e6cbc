// SPDX-License-Identifier: Apache-2.0
import { begin, end } from './busy.js';
import { say } from './language.js';
import { report, withdraw } from './messages.js';
import { painted } from './transfer.js';

const SUBJECT = 'painting';

/**
 * The picture with makeup. Its data-state is "ready" once it shows the newest settings, "busy" until then, "failed" if it cannot, and
 * "none" where there is nothing to show.
 */
export class Painting {
  #after;
  #queue;
  #wanted = null;
  #shown = null;

  constructor(after, queue) {
    this.#after = after;
    this.#queue = queue;
  }

  /** Paints what is wanted now, or nothing. */
  show(transfer) {
    if (transfer?.key === this.#wanted?.key && transfer?.target === this.#wanted?.target) return;
    this.#wanted = transfer;
    if (this.#shown && this.#shown.target !== transfer?.target) this.#clear();
    if (!transfer) {
      this.#clear();
      this.#turn('none');
    } else if (transfer.key === this.#shown?.key) {
      this.#turn('ready');
    } else {
      this.#turn('busy');
      this.#queue.want(stillWanted => this.#paint(transfer, stillWanted));
    }
  }

  /** Forgets what is shown, so that the next show() paints anew, as after a failure or with a newer checkpoint. */
  expire() {
    this.#wanted = null;
    this.#shown = this.#shown && { ...this.#shown, key: null };
  }

  async #paint(transfer, stillWanted) {
    if (transfer !== this.#wanted) return;
    if (transfer.key === this.#shown?.key) return this.#turn('ready');
    try {
      const { picture } = await painted(transfer, stillWanted);
      if (transfer.target === this.#wanted?.target) await this.#display(picture, transfer);
      if (transfer.key === this.#wanted?.key) this.#turn('ready');
      withdraw(SUBJECT);
    } catch (failure) {
      if (transfer !== this.#wanted) return;
      this.#clear();
      this.#turn('failed');
      report(SUBJECT, failure);
    }
  }

  async #display(picture, transfer) {
    const address = URL.createObjectURL(picture);
    const former = this.#shown?.address;
    // Decoded ahead, so that the picture does not flicker when it is exchanged.
    const ahead = new Image();
    ahead.src = address;
    await ahead.decode();
    this.#after.src = address;
    await this.#after.decode();
    this.#after.hidden = false;
    this.#shown = { address, key: transfer.key, target: transfer.target };
    if (former) URL.revokeObjectURL(former);
  }

  #clear() {
    if (!this.#shown) return;
    this.#after.hidden = true;
    this.#after.removeAttribute('src');
    URL.revokeObjectURL(this.#shown.address);
    this.#shown = null;
  }

  #turn(state) {
    this.#after.dataset.state = state;
    this.#after.closest('#picture').setAttribute('aria-busy', state === 'busy');
    if (state === 'busy') begin(SUBJECT, say('applying'));
    else end(SUBJECT);
  }
}
