// SPDX-License-Identifier: Apache-2.0
import { byId, element } from './dom.js';
import { say } from './language.js';
import { thumbnail } from './thumbnail.js';

const TEXTS = [{ title: 'firstLook', empty: 'noLook' }, { title: 'secondLook', empty: 'noSecondLook' }];

function slot(place, activate, clear) {
  const image = element('img', { alt: '', draggable: 'false', hidden: true });
  const title = element('strong');
  const name = element('span', { class: 'quiet' });
  const button = element('button', { type: 'button', class: 'slot' }, element('span', { class: 'slot-picture' }, image), title, name);
  button.addEventListener('click', () => activate(place));
  const clearing = place === 1 ? element('button', { type: 'button', class: 'icon dismiss' }, '×') : null;
  clearing?.addEventListener('click', clear);
  byId('slots').append(element('div', { class: 'slot-place' }, button, ...(clearing ? [clearing] : [])));

  return function show(look, active, disabled) {
    title.textContent = say(TEXTS[place].title);
    name.textContent = look?.name ?? say(TEXTS[place].empty);
    button.setAttribute('aria-pressed', active);
    button.disabled = disabled;
    image.hidden = !look;
    if (look) thumbnail(image, look);
    if (!clearing) return;
    clearing.hidden = !look || disabled;
    clearing.setAttribute('aria-label', say('clearSecondLook'));
  };
}

/** The places of the two looks; the shelf fills the active one. */
export function lookSlots({ activated, cleared }) {
  let active = 0;
  const activate = place => {
    active = place;
    activated();
  };
  const shows = TEXTS.map((_, place) => slot(place, activate, () => {
    active = 0;
    cleared();
  }));
  return {
    get active() { return active; },
    show(looks, { onlyOne, none }) {
      if (onlyOne || none) active = 0;
      shows.forEach((show, place) => show(looks[place], active === place, none || (place === 1 && onlyOne)));
    },
  };
}
