// SPDX-License-Identifier: Apache-2.0
import { StudioGone } from './api.js';
import { byId, element } from './dom.js';
import { explain, onLanguage, say } from './language.js';

const GONE = 'gone';
const shown = new Map();
let retry = () => {};

/** Takes back the message of a subject, once it does not hold any more. */
export function withdraw(subject) {
  shown.get(subject)?.root.remove();
  shown.delete(subject);
}

/** Tells one line, which a function gives in the user's language; a newer one of the same subject takes its place. */
export function tell(subject, line, action = null) {
  withdraw(subject);
  const text = element('p');
  const dismiss = element('button', { type: 'button', class: 'icon dismiss' }, '×');
  dismiss.addEventListener('click', () => withdraw(subject));
  const root = element('div', { class: 'message' }, text, ...(action ? [action.button] : []), dismiss);
  const write = () => {
    text.textContent = line();
    dismiss.setAttribute('aria-label', say('dismiss'));
    if (action) action.button.textContent = action.line();
  };
  write();
  shown.set(subject, { root, write });
  byId('messages').append(root);
}

onLanguage(() => shown.forEach(({ write }) => write()));

function tellGone() {
  const again = element('button', { type: 'button', class: 'plain' });
  again.addEventListener('click', () => {
    withdraw(GONE);
    retry();
  });
  tell(GONE, () => say('gone'), { button: again, line: () => say('tryAgain') });
}

/** What is done when the user wants to try again to reach the studio. */
export function onRetry(action) {
  retry = action;
}

/** Tells what failed, about what if it has a name. Failures that are bugs of this page go on to the console. */
export function report(subject, failure, name = null) {
  if (failure instanceof StudioGone) return tellGone();
  tell(subject, () => (name ? say('about', { name, detail: explain(failure) }) : explain(failure)));
  if (!failure.status) console.error(failure);
}
