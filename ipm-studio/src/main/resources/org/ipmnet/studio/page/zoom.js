// SPDX-License-Identifier: Apache-2.0
import { byId } from './dom.js';

/** The buttons and keys that zoom. */
export function zoomControls(view) {
  const zooms = [
    { button: byId('zoom-in'), keys: ['+', '='], zoom: () => view.zoomIn() },
    { button: byId('zoom-out'), keys: ['-'], zoom: () => view.zoomOut() },
    { button: byId('zoom-reset'), keys: ['0'], zoom: () => view.reset() },
  ];
  for (const { button, zoom } of zooms) button.addEventListener('click', zoom);
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('select')) return;
    const chosen = zooms.find(({ keys }) => keys.includes(event.key));
    if (!chosen || chosen.button.disabled) return;
    event.preventDefault();
    chosen.zoom();
  });
  view.addEventListener('change', () => {
    byId('zoom-reset').textContent = `${Math.round(view.scale * 100)} %`;
  });
}
