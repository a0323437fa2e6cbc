// SPDX-License-Identifier: Apache-2.0
import { byId } from './dom.js';
import { sent } from './sending.js';
import { Strip } from './strip.js';

/** The user's photos; gives what is done with files that are to be some more. */
export function targets(workspace) {
  const strip = new Strip(byId('targets'), {
    className: 'target-thumb', chooseText: 'showPhoto', removeText: 'removePhoto',
    choose: portrait => workspace.chooseTarget(portrait), remove,
  });

  function remove(portrait) {
    workspace.targets = workspace.targets.filter(each => each !== portrait);
    portrait.close();
    if (workspace.target === portrait) workspace.chooseTarget(workspace.targets.at(-1) ?? null);
    else workspace.changed();
  }

  workspace.addEventListener('change', () => {
    strip.show(workspace.targets, portrait => (portrait === workspace.target ? '' : null));
  });

  return async function add(files) {
    const added = await sent(files);
    if (!added.length) return;
    workspace.targets = [...workspace.targets, ...added];
    workspace.chooseTarget(added[0]);
  };
}
