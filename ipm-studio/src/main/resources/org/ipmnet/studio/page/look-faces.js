// SPDX-License-Identifier: Apache-2.0
import { byId, element } from './dom.js';
import { say } from './language.js';

const SIDE = 96;

async function faceOf(portrait, { x, y, side, angle }) {
  const picture = new Image();
  picture.src = await portrait.picture();
  await picture.decode();
  const canvas = element('canvas', { width: SIDE, height: SIDE, 'aria-hidden': 'true' });
  const pen = canvas.getContext('2d');
  pen.scale(SIDE / side, SIDE / side);
  pen.translate(side / 2, side / 2);
  pen.rotate((-angle * Math.PI) / 180);
  pen.drawImage(picture, -x, -y);
  return canvas;
}

/** The faces of a look that has several, to choose the one whose makeup counts. */
export function lookFaces(choose) {
  const root = byId('look-faces');
  let shown = null;

  function draw(portrait) {
    const { faces } = portrait.photo;
    root.replaceChildren(...faces.map((face, place) => {
      const button = element('button', { type: 'button', class: 'look-face' });
      button.addEventListener('click', () => choose(place));
      faceOf(portrait, face).then(canvas => button.append(canvas), () => button.append(String(place + 1)));
      return button;
    }));
  }

  return function show(portrait, chosen) {
    const several = (portrait?.photo?.faces.length ?? 0) > 1;
    root.hidden = !several;
    if (!several) return;
    if (shown !== portrait) draw(portrait);
    shown = portrait;
    [...root.children].forEach((button, place) => {
      button.setAttribute('aria-pressed', place === chosen);
      button.setAttribute('aria-label', say('faceOfLook', { number: place + 1 }));
    });
  };
}
