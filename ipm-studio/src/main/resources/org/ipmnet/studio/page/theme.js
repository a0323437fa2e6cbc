// SPDX-License-Identifier: Apache-2.0

const KEPT = 'ipm-studio-theme';
const root = document.documentElement;

/** The button that turns light to dark and back; the system's choice holds until it is pressed. */
export function themeToggle(button) {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const shown = () => root.dataset.theme ?? (dark.matches ? 'dark' : 'light');
  const kept = localStorage.getItem(KEPT);
  if (kept) root.dataset.theme = kept;
  button.addEventListener('click', () => {
    root.dataset.theme = shown() === 'dark' ? 'light' : 'dark';
    localStorage.setItem(KEPT, root.dataset.theme);
  });
}
