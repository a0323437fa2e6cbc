// SPDX-License-Identifier: Apache-2.0
import * as api from './api.js';
import { chosenLooks } from './chosen-looks.js';
import { Comparison } from './comparison.js';
import { byId } from './dom.js';
import { download } from './download.js';
import { intake } from './intake.js';
import { keptLooks } from './kept-looks.js';
import { languageToggle, onLanguage, translate } from './language.js';
import { levels } from './levels.js';
import { onRetry, report, withdraw } from './messages.js';
import { modelChoice } from './models.js';
import { Newest } from './newest.js';
import { Painting } from './painting.js';
import { DrawnPortrait } from './portraits.js';
import { privacy } from './privacy.js';
import { shelf } from './shelf.js';
import { stage } from './stage.js';
import { steps } from './steps.js';
import { targets } from './targets.js';
import { themeToggle } from './theme.js';
import { training } from './training.js';
import { views } from './views.js';
import { Workspace } from './workspace.js';

const SUBJECT = 'studio';

const workspace = new Workspace();
const queue = new Newest();
const comparison = new Comparison(workspace, queue);
const painting = new Painting(byId('after'), queue);

// The parts of the page; each shows what of the workspace is its own.

steps(workspace);
const slots = chosenLooks(workspace);
const addTargets = targets(workspace);
const addLooks = shelf(workspace, slots);
levels(workspace);
modelChoice(workspace);
stage(workspace, comparison);
workspace.addEventListener('change', () => {
  const transfer = workspace.model && workspace.transferBy(workspace.model);
  byId('download').disabled = !transfer;
  painting.show(comparison.on ? null : transfer);
  comparison.show();
});
download(() => {
  const { model, models, present, target, lookOf } = workspace;
  return { transfer: workspace.transferBy(model), naming: { settings: present, model, target, lookOf, several: models.length > 1 } };
});
intake({ targets: addTargets, looks: addLooks });
const { offer } = views();
privacy();

// The beginning, and again when the studio was gone.

async function loadDrawnLooks() {
  if (workspace.looks.some(look => !look.own)) return;
  const drawn = await api.patiently(api.drawnLooks);
  workspace.looks = [...workspace.looks, ...drawn.map((photo, place) => new DrawnPortrait({ key: `drawn-${place}`, place, photo }))];
}

async function start() {
  painting.expire();
  try {
    workspace.renewModels(await api.patiently(api.models), workspace.inTraining);
    await loadDrawnLooks();
    withdraw(SUBJECT);
  } catch (failure) {
    report(SUBJECT, failure);
  }
  workspace.takeFirstLook();
  workspace.changed();
}

/** A newer checkpoint is another model of the same name: what is painted by it is painted anew. */
async function followTraining({ model, checkpoint }) {
  offer();
  const known = workspace.models.find(({ name }) => name === model);
  if (!model || known?.iteration === checkpoint && workspace.inTraining === model) return;
  workspace.renewModels(await api.patiently(api.models), model);
  workspace.changed();
}

onRetry(start);
onLanguage(() => workspace.changed());
themeToggle(byId('theme'));
languageToggle(byId('language'));
translate();

// A browser that keeps nothing still shows the studio's own looks.
workspace.looks = await keptLooks().catch(() => []);
await start();
training(workspace, followTraining);
