// SPDX-License-Identifier: Apache-2.0
import { byId, element } from './dom.js';
import { say } from './language.js';
import { tell, withdraw } from './messages.js';

const SUBJECT = 'faces';

function outline({ x, y, side, angle }, preview, number) {
  const toggle = element('button', { type: 'button', class: 'face-toggle' }, element('span', { 'aria-hidden': 'true' }, number));
  Object.assign(toggle.style, {
    left: `${((x - side / 2) / preview.width) * 100}%`,
    top: `${((y - side / 2) / preview.height) * 100}%`,
    width: `${(side / preview.width) * 100}%`,
    height: `${(side / preview.height) * 100}%`,
    transform: `rotate(${angle}deg)`,
  });
  return toggle;
}

/** Outlines of the faces of a target, by which the user chooses whose makeup it is. */
export function faceToggles(choose) {
  const root = byId('faces');
  let outlined = null;
  let chosen = [];

  function toggleFace(face) {
    const next = chosen.includes(face) ? chosen.filter(each => each !== face) : [...chosen, face].sort((one, other) => one - other);
    if (!next.length) return tell(SUBJECT, () => say('oneFaceAtLeast'));
    withdraw(SUBJECT);
    choose(next);
  }

  function draw({ faces, preview }) {
    root.replaceChildren(...(faces.length > 1 ? faces.map((face, place) => {
      const toggle = outline(face, preview, place + 1);
      toggle.addEventListener('click', () => toggleFace(place));
      return toggle;
    }) : []));
  }

  return function show(target, faces) {
    chosen = faces;
    if (outlined !== target) {
      outlined = target;
      withdraw(SUBJECT);
      if (target) draw(target.photo);
      else root.replaceChildren();
    }
    [...root.children].forEach((toggle, place) => {
      toggle.setAttribute('aria-pressed', faces.includes(place));
      toggle.setAttribute('aria-label', say('faceOfTarget', { number: place + 1 }));
    });
  };
}
