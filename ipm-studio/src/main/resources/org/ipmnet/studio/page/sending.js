// SPDX-License-Identifier: Apache-2.0
import * as api from './api.js';
import { begin, end } from './busy.js';
import { say } from './language.js';
import { report, withdraw } from './messages.js';
import { OwnPortrait } from './portraits.js';

// randomUUID is there in secure contexts only, and the studio may be reached by plain HTTP from another machine.
const newKey = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), part => part.toString(36)).join('');

/** A failure to send may as well be the file's fault: a folder, or more than the studio reads before it hangs up. */
async function blamed(failure) {
  if (!(failure instanceof api.StudioGone)) return failure;
  try {
    await api.models();
  } catch (stillGone) {
    return stillGone;
  }
  return new api.Problem({ status: 400, detail: say('unsent') });
}

/** Sends files and gives the portraits of those that are photos of faces; a bad one is told and does not stop the others. */
export async function sent(files) {
  const portraits = [];
  for (const file of files) {
    const portrait = new OwnPortrait({ key: newKey(), name: file.name, file });
    const work = `sending ${portrait.key}`;
    const subject = `file ${file.name}`;
    begin(work, say('sending', { name: file.name }));
    try {
      withdraw(subject);
      await portrait.hold();
      await portrait.picture();
      portraits.push(portrait);
    } catch (failure) {
      report(subject, await blamed(failure), file.name);
    } finally {
      end(work);
    }
  }
  return portraits;
}
