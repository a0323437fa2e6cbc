// SPDX-License-Identifier: Apache-2.0
import { byId } from './dom.js';
import { dropLook, keepLook } from './kept-looks.js';
import { say } from './language.js';
import { tell } from './messages.js';
import { sent } from './sending.js';
import * as set from './settings.js';
import { Strip } from './strip.js';

const BADGES = ['1', '2'];

/** The shelf of looks, which fills the active slot; gives what is done with files that are to be looks. */
export function shelf(workspace, slots) {
  const strip = new Strip(byId('looks'), {
    className: 'look-thumb', chooseText: 'chooseLook', removeText: 'removeLook', choose, remove,
  });

  function choose(portrait) {
    workspace.takeLook(slots.active, { key: portrait.key, face: 0 });
  }

  function remove(portrait) {
    workspace.looks = workspace.looks.filter(look => look !== portrait);
    portrait.close();
    // Where nothing is kept there is nothing to drop.
    dropLook(portrait.key).catch(() => {});
    workspace.changed();
  }

  /** In which slots a look that counts is. */
  function badge({ key }) {
    const { present, model } = workspace;
    const counts = model && !set.removes(present, model) ? set.looksThatCount(present) : [];
    if (!counts.some(look => look.key === key)) return null;
    if (counts.length === 2 && counts.every(look => look.key === key)) return BADGES.join('+');
    return BADGES[present.looks.findIndex(look => look?.key === key)];
  }

  workspace.addEventListener('change', () => strip.show(workspace.looks, badge));

  return async function add(files) {
    const added = await sent(files);
    if (!added.length) return;
    workspace.looks = [...added, ...workspace.looks];
    choose(added[0]);
    for (const look of added) {
      await keepLook(look).catch(() => tell(`keeping ${look.key}`, () => say('lookNotKept', { name: look.name })));
    }
  };
}
