// SPDX-License-Identifier: Apache-2.0
// Brings lips, lids, brows and cheeks to the colours measured on the look: ColourZones, ZoneColours
// and ColourMatch.
import { AREAS, level, nearest, ramp } from "./areas.js";

const LID = { share: 0.9, light: 0.5, even: 0.25, most: 0.6 };
const MATCHED = {
  lips: { share: 1, light: 0.5, even: 1, most: 0.6 },
  brows: { share: 0.6, light: 0.5, even: 0.5, most: 0.6 },
  "inner-lid": LID,
  "outer-lid": LID,
  "inner-brow-bone": LID,
  "outer-brow-bone": LID,
  cheeks: { share: 1, light: 1, even: 0.75, most: 0.25 },
};
const [FAINT, PEAK, LEAST_PIXELS] = [0.08, 2, 4];

/** Planes of all zones, and what makeup is left of at each pixel. */
export function zonesOf(areas, eyes, side) {
  const plane = side * side;
  const zones = { skin: new Float32Array(plane) };
  Object.keys(MATCHED).forEach((zone) => (zones[zone] = new Float32Array(plane)));
  const fade = new Float32Array(plane).fill(1);
  for (let i = 0; i < plane; i++) {
    const area = (name) => areas[AREAS.indexOf(name) * plane + i];
    const all = AREAS.reduce((sum, name) => sum + area(name), 0);
    if (all < 1e-3) {
      continue;
    }
    for (const zone of ["skin", "cheeks", "lips", "brows"]) {
      zones[zone][i] = area(zone) / all;
    }
    const lids = area("lids") / all;
    const [x, y] = [(i % side) + 0.5, Math.floor(i / side) + 0.5];
    const eye = nearest(eyes, x, y);
    const cheeks = zones.cheeks[i];
    const { outer, upper, lidFade, cheekFade } = placeBy(eye, x, y);
    zones["inner-lid"][i] = lids * (1 - outer) * (1 - upper);
    zones["outer-lid"][i] = lids * outer * (1 - upper);
    zones["inner-brow-bone"][i] = lids * (1 - outer) * upper;
    zones["outer-brow-bone"][i] = lids * outer * upper;
    fade[i] = 1 - lids - cheeks + lids * lidFade + cheeks * cheekFade;
  }
  return { zones, fade };
}

/** As FaceFeatures.Eye says it of a lid and a cheek. */
function placeBy({ x: eyeX, y: eyeY, outwards, width, toBrow, toMouth }, x, y) {
  const s = (outwards * (x - eyeX)) / width;
  const up = (eyeY - y) / toBrow;
  const across = Math.abs(s) / (s > 0 ? 0.85 : 0.62);
  return {
    outer: ramp(s / 0.6 + 0.5),
    upper: ramp((up - 0.3) / 0.4),
    lidFade: ramp((1.05 - Math.hypot(across, 0.9 * Math.max(0, up))) / 0.6),
    cheekFade: ramp((1 - Math.hypot((s - 0.25) / 0.95, (y - eyeY - 0.62 * toMouth) / (0.36 * toMouth))) / 0.75),
  };
}

/** The mean of three planes in each zone; null where too little of it is seen. */
export function coloursOf(planes, zones) {
  const colours = {};
  for (const [zone, shares] of Object.entries(zones)) {
    colours[zone] = mean(planes, shares);
  }
  return colours;
}

function mean(planes, shares) {
  const sums = [0, 0, 0];
  let pixels = 0;
  shares.forEach((share, i) => {
    pixels += share;
    sums.forEach((_, c) => (sums[c] += share * planes[c * shares.length + i]));
  });
  return pixels < LEAST_PIXELS ? null : sums.map((sum) => sum / pixels);
}

/** A change that brings the look's colours. */
export function matched(change, { zones, fade, colours }, look) {
  const result = Float32Array.from(change);
  for (const [zone, { share, light, even, most }] of Object.entries(MATCHED)) {
    const [own, skin, wanted, lookSkin] = [colours[zone], colours.skin, look[zone], look.skin];
    const painted = mean(change, zones[zone]);
    if (own && skin && wanted && lookSkin && painted) {
      const missing = painted.map((moved, c) => {
        const lit = (level(skin[c]) / level(lookSkin[c])) ** light;
        const far = 2 * (level(wanted[c]) * lit - level(own[c])) - moved;
        return share * Math.max(-most, Math.min(most, far));
      });
      add(change, zones[zone], painted, missing, even, result);
    }
  }
  return result.map((value, i) => bounded(value) * fade[i % fade.length]);
}

function add(change, shares, painted, missing, even, into) {
  const plane = shares.length;
  const size = painted.reduce((sum, value) => sum + value * value, FAINT * FAINT);
  for (let i = 0; i < plane; i++) {
    const along = painted.reduce((sum, value, c) => sum + value * change[c * plane + i], 0);
    const pattern = Math.max(0, Math.min(PEAK, along / size));
    missing.forEach((value, c) => (into[c * plane + i] += shares[i] * (even + (1 - even) * pattern) * value));
  }
}

/** As MakeupChange bounds it. */
function bounded(value) {
  const size = Math.abs(value);
  return size <= 0.6 ? value : Math.sign(value) * (0.6 + 0.4 * Math.tanh((size - 0.6) / 0.4));
}
