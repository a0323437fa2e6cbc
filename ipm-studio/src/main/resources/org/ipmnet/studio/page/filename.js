// SPDX-License-Identifier: Apache-2.0
import { AREAS, UNTOUCHED, defaultStrength, facesOf, keepsOwnSkin, looksThatCount, removes, strengthOf } from './settings.js';

const LONGEST_NAME = 40;
const EXTENSIONS = { 'image/jpeg': 'jpg', 'image/png': 'png' };

const percent = share => Math.round(share * 100);

function plainName(name) {
  const withoutExtension = name.replace(/\.[^.]{1,5}$/, '');
  return withoutExtension.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, LONGEST_NAME) || 'photo';
}

function makeup(settings, model, lookOf) {
  if (removes(settings, model)) return 'bare';
  const names = looksThatCount(settings).map(look => plainName(lookOf(look.key).name));
  return names.join(`-mix${percent(settings.mix)}-`);
}

/** The settings that are not the model's own, by short names. */
function touched(settings, model, target) {
  const told = [];
  if (settings.strength !== UNTOUCHED.strength) told.push(`all${percent(settings.strength)}`);
  for (const area of AREAS) {
    const strength = strengthOf(settings, model, area);
    if (strength !== defaultStrength(model, area)) told.push(area.replace('-', '') + percent(strength));
  }
  const ownSkin = keepsOwnSkin(settings, model);
  if (ownSkin !== model.ownSkin) told.push(ownSkin ? 'ownskin' : 'lookskin');
  const faces = facesOf(settings, target);
  if (faces.join() !== '0') told.push(`faces${faces.map(face => face + 1).join('+')}`);
  return told.join('-');
}

/** A file name that tells the photo, the looks and the settings: photo__look-mix30-second__all80-lips100-ownskin.jpg. */
export function fileName({ settings, model, target, lookOf, several }, type) {
  const parts = [
    plainName(target.name),
    makeup(settings, model, lookOf),
    touched(settings, model, target),
    several && plainName(model.name),
  ];
  return `${parts.filter(Boolean).join('__')}.${EXTENSIONS[type] ?? 'img'}`;
}
