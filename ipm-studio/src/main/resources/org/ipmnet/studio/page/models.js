// SPDX-License-Identifier: Apache-2.0
import { byId, element } from './dom.js';
import { say } from './language.js';

/** The box to choose a model, where there are several. */
export function modelChoice(choose) {
  const box = byId('model');
  box.addEventListener('change', () => choose(box.value));

  return function show(models, chosen, inTraining) {
    byId('model-choice').hidden = models.length < 2;
    byId('side-by-side').hidden = models.length < 2;
    box.replaceChildren(...models.map(({ name }) => element('option', { value: name, selected: name === chosen?.name },
      name === inTraining ? say('modelInTraining', { name }) : name)));
  };
}
