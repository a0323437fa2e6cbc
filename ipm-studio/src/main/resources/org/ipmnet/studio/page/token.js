// SPDX-License-Identifier: Apache-2.0

const KEPT = 'ipm-studio-token';

/** Takes the token out of the address, where it would end up in bookmarks and screenshots. */
function takeFromAddress() {
  const [, found] = location.hash.match(/[#&]token=([^&]+)/) ?? [];
  if (!found) return;
  sessionStorage.setItem(KEPT, decodeURIComponent(found));
  history.replaceState(null, '', location.pathname + location.search);
}

takeFromAddress();
addEventListener('hashchange', takeFromAddress);

/** The headers by which the studio knows this page. */
export function authorization() {
  const token = sessionStorage.getItem(KEPT);
  return token ? { Authorization: `Bearer ${token}` } : {};
}
