// SPDX-License-Identifier: Apache-2.0
import en from './en.js';
import zh from './zh.js';
import zhProblems from './zh-problems.js';

const KEPT = 'ipm-studio-language';
const TEXTS = { en, zh };
// English lines come from the studio itself, which may know more than their kinds.
const PROBLEMS = { en: {}, zh: zhProblems };
const TAGS = { en: 'en', zh: 'zh-Hans' };
const listeners = [];

function preferred() {
  const kept = localStorage.getItem(KEPT);
  if (kept in TEXTS) return kept;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

let language = preferred();

/** A text in the user's language, its {names} filled in. */
export function say(key, values = {}) {
  return filled(TEXTS[language][key], values);
}

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** What a failure says in the user's language: by the code of the studio's problem, or else its own line. */
export function explain(failure) {
  const text = PROBLEMS[language][failure.told?.code];
  return text ? filled(text, failure.told) : failure.message;
}

/** Fills in the texts that elements ask for by data-text, data-label (for screen readers) and data-hint (for the mouse). */
export function translate(root = document) {
  for (const node of root.querySelectorAll('[data-text]')) node.textContent = say(node.dataset.text);
  for (const node of root.querySelectorAll('[data-label]')) node.setAttribute('aria-label', say(node.dataset.label));
  for (const node of root.querySelectorAll('[data-hint]')) node.title = say(node.dataset.hint);
}

export function onLanguage(listener) {
  listeners.push(listener);
}

function speak(chosen) {
  language = chosen;
  document.documentElement.lang = TAGS[language];
  translate();
  for (const listener of listeners) listener();
}

/** The button that is named in the other language and changes to it. */
export function languageToggle(button) {
  const other = () => (language === 'en' ? 'zh' : 'en');
  const name = () => {
    button.textContent = TEXTS[other()].language;
    button.lang = TAGS[other()];
  };
  button.addEventListener('click', () => {
    localStorage.setItem(KEPT, other());
    speak(other());
  });
  onLanguage(name);
  speak(language);
}
