// SPDX-License-Identifier: Apache-2.0
import { byId, element } from './dom.js';
import { say } from './language.js';

/** The box to choose a model, where there are several. */
export function modelChoice(workspace) {
  const box = byId('model');
  box.addEventListener('change', () => workspace.chooseModel(box.value));

  workspace.addEventListener('change', () => {
    const { models, model, inTraining } = workspace;
    byId('model-choice').hidden = models.length < 2;
    byId('side-by-side').hidden = models.length < 2;
    box.replaceChildren(...models.map(({ name }) => element('option', { value: name, selected: name === model?.name },
      name === inTraining ? say('modelInTraining', { name }) : name)));
  });
}
