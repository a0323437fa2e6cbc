// SPDX-License-Identifier: Apache-2.0
import { StudioGone } from './api.js';
import { byId, element } from './dom.js';
import { say } from './language.js';

const GONE = 'gone';
const shown = new Map();
let retry = () => {};

/** Takes back the message of a subject, once it does not hold any more. */
export function withdraw(subject) {
  shown.get(subject)?.remove();
  shown.delete(subject);
}

/** Tells one line; a newer one of the same subject takes its place. */
export function tell(subject, text, action = null) {
  withdraw(subject);
  const dismiss = element('button', { type: 'button', class: 'icon dismiss', 'aria-label': say('dismiss') }, '×');
  dismiss.addEventListener('click', () => withdraw(subject));
  const message = element('div', { class: 'message' }, element('p', {}, text), ...(action ? [action] : []), dismiss);
  shown.set(subject, message);
  byId('messages').append(message);
}

function tellGone() {
  const again = element('button', { type: 'button', class: 'plain' }, say('tryAgain'));
  again.addEventListener('click', () => {
    withdraw(GONE);
    retry();
  });
  tell(GONE, say('gone'), again);
}

/** What is done when the user wants to try again to reach the studio. */
export function onRetry(action) {
  retry = action;
}

/** Tells what failed, about what if it has a name. Failures that are bugs of this page go on to the console. */
export function report(subject, failure, name = null) {
  if (failure instanceof StudioGone) return tellGone();
  tell(subject, name ? say('about', { name, detail: failure.message }) : failure.message);
  if (!failure.status) console.error(failure);
}
