// SPDX-License-Identifier: Apache-2.0
import { byId } from './dom.js';

/** Undo and redo, by buttons and keys. */
export function steps(workspace) {
  const { settings } = workspace;

  /** Where a step changes the faces of another photo, that is shown. */
  function step(move) {
    const former = settings.present.faces;
    move();
    const changed = workspace.targets.find(({ key }) => settings.present.faces[key]?.join() !== former[key]?.join());
    if (changed && changed !== workspace.target) workspace.chooseTarget(changed);
  }
  const undo = () => step(() => settings.undo());
  const redo = () => step(() => settings.redo());

  byId('undo').addEventListener('click', undo);
  byId('redo').addEventListener('click', redo);
  document.addEventListener('keydown', event => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    event.preventDefault();
    if (key === 'y' || event.shiftKey) redo();
    else undo();
  });
  workspace.addEventListener('change', () => {
    byId('undo').disabled = !settings.canUndo;
    byId('redo').disabled = !settings.canRedo;
  });
}
