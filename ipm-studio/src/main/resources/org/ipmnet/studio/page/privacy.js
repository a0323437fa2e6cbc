// SPDX-License-Identifier: Apache-2.0
import { byId } from './dom.js';
import { onLanguage, say } from './language.js';

const HERE = ['localhost', '127.0.0.1', '[::1]'];

/** The line that says where photos go. */
export function privacy() {
  onLanguage(() => {
    const here = HERE.includes(location.hostname);
    byId('privacy').textContent = here ? say('privateHere') : say('privateThere', { host: location.hostname });
  });
}
