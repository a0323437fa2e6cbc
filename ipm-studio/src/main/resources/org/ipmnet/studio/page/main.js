// SPDX-License-Identifier: Apache-2.0
import * as api from './api.js';
import { Compare } from './compare.js';
import { byId } from './dom.js';
import { download } from './download.js';
import { faceToggles } from './faces.js';
import { gestures } from './gestures.js';
import { History } from './history.js';
import { intake } from './intake.js';
import { dropLook, keepLook, keptLooks } from './kept-looks.js';
import { languageToggle, onLanguage, say, translate } from './language.js';
import { lookFaces } from './look-faces.js';
import { onRetry, report, tell, withdraw } from './messages.js';
import { modelChoice } from './models.js';
import { Newest } from './newest.js';
import { Painting } from './painting.js';
import { DrawnPortrait } from './portraits.js';
import { sent } from './sending.js';
import * as set from './settings.js';
import { SideBySide } from './side-by-side.js';
import { slider } from './sliders.js';
import { lookSlots } from './slots.js';
import { Strip } from './strip.js';
import { themeToggle } from './theme.js';
import { training } from './training.js';
import { transferOf } from './transfer.js';
import { View } from './view.js';
import { zoomControls } from './zoom.js';

const STUDIO = 'studio';
const BADGES = ['1', '2'];

const settings = new History(set.UNTOUCHED);
let models = [];
let model = null;
let modelInTraining = null;
let looks = [];
let targets = [];
let target = null;
let comparing = false;

const lookOf = key => looks.find(look => look.key === key);
/** The settings, without looks that have been taken off the shelf since. */
const present = () => set.withOnlyLooks(lookOf)(settings.present);
/** A step that changes the looks as they are seen. */
const takeLook = (slot, look) => settings.take(() => set.withLook(slot, look)(present()));
const transferBy = eachModel => transferOf({ settings: present(), model: eachModel, target, lookOf });

// The parts of the page.

const picture = byId('picture');
const view = new View(picture, picture.querySelector('.frame'));
const compare = new Compare(picture, view);
gestures(picture, view, compare);
zoomControls(view);
compare.hold(byId('hold-before'));

const queue = new Newest();
const painting = new Painting(byId('after'), queue);
const sideBySide = new SideBySide(queue);

const showFaces = faceToggles(faces => settings.take(set.withFaces(target, faces)));
const showLookFaces = lookFaces(face => takeLook(slots.active, { ...present().looks[slots.active], face }));
const showModels = modelChoice(name => chooseModel(models.find(each => each.name === name)));

const slots = lookSlots({
  activated: () => show(),
  cleared: () => takeLook(1, null),
});

const targetStrip = new Strip(byId('targets'), {
  className: 'target-thumb', chooseText: 'showPhoto', removeText: 'removePhoto', choose: chooseTarget, remove: removeTarget,
});
const lookStrip = new Strip(byId('looks'), {
  className: 'look-thumb', chooseText: 'chooseLook', removeText: 'removeLook', choose: chooseLook, remove: removeLook,
});

const settle = () => settings.settle();
const showAll = slider(byId('sliders'), 'all', {
  moved: strength => settings.adjust(set.withStrength(strength)),
  settled: settle,
  restored: () => settings.take(set.withStrength(set.UNTOUCHED.strength)),
});
const showAreas = Object.fromEntries(set.AREAS.map(area => [area, slider(byId('sliders'), area, {
  moved: strength => settings.adjust(set.withArea(area, strength)),
  settled: settle,
  restored: () => settings.take(set.withArea(area, set.defaultStrength(model, area))),
})]));
const showMix = slider(byId('mix'), 'mix', {
  moved: mix => settings.adjust(set.withMix(mix)),
  settled: settle,
  restored: () => settings.take(set.withMix(set.UNTOUCHED.mix)),
});

download(() => ({
  transfer: transferBy(model),
  naming: { settings: present(), model, target, lookOf, several: models.length > 1 },
}));
intake({ targets: addTargets, looks: addLooks });

// Photos and looks that come and go.

async function addTargets(files) {
  const added = await sent(files);
  if (!added.length) return;
  targets = [...targets, ...added];
  chooseTarget(added[0]);
}

function chooseTarget(portrait) {
  target = portrait;
  view.reset();
  chooseFirstLook();
  show();
}

function removeTarget(portrait) {
  targets = targets.filter(each => each !== portrait);
  portrait.close();
  if (target === portrait) chooseTarget(targets.at(-1) ?? null);
  else show();
}

async function addLooks(files) {
  const added = await sent(files);
  if (!added.length) return;
  looks = [...added, ...looks];
  chooseLook(added[0]);
  for (const look of added) {
    await keepLook(look).catch(() => tell(`keeping ${look.key}`, say('lookNotKept', { name: look.name })));
  }
}

function chooseLook(portrait) {
  takeLook(slots.active, { key: portrait.key, face: 0 });
}

/** With a photo and no look yet, makeup is seen at once. */
function chooseFirstLook() {
  if (!target || !looks.length || settings.present.remove || present().looks.some(Boolean)) return;
  settings.amend(set.withLook(0, { key: looks[0].key, face: 0 }));
}

function removeLook(portrait) {
  looks = looks.filter(look => look !== portrait);
  portrait.close();
  // Where nothing is kept there is nothing to drop.
  dropLook(portrait.key).catch(() => {});
  show();
}

// Models.

function chooseModel(chosen) {
  model = chosen;
  show();
}

async function loadModels() {
  models = await api.patiently(api.models);
  const followed = model && model.name !== modelInTraining ? model.name : modelInTraining;
  model = models.find(({ name }) => name === followed) ?? models[0];
}

