// SPDX-License-Identifier: Apache-2.0
import { History } from './history.js';
import * as set from './settings.js';
import { transferOf } from './transfer.js';

/** What the user works on: photos, looks, models, and the settings with their steps. Tells "change" when something of it is another. */
export class Workspace extends EventTarget {
  settings = new History(set.UNTOUCHED);
  models = [];
  model = null;
  /** The name of the model that is the newest checkpoint of a training, if there is one. */
  inTraining = null;
  looks = [];
  targets = [];
  target = null;

  constructor() {
    super();
    this.settings.addEventListener('change', () => this.changed());
  }

  changed() {
    this.dispatchEvent(new Event('change'));
  }

  lookOf = key => this.looks.find(look => look.key === key);

  /** The settings, without looks that have been taken off the shelf since. */
  get present() {
    return set.withOnlyLooks(this.lookOf)(this.settings.present);
  }

  /** A step that changes the looks as they are seen. */
  takeLook(slot, look) {
    this.settings.take(() => set.withLook(slot, look)(this.present));
  }

  /** With a photo and no look yet, makeup is seen at once. */
  takeFirstLook() {
    if (!this.target || !this.looks.length || this.settings.present.remove || this.present.looks.some(Boolean)) return;
    this.settings.amend(set.withLook(0, { key: this.looks[0].key, face: 0 }));
  }

  transferBy(model, settings = this.present) {
    return transferOf({ settings, model, target: this.target, lookOf: this.lookOf });
  }

  /** The makeup that a training is tried with: these looks on this photo, as the model has them. */
  get trial() {
    const model = this.models.find(({ name }) => name === this.inTraining);
    return model ? this.transferBy(model, set.onlyPhotos(this.present)) : null;
  }

  chooseTarget(target) {
    this.target = target;
    this.takeFirstLook();
    this.changed();
  }

  chooseModel(name) {
    this.model = this.models.find(each => each.name === name) ?? this.models[0];
    this.changed();
  }

  /** Takes newer descriptions of the models; the chosen one stays chosen, the newest checkpoint too. */
  renewModels(models, inTraining) {
    const name = this.model && this.model.name === this.inTraining ? inTraining : this.model?.name;
    this.models = models;
    this.inTraining = inTraining;
    this.model = models.find(each => each.name === name) ?? models[0];
  }
}
