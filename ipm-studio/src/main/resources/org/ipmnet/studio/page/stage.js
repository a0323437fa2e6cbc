// SPDX-License-Identifier: Apache-2.0
import { Compare } from './compare.js';
import { byId } from './dom.js';
import { faceToggles } from './faces.js';
import { gestures } from './gestures.js';
import { say } from './language.js';
import * as set from './settings.js';
import { View } from './view.js';
import { zoomControls } from './zoom.js';

/** The chosen photo, large, with its faces; its makeup lies over it, behind a divider. */
export function stage(workspace, comparison) {
  const picture = byId('picture');
  const frame = picture.querySelector('.frame');
  const before = byId('before');
  const view = new View(picture, frame);
  const compare = new Compare(picture, view);
  gestures(picture, view, compare);
  zoomControls(view);
  compare.hold(byId('hold-before'));
  const showFaces = faceToggles(faces => workspace.settings.take(set.withFaces(workspace.target, faces)));
  let shown = null;

  async function showPhoto(target) {
    before.alt = say('beforeAlt', { name: target.name });
    byId('after').alt = say('afterAlt', { name: target.name });
    const { width, height } = target.photo.preview;
    frame.style.setProperty('--ratio', width / height);
    const address = await target.picture();
    if (target === shown && before.src !== address) before.src = address;
  }

  workspace.addEventListener('change', () => {
    const { target } = workspace;
    if (target !== shown) view.reset();
    shown = target;
    byId('welcome').hidden = target !== null;
    picture.hidden = target === null || comparison.on;
    for (const id of ['hold-before', 'zoom-in', 'zoom-out', 'zoom-reset']) byId(id).disabled = target === null || comparison.on;
    showFaces(target, target ? set.facesOf(workspace.settings.present, target) : []);
    // A picture that does not come is told of by what is painted over it.
    if (target) showPhoto(target).catch(() => {});
  });
}
