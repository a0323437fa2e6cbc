// SPDX-License-Identifier: Apache-2.0
import * as api from './api.js';
import { byId, element } from './dom.js';
import { events } from './events.js';
import { fileName } from './filename.js';
import { onLanguage, say } from './language.js';
import { report, withdraw } from './messages.js';
import { begun } from './transfer.js';

const SUBJECT = 'download';
// Time enough for the browser to take over the picture.
const KEEP_ADDRESS_MS = 60_000;

function save(picture, name) {
  const address = URL.createObjectURL(picture);
  element('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), KEEP_ADDRESS_MS);
}

async function follow(job, stage) {
  for await (const { name, data } of events(await api.jobEvents(job))) {
    if (name === 'problem') throw new api.Problem(data);
    stage(data.stage);
    if (name === 'done') return;
  }
  throw new api.Problem({ status: 500, detail: say('brokenOff') });
}

/** The button that saves the picture in full size. What is asked for is the transfer, and the facts for the file's name. */
export function download(wanted) {
  const button = byId('download');
  const told = byId('saving-stage');
  let working = false;
  let line = () => '';

  /** Tells a line, which a function gives in the user's language. */
  function tell(next) {
    line = next;
    told.textContent = line();
  }

  async function saveFull({ transfer, naming }) {
    const job = await begun(transfer, byId('format').value);
    await follow(job, stage => tell(() => say(stage)));
    const picture = await api.jobResult(job);
    const name = fileName(naming, picture.type);
    save(picture, name);
    tell(() => say('saved', { name }));
    told.title = name;
  }

  onLanguage(() => tell(line));
  button.addEventListener('click', async () => {
    if (working) return;
    working = true;
    button.setAttribute('aria-disabled', 'true');
    withdraw(SUBJECT);
    tell(() => say('waiting'));
    try {
      await saveFull(wanted());
    } catch (failure) {
      tell(() => '');
      report(SUBJECT, failure);
    } finally {
      working = false;
      button.removeAttribute('aria-disabled');
    }
  });
}