async function followTraining(run) {
  byId('views').hidden = false;
  if (!run.model || run.model === modelInTraining) return;
  const chosen = model?.name === modelInTraining ? run.model : model?.name;
  modelInTraining = run.model;
  if (!models.some(({ name }) => name === run.model)) models = await api.patiently(api.models);
  chooseModel(models.find(({ name }) => name === chosen) ?? models[0]);
}

// What is shown.

function showSettings(now) {
  const removes = set.removes(now, model);
  const chosen = now.looks.map(look => look && lookOf(look.key));
  slots.show(chosen, { onlyOne: !chosen[0], none: removes });
  showMix(now.mix, removes || !now.looks.every(Boolean));
  showAll(now.strength);
  for (const area of set.AREAS) showAreas[area](set.strengthOf(now, model, area));
  byId('own-skin').checked = set.keepsOwnSkin(now, model);
  byId('removal').hidden = !model.removal;
  byId('remove').checked = removes;
  showModels(models, model, modelInTraining);
  showActiveLook(chosen[slots.active], now.looks[slots.active]?.face, removes);
}

async function showActiveLook(look, face, removes) {
  showLookFaces(removes ? null : look, face);
  if (!look || look.photo) return;
  // What is wrong with it is told where it is used.
  await look.hold().catch(() => {});
  if (look.photo && lookOf(look.key)) show();
}

function showShelf(now) {
  const counts = model && !set.removes(now, model) ? set.looksThatCount(now) : [];
  const badge = ({ key }) => {
    if (!counts.some(look => look.key === key)) return null;
    const slot = now.looks.findIndex(look => look?.key === key);
    return counts.length === 2 && counts.every(look => look.key === key) ? BADGES.join('+') : BADGES[slot];
  };
  lookStrip.show(looks, badge);
  targetStrip.show(targets, portrait => (portrait === target ? '' : null));
}

async function showTarget() {
  const before = byId('before');
  byId('welcome').hidden = target !== null;
  picture.hidden = target === null || comparing;
  byId('side-by-side-grid').hidden = target === null || !comparing;
  for (const id of ['hold-before', 'zoom-in', 'zoom-out', 'zoom-reset']) byId(id).disabled = target === null || comparing;
  showFaces(target, target ? set.facesOf(settings.present, target) : []);
  if (!target) return;
  const shown = target;
  before.alt = say('beforeAlt', { name: target.name });
  byId('after').alt = say('afterAlt', { name: target.name });
  const { width, height } = target.photo.preview;
  picture.querySelector('.frame').style.setProperty('--ratio', width / height);
  const address = await target.picture();
  if (target === shown && before.src !== address) before.src = address;
}

function showMakeup() {
  const transfer = model && transferBy(model);
  byId('download').disabled = !transfer;
  if (comparing) sideBySide.show(target, models.map(each => ({ model: each, transfer: transferBy(each) })));
  else painting.show(transfer);
}

function show() {
  const now = present();
  byId('undo').disabled = !settings.canUndo;
  byId('redo').disabled = !settings.canRedo;
  showShelf(now);
  if (model) showSettings(now);
  showTarget();
  showMakeup();
}

/** Undoes or redoes; where that changes the faces of another photo, it is shown. */
function step(move) {
  const former = settings.present.faces;
  move();
  const changed = targets.find(({ key }) => settings.present.faces[key]?.join() !== former[key]?.join());
  if (changed && changed !== target) chooseTarget(changed);
}

function compareModels(on) {
  comparing = on;
  byId('side-by-side').setAttribute('aria-pressed', on);
  if (on) painting.show(null);
  else sideBySide.hide();
  show();
}

function showView(name) {
  for (const each of ['studio', 'training']) {
    byId(each).hidden = each !== name;
    if (each === name) byId(`view-${each}`).setAttribute('aria-current', 'page');
    else byId(`view-${each}`).removeAttribute('aria-current');
  }
}

function showPrivacy() {
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);
  byId('privacy').textContent = here ? say('privateHere') : say('privateThere', { host: location.hostname });
}

// What the user does.

settings.addEventListener('change', show);
byId('undo').addEventListener('click', () => step(() => settings.undo()));
byId('redo').addEventListener('click', () => step(() => settings.redo()));
byId('reset').addEventListener('click', () => settings.take(set.withLevelsReset));
byId('own-skin').addEventListener('change', event => settings.take(set.withOwnSkin(event.target.checked)));
byId('remove').addEventListener('change', event => settings.take(set.withRemove(event.target.checked)));
byId('side-by-side').addEventListener('click', () => compareModels(!comparing));
for (const name of ['studio', 'training']) byId(`view-${name}`).addEventListener('click', () => showView(name));

document.addEventListener('keydown', event => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key === 'z' || key === 'y') {
    event.preventDefault();
    step(() => (key === 'y' || event.shiftKey ? settings.redo() : settings.undo()));
  }
});

// The beginning, and again when the studio was gone.

async function loadDrawnLooks() {
  if (looks.some(look => !look.own)) return;
  const drawn = await api.patiently(api.drawnLooks);
  looks = [...looks, ...drawn.map((photo, place) => new DrawnPortrait({ key: `drawn-${place}`, place, photo }))];
}

async function start() {
  painting.expire();
  try {
    await loadModels();
    await loadDrawnLooks();
    withdraw(STUDIO);
  } catch (failure) {
    report(STUDIO, failure);
  }
  chooseFirstLook();
  show();
}

onRetry(start);
onLanguage(() => {
  showPrivacy();
  show();
});
themeToggle(byId('theme'));
languageToggle(byId('language'));
translate();

// A browser that keeps nothing still shows the studio's own looks.
looks = await keptLooks().catch(() => []);
await start();
training(followTraining);
