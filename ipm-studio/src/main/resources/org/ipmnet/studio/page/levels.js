// SPDX-License-Identifier: Apache-2.0
import { byId } from './dom.js';
import * as set from './settings.js';
import { slider } from './sliders.js';

/** The sliders, one's own skin tone, and removal. */
export function levels(workspace) {
  const { settings } = workspace;
  const level = (root, name, { change, usual }) => slider(root, name, {
    moved: share => settings.adjust(change(share)),
    settled: () => settings.settle(),
    restored: () => settings.take(change(usual())),
  });

  const showAll = level(byId('sliders'), 'all', { change: set.withStrength, usual: () => set.UNTOUCHED.strength });
  const showAreas = Object.fromEntries(set.AREAS.map(area => [area, level(byId('sliders'), area, {
    change: share => set.withArea(area, share),
    usual: () => set.defaultStrength(workspace.model, area),
  })]));
  const showMix = level(byId('mix'), 'mix', { change: set.withMix, usual: () => set.UNTOUCHED.mix });

  byId('reset').addEventListener('click', () => settings.take(set.withLevelsReset));
  byId('own-skin').addEventListener('change', event => settings.take(set.withOwnSkin(event.target.checked)));
  byId('remove').addEventListener('change', event => settings.take(set.withRemove(event.target.checked)));

  workspace.addEventListener('change', () => {
    const { present, model } = workspace;
    if (!model) return;
    const removes = set.removes(present, model);
    showMix(present.mix, removes || !present.looks.every(Boolean));
    showAll(present.strength);
    for (const area of set.AREAS) showAreas[area](set.strengthOf(present, model, area));
    byId('own-skin').checked = set.keepsOwnSkin(present, model);
    byId('removal').hidden = !model.removal;
    byId('remove').checked = removes;
  });
}
