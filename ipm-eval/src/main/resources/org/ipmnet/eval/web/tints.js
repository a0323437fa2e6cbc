// SPDX-License-Identifier: Apache-2.0
// Brings the tints that a look wears around the eyes and on the cheeks, place by place: FaceGrid and
// TintMatch.
import { AREAS, level, nearest } from "./areas.js";

const OUTWARDS = [-0.9, -0.45, 0, 0.45, 0.9, 1.35]; // in widths of the eye
const DOWNWARDS = [-1, -0.67, -0.33, 0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9]; // brow -1, mouth 1
const KNOTS = OUTWARDS.length * DOWNWARDS.length;
const FIRST_OF_CHEEKS = 6 * OUTWARDS.length;
const LUMINANCE = [0.299, 0.587, 0.114];
const LEAST_PIXELS = 1.5;
const ON_CHEEKS = { least: 0.105, most: 0.2 };
const AROUND_EYES = { least: 0.07, most: 0.4 };

/** Which knots each pixel of skin belongs to, and how much: [pixel, knot, share] each. */
export function gridOf(areas, eyes, side) {
  const plane = side * side;
  const grid = [];
  for (let i = 0; i < plane; i++) {
    const share = (...names) => names.reduce((sum, name) => sum + areas[AREAS.indexOf(name) * plane + i], 0);
    if (share(...AREAS) - share("lips", "brows") > 0.5) {
      const [x, y] = [(i % side) + 0.5, Math.floor(i / side) + 0.5];
      const eye = nearest(eyes, x, y);
      const down = y - eye.y;
      const column = position(OUTWARDS, (eye.outwards * (x - eye.x)) / eye.width);
      const row = position(DOWNWARDS, down / (down < 0 ? eye.toBrow : eye.toMouth));
      for (const r of [Math.floor(row), Math.floor(row) + 1]) {
        for (const c of [Math.floor(column), Math.floor(column) + 1]) {
          if (c >= 0 && c < OUTWARDS.length && r >= 0 && r < DOWNWARDS.length) {
            grid.push([i, r * OUTWARDS.length + c, (1 - Math.abs(column - c)) * (1 - Math.abs(row - r))]);
          }
        }
      }
    }
  }
  return grid;
}

/** Where a place lies between knots: 1.5 is half way from the second to the third. */
function position(knots, at) {
  let before = 0;
  while (before < knots.length - 2 && at >= knots[before + 1]) {
    before++;
  }
  return before + (at - knots[before]) / (knots[before + 1] - knots[before]);
}

/** The mean of three planes at each knot; null where too little skin is seen. */
export function knotsOf(planes, grid) {
  const plane = planes.length / 3;
  const sums = Array.from({ length: KNOTS }, () => [0, 0, 0, 0]);
  for (const [pixel, knot, share] of grid) {
    for (let c = 0; c < 3; c++) {
      sums[knot][c] += share * planes[c * plane + pixel];
    }
    sums[knot][3] += share;
  }
  return sums.map(([red, green, blue, all]) => (all < LEAST_PIXELS ? null : [red / all, green / all, blue / all]));
}

/** A change that brings the look's tints too. */
export function tinted(change, { grid, colours }, look) {
  const result = Float32Array.from(change);
  if (colours.skin && look.skin) {
    const plane = change.length / 3;
    const moved = knotsOf(change, grid);
    const missing = moved.map((mean, knot) => {
      const [from, to] = [colours.knots[knot], look.knots[knot]];
      return from && to ? missingAt(knot, mean, from, colours.skin, to, look.skin) : [0, 0, 0];
    });
    for (const [pixel, knot, share] of grid) {
      missing[knot].forEach((value, c) => (result[c * plane + pixel] += share * value));
    }
  }
  return result;
}

function missingAt(knot, moved, from, skin, to, lookSkin) {
  const [own, wanted] = [tint(from, skin), tint(to, lookSkin)];
  const far = from.map((value, c) => 2 * level(value) * (wanted[c] / own[c] - 1) - moved[c]);
  const light = far.reduce((sum, value, c) => sum + LUMINANCE[c] * value, 0);
  const length = Math.hypot(...far.map((value) => value - light));
  const { least, most } = knot < FIRST_OF_CHEEKS ? AROUND_EYES : ON_CHEEKS;
  const kept = length <= least ? 0 : Math.min(most, length - least) / length;
  const tinted = far.map((value) => kept * (value - light));
  const beyond = Math.max(0, ...tinted.map((value, c) => Math.min(value, from[c] + moved[c] + value - 1)));
  return tinted.map((value) => value - beyond); // white skin cannot become whiter
}

/** How a colour differs from the skin's, but for lightness. */
function tint(colour, skin) {
  const light = luminance(skin) / luminance(colour);
  return colour.map((value, c) => (light * level(value)) / level(skin[c]));
}

function luminance(colour) {
  return colour.reduce((sum, value, c) => sum + LUMINANCE[c] * level(value), 0);
}
