// SPDX-License-Identifier: Apache-2.0

export const AREAS = ['lips', 'lids', 'under-eyes', 'brows', 'cheeks', 'skin'];

/**
 * Settings as they are before anything is touched. They are never changed in place. Areas and skin tone hold only what the user has
 * set, so that the rest follows the model; looks are {key, face}; faces are listed by the key of their target.
 */
export const UNTOUCHED = Object.freeze({
  looks: [null, null], mix: 0.5, strength: 1, areas: {}, ownSkin: null, remove: false, faces: {},
});

export const defaultStrength = (model, area) => model.strengths[area] ?? 0;
export const strengthOf = (settings, model, area) => settings.areas[area] ?? defaultStrength(model, area);
export const keepsOwnSkin = (settings, model) => settings.ownSkin ?? model.ownSkin;
export const removes = (settings, model) => settings.remove && model.removal;
export const facesOf = (settings, target) => settings.faces[target.key] ?? [0];

/** The looks that count, in the order of their slots. */
export const looksThatCount = settings => settings.looks.filter(Boolean);

export const withStrength = strength => settings => ({ ...settings, strength });
export const withMix = mix => settings => ({ ...settings, mix });
export const withArea = (area, strength) => settings => ({ ...settings, areas: { ...settings.areas, [area]: strength } });
export const withOwnSkin = ownSkin => settings => ({ ...settings, ownSkin });
export const withRemove = remove => settings => ({ ...settings, remove });
export const withFaces = (target, faces) => settings => ({ ...settings, faces: { ...settings.faces, [target.key]: faces } });
export const withLook = (slot, look) => settings => ({
  ...settings, looks: settings.looks.map((former, place) => (place === slot ? look : former)), remove: false,
});
/** The same looks on the same faces, all else untouched. */
export const onlyPhotos = ({ looks, mix, faces }) => ({ ...UNTOUCHED, looks, mix, faces });
export const withLevelsReset = settings => ({
  ...settings, mix: UNTOUCHED.mix, strength: UNTOUCHED.strength, areas: {}, ownSkin: null,
});

/** Without looks that are no longer there; a second look then takes the place of the first. */
export const withOnlyLooks = isThere => settings => {
  const left = settings.looks.map(look => (look && isThere(look.key) ? look : null));
  return { ...settings, looks: left[0] ? left : [left[1], null] };
};
