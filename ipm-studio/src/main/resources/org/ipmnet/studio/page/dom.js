// SPDX-License-Identifier: Apache-2.0

/** The element of the page with this id. */
export const byId = id => document.getElementById(id);

/** A new element; attributes that are false or null are left out. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value == null) continue;
    made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children);
  return made;
}
