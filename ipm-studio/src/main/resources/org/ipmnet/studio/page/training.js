// SPDX-License-Identifier: Apache-2.0
import * as api from './api.js';
import { curves, readable } from './curves.js';
import { byId, element } from './dom.js';
import { explain, onLanguage, say, translate } from './language.js';
import { Samples } from './samples.js';
import { Tries } from './tries.js';

const PACE_MS = 3_000;
const NARROWEST = 280;

function layOut(root, failed) {
  const parts = {
    name: element('h2', { class: 'run-name' }),
    progress: element('progress', { 'data-label': 'trainingProgress', max: 1, value: 0 }),
    counted: element('p'),
    checkpoint: element('p', { class: 'quiet' }),
    status: element('p', { class: 'failure', role: 'status', 'aria-live': 'polite' }),
    lossesTitle: element('h2'),
    chart: element('div', { class: 'chart' }),
    legend: element('ul', { class: 'legend' }),
  };
  const sheets = element('section', { class: 'card' });
  const tries = element('section', { class: 'card' });
  root.append(
    element('section', { class: 'card' }, parts.name, parts.progress,
      element('div', { class: 'run-facts' }, parts.counted, parts.checkpoint, parts.status)),
    tries,
    element('section', { class: 'card' }, parts.lossesTitle, parts.chart, parts.legend),
    sheets);
  parts.samples = new Samples(sheets, failed);
  parts.tries = new Tries(tries, failed);
  translate(root);
  return parts;
}

/** Watches the training, if the studio shows one: shown() is called with it once and whenever there is something new. */
export async function training(workspace, shown) {
  let parts = null;
  let run = null;
  const hidden = new Set();
  const failed = failure => {
    parts.status.textContent = failure instanceof api.StudioGone ? say('gone') : explain(failure);
  };

  function legendEntry(name, place, points) {
    const newest = points.at(-1)?.[1];
    const entry = element('button',
      {
        type: 'button', class: `curve-name curve-${place % 8}`, 'aria-pressed': String(!hidden.has(name)),
        title: say('lossToggle', { name }),
      },
      element('span', { class: 'stroke', 'aria-hidden': 'true' }), element('span', {}, name), element('b', {}, newest === undefined ? '' : readable(newest)));
    entry.addEventListener('click', () => {
      if (!hidden.delete(name)) hidden.add(name);
      drawLosses();
      parts.legend.querySelectorAll('button')[place].focus();
    });
    return element('li', {}, entry);
  }

  function drawLosses() {
    const names = Object.keys(run.losses);
    const visible = Object.fromEntries(Object.entries(run.losses).filter(([name, points]) => !hidden.has(name) && points.length));
    const any = Object.keys(visible).length > 0;
    const width = Math.max(parts.chart.clientWidth, NARROWEST);
    const { chart, log } = any ? curves(visible, { names, label: say('lossCurves'), width }) : { chart: '', log: false };
    parts.lossesTitle.textContent = say(log ? 'lossesLog' : 'losses');
    parts.chart.replaceChildren(names.length ? chart : say('noLosses'));
    parts.legend.replaceChildren(...names.map((name, place) => legendEntry(name, place, run.losses[name])));
  }

  function draw() {
    const number = new Intl.NumberFormat(document.documentElement.lang);
    parts.name.textContent = run.name;
    parts.progress.value = run.iteration / Math.max(run.iterations ?? run.iteration, 1);
    parts.counted.textContent = say('iterations', { iteration: number.format(run.iteration), iterations: run.iterations === null ? '?' : number.format(run.iterations) });
    parts.checkpoint.textContent = run.model ? say('checkpoint', { iteration: number.format(run.checkpoint) }) : say('noCheckpoint');
    const focused = [...parts.legend.querySelectorAll('button')].indexOf(document.activeElement);
    drawLosses();
    parts.legend.querySelectorAll('button')[focused]?.focus();
    parts.samples.show(run.samples);
  }

  function begin() {
    const begun = layOut(byId('training'), failed);
    let width = 0;
    new ResizeObserver(([{ contentRect }]) => {
      if (contentRect.width === width) return;
      width = contentRect.width;
      // Not within the observer's own turn: the chart's height changes with its width.
      requestAnimationFrame(drawLosses);
    }).observe(begun.chart);
    return begun;
  }

  async function look() {
    run = await api.patiently(api.run);
    parts ??= begin();
    parts.status.textContent = '';
    draw();
    await shown(run);
    parts.tries.show(workspace.trial);
    parts.tries.retry();
  }

  async function watch() {
    for (;;) {
      await new Promise(resolve => setTimeout(resolve, PACE_MS));
      if (!document.hidden) await look().catch(failed);
    }
  }

  try {
    await look();
  } catch (failure) {
    // Most studios show no training, and one that is gone is told of elsewhere.
    if (!parts) return;
    failed(failure);
  }
  onLanguage(draw);
  workspace.addEventListener('change', () => parts.tries.show(workspace.trial));
  watch();
}
