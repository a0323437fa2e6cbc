// SPDX-License-Identifier: Apache-2.0
import { lookFaces } from './look-faces.js';
import * as set from './settings.js';
import { lookSlots } from './slots.js';

/** The two looks that are chosen, and which face of the active one counts. */
export function chosenLooks(workspace) {
  const slots = lookSlots({
    activated: () => workspace.changed(),
    cleared: () => workspace.takeLook(1, null),
  });
  const showFaces = lookFaces(face => {
    workspace.takeLook(slots.active, { ...workspace.present.looks[slots.active], face });
  });

  async function showActive(look, face) {
    showFaces(look, face);
    if (!look || look.photo) return;
    // What is wrong with it is told where it is used.
    await look.hold().catch(() => {});
    if (look.photo && workspace.lookOf(look.key)) workspace.changed();
  }

  workspace.addEventListener('change', () => {
    const { present, model } = workspace;
    if (!model) return;
    const none = set.removes(present, model);
    const looks = present.looks.map(look => look && workspace.lookOf(look.key));
    slots.show(looks, { onlyOne: !looks[0], none });
    showActive(none ? null : looks[slots.active], present.looks[slots.active]?.face);
  });
  return slots;
}
