// SPDX-License-Identifier: Apache-2.0
import * as api from './api.js';
import { withHeld } from './portraits.js';
import { AREAS, defaultStrength, facesOf, keepsOwnSkin, looksThatCount, removes, strengthOf } from './settings.js';

function strengths(settings, model) {
  const byArea = Object.fromEntries(AREAS.map(area => [area, strengthOf(settings, model, area)]));
  // The nose has no slider: it goes with the skin once that has been moved.
  byArea.nose = settings.areas.skin ?? defaultStrength(model, 'nose');
  return byArea;
}

/** What makeup is put on what by which model; null where there is nothing to do. */
export function transferOf({ settings, model, target, lookOf }) {
  if (!target || !model) return null;
  const remove = removes(settings, model);
  const looks = remove ? [] : looksThatCount(settings);
  if (!remove && !looks.length) return null;
  const shares = looks.length === 2 ? [1 - settings.mix, settings.mix] : [1];
  const order = {
    faces: facesOf(settings, target),
    model: model.name,
    skinTone: keepsOwnSkin(settings, model) ? 'own' : 'reference',
    remove,
    strength: settings.strength,
    strengths: strengths(settings, model),
  };
  return {
    target,
    portraits: [target, ...looks.map(look => lookOf(look.key))],
    /** Tells transfers of the same looks to the same faces. */
    subject: JSON.stringify([target.key, looks, shares, order.faces]),
    /** Tells transfers with the same result. */
    key: JSON.stringify([target.key, looks, shares, order, model.iteration]),
    body: ([targetId, ...lookIds]) => ({
      target: targetId,
      looks: lookIds.map((photo, place) => ({ photo, face: looks[place].face, share: shares[place] })),
      ...order,
    }),
  };
}

/** A small picture of it, and the iteration of the training that painted it, if one did. */
export function painted(transfer, stillWanted) {
  return api.patiently(
    () => withHeld(transfer.portraits, ids => api.transfer({ ...transfer.body(ids), size: 'preview' })), stillWanted);
}

/** Begins it in full size; gives the job's id. */
export function begun(transfer, format) {
  return api.patiently(() => withHeld(transfer.portraits, ids =>
    api.startJob({ ...transfer.body(ids), size: 'full', ...(format && { format }) })));
}
