// SPDX-License-Identifier: Apache-2.0
// A photo's face as the networks see it, the makeup of one on another, and its change on the photo.
import { AREAS, OVAL, areasOf, eyesOf } from "./areas.js";
import { coloursOf, matched, zonesOf } from "./colours.js";
import { cut, findPoints, roll, squareAt, turnedBox } from "./landmarks.js";
import { planes, row, session, tensor } from "./networks.js";
import { gridOf, knotsOf, tinted } from "./tints.js";

// How MT's pictures show a face: LandmarkFraming and MtFraming.
const LARGER = 1.05;
const HIGHER = 0.056;
const SIZE = 0.92;
const CENTER_Y = 0.44;

/** What is known of a photo's face; null without one. */
export async function faceOf(photo, model) {
  const points = await findPoints(photo);
  if (!points) {
    return null;
  }
  const square = framed(points);
  const side = model.size;
  const scale = side / square.side;
  const cos = Math.cos(square.angle) * scale;
  const sin = Math.sin(square.angle) * scale;
  const inSquare = points.map((p) => ({
    x: side / 2 + cos * (p.x - square.x) + sin * (p.y - square.y),
    y: side / 2 + cos * (p.y - square.y) - sin * (p.x - square.x),
  }));
  const areas = areasOf(inSquare, side);
  const plane = side * side;
  const mask = new Float32Array(plane);
  const features = new Float32Array(plane);
  for (let i = 0; i < plane; i++) {
    const share = (...names) => names.reduce((sum, name) => sum + areas[AREAS.indexOf(name) * plane + i], 0);
    mask[i] = share(...AREAS) < 0.5 ? 1 : 0;
    features[i] = share("nose", "brows", "lips") > 0.5 ? 1 : 0;
  }
  const image = planes(cut(photo, square, side), -1);
  if (model.neutral) {
    neutralise(image, mask, side);
  }
  const eyes = eyesOf(inSquare);
  const { zones, fade } = zonesOf(areas, eyes, side);
  const grid = gridOf(areas, eyes, side);
  const face = {
    square,
    zones,
    fade,
    grid,
    colours: { ...coloursOf(image, zones), knots: knotsOf(image, grid) },
    photo: tensor(image, 3, side),
    areas: tensor(areas, AREAS.length, side),
    mask: tensor(mask, 1, side),
  };
  const { texture } = await (await session("texture")).run({
    photo: face.photo, mask: face.mask, features: tensor(features, 1, side),
  });
  return { ...face, texture };
}

function framed(points) {
  const angle = roll(points);
  const oval = turnedBox(OVAL.map((i) => points[i]), angle);
  const size = Math.sqrt(oval.width * oval.height);
  const side = (LARGER * size) / SIZE;
  return squareAt(oval.u, oval.v - HIGHER * size + (0.5 - CENTER_Y) * side, side, angle);
}

/** Gray outside of the makeup area's ends of each row. */
function neutralise(image, mask, side) {
  const plane = side * side;
  for (let y = 0; y < side; y++) {
    const line = mask.subarray(y * side, (y + 1) * side);
    const first = line.indexOf(0);
    const last = line.lastIndexOf(0);
    for (let x = 0; x < side; x++) {
      if (first < 0 || x < first || x > last) {
        for (let c = 0; c < 3; c++) {
          image[c * plane + y * side + x] = 0;
        }
      }
    }
  }
}

/** What a look is: the style code of its face, and its colours if they are to be matched. */
export async function lookOf(face, model) {
  const inputs = model.readsAreas ? { photo: face.photo, areas: face.areas } : { photo: face.photo };
  const { style } = await (await session("style")).run(inputs);
  return { style, colours: model.measuredColours ? face.colours : null };
}

/** All that a look changes of a face, three planes of the model's size. */
export async function changeOf(face, look) {
  const { photo, mask, texture, areas } = face;
  const { change } = await (await session("transfer")).run({
    photo, mask, texture, areas, style: look.style, alpha: row([0]), strengths: row(AREAS.map(() => 1)),
  });
  return look.colours ? tinted(matched(change.data, face, look.colours), face, look.colours) : change.data;
}

/** The same with areas as strong as they should be. */
export function weighed(change, { areas }, strengths) {
  const plane = change.length / 3;
  const weights = new Float32Array(plane);
  for (let i = 0; i < plane; i++) {
    let [all, worn] = [0, 0];
    strengths.forEach((strength, area) => {
      all += areas.data[area * plane + i];
      worn += strength * areas.data[area * plane + i];
    });
    weights[i] = all < 1e-3 ? 0 : worn / all;
  }
  return change.map((value, i) => value * weights[i % plane]);
}

/** Adds a change to a photo's pixels, enlarged to its size, where its face wears makeup. */
export function paste(pixels, face, change) {
  const side = face.photo.dims[3];
  const plane = side * side;
  const { square } = face;
  const worn = new Float32Array(plane);
  for (let i = 0; i < plane; i++) {
    for (let area = 0; area < AREAS.length; area++) {
      worn[i] += face.areas.data[area * plane + i];
    }
  }
  const cos = (Math.cos(square.angle) * side) / square.side;
  const sin = (Math.sin(square.angle) * side) / square.side;
  const reach = square.side * Math.SQRT1_2;
  const [left, right] = [Math.max(0, Math.floor(square.x - reach)), Math.min(pixels.width, Math.ceil(square.x + reach))];
  const [top, bottom] = [Math.max(0, Math.floor(square.y - reach)), Math.min(pixels.height, Math.ceil(square.y + reach))];
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const [dx, dy] = [x + 0.5 - square.x, y + 0.5 - square.y];
      const u = side / 2 + cos * dx + sin * dy - 0.5;
      const v = side / 2 + cos * dy - sin * dx - 0.5;
      if (u < 0 || v < 0 || u > side - 1 || v > side - 1) {
        continue;
      }
      const at = Math.floor(v) * side + Math.floor(u);
      const weight = smooth(between(worn, 0, at, u, v, side));
      if (weight > 0) {
        for (let c = 0; c < 3; c++) {
          pixels.data[4 * (y * pixels.width + x) + c] += 127.5 * weight * between(change, c * plane, at, u, v, side);
        }
      }
    }
  }
}

/** 0 up to a half, 1 at 1: nothing of the kept pixels changes. */
function smooth(share) {
  const x = Math.max(0, Math.min(1, 2 * share - 1));
  return x * x * (3 - 2 * x);
}

function between(values, from, at, u, v, side) {
  const [across, down] = [u - Math.floor(u), v - Math.floor(v)];
  const right = u < side - 1 ? 1 : 0;
  const below = v < side - 1 ? side : 0;
  const upper = values[from + at] * (1 - across) + values[from + at + right] * across;
  const lower = values[from + at + below] * (1 - across) + values[from + at + below + right] * across;
  return upper * (1 - down) + lower * down;
}
