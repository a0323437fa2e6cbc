// SPDX-License-Identifier: Apache-2.0
import { byId } from './dom.js';

const PATIENCE_MS = 300;
const works = new Map();
let timer = null;
const waiting = [];

function show() {
  timer = null;
  byId('busy').textContent = [...works.values()].at(-1) ?? '';
}

function refresh() {
  if (works.size && byId('busy').textContent) return show();
  if (works.size) {
    timer ??= setTimeout(show, PATIENCE_MS);
  } else {
    clearTimeout(timer);
    show();
  }
}

/** A work has begun; it is told only if it takes long enough to be noticed. */
export function begin(work, text) {
  works.set(work, text);
  refresh();
}

export function end(work) {
  works.delete(work);
  refresh();
  if (!works.size) waiting.splice(0).forEach(resolve => resolve());
}

/** Waits until none of them is under way. */
export async function quiet() {
  while (works.size) await new Promise(resolve => waiting.push(resolve));
}
