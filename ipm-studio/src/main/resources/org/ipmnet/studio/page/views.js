// SPDX-License-Identifier: Apache-2.0
import { byId } from './dom.js';

const NAMES = ['studio', 'training'];

export function showView(name) {
  for (const each of NAMES) {
    byId(each).hidden = each !== name;
    if (each === name) byId(`view-${each}`).setAttribute('aria-current', 'page');
    else byId(`view-${each}`).removeAttribute('aria-current');
  }
}

/** The buttons that change between the views of the page; they are there once there is more than one. */
export function views() {
  for (const name of NAMES) byId(`view-${name}`).addEventListener('click', () => showView(name));
  return { offer: () => { byId('views').hidden = false; } };
}
