// SPDX-License-Identifier: Apache-2.0
import { element } from './dom.js';

/** A labelled slider from 0 to 100 %. Moving it tells moved(share), letting go of it settled(); restored() asks for the default. */
export function slider(root, name, { moved, settled, restored }) {
  const id = `slider-${name}`;
  const input = element('input', { type: 'range', id, min: 0, max: 100, step: 1 });
  const label = element('label', { for: id, 'data-text': name, 'data-hint': 'sliderHint' });
  const output = element('output', { for: id });
  const row = element('div', { class: 'slider', 'data-testid': `row-${name}` }, label, input, output);
  root.append(row);

  function draw() {
    output.textContent = `${input.value} %`;
    input.style.setProperty('--filled', `${input.value}%`);
  }

  function restore(event) {
    if (input.disabled) return;
    event.preventDefault();
    restored();
  }

  input.addEventListener('input', () => {
    draw();
    moved(input.valueAsNumber / 100);
  });
  input.addEventListener('change', settled);
  input.addEventListener('keydown', event => {
    if (event.key === 'Delete' || event.key === 'Backspace') restore(event);
  });
  row.addEventListener('dblclick', restore);

  return function show(share, disabled = false) {
    input.valueAsNumber = Math.round(share * 100);
    input.disabled = disabled;
    row.classList.toggle('disabled', disabled);
    draw();
  };
}
