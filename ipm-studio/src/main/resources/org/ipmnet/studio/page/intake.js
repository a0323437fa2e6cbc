// SPDX-License-Identifier: Apache-2.0
import { byId } from './dom.js';

const holdsFiles = event => event.dataTransfer?.types.includes('Files');
const isLook = node => node instanceof Element && node.closest('#shelf, #slots') !== null;

/** Photos that are chosen, dropped or pasted: those for the shelf or its slots are looks, all others are targets. */
export function intake({ targets, looks }) {
  const take = (node, files) => (isLook(node) ? looks : targets)([...files]);

  for (const id of ['target-input', 'look-input']) {
    const input = byId(id);
    input.addEventListener('change', () => {
      take(input, input.files);
      // So that the same file can be chosen again.
      input.value = '';
    });
  }

  const mark = node => {
    document.body.dataset.dropping = isLook(node) ? 'look' : 'target';
  };
  const unmark = () => {
    delete document.body.dataset.dropping;
  };
  document.addEventListener('dragover', event => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    mark(event.target);
  });
  document.addEventListener('dragleave', event => {
    if (!event.relatedTarget) unmark();
  });
  document.addEventListener('drop', event => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    unmark();
    take(event.target, event.dataTransfer.files);
  });

  document.addEventListener('paste', event => {
    if (!event.clipboardData.files.length) return;
    event.preventDefault();
    take(document.activeElement, event.clipboardData.files);
  });
}
