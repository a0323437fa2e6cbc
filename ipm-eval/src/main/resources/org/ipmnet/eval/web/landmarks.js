// SPDX-License-Identifier: Apache-2.0
// Finds a photo's surest face and its points, as FaceLandmarker does of an upright photo.
import { planes, session, tensor } from "./networks.js";

const DETECTOR = 128;
const MESH = 192;
const LEAST_SCORE = 0.5;
const MARGIN = 1.5;
const LOOKS = 3;
const EYES = [33, 263]; // outer corners, the right one first

/** The 478 points of the surest face in pixels of the photo, or null. */
export async function findPoints(photo) {
  let square = await detect(photo);
  let points = null;
  for (let look = 0; square && look < LOOKS; look++) {
    points = await pointsIn(photo, square);
    square = points && around(points);
  }
  return points;
}

/** By which angle the eyes' line is turned. */
export function roll(points) {
  const [right, left] = EYES.map((i) => points[i]);
  return Math.atan2(left.y - right.y, left.x - right.x);
}

/** The box around points in a frame that is turned: centre (as of the photo), width, height. */
export function turnedBox(points, angle) {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const us = points.map((p) => cos * p.x + sin * p.y);
  const vs = points.map((p) => cos * p.y - sin * p.x);
  const [left, right] = [Math.min(...us), Math.max(...us)];
  const [top, bottom] = [Math.min(...vs), Math.max(...vs)];
  return { u: (left + right) / 2, v: (top + bottom) / 2, width: right - left, height: bottom - top };
}

/** A square in the turned frame. */
export function squareAt(u, v, side, angle) {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return { x: cos * u - sin * v, y: sin * u + cos * v, side, angle };
}

/** Draws what a square of the photo shows onto a new canvas. */
export function cut(photo, square, pixels) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = pixels;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.imageSmoothingQuality = "high";
  context.translate(pixels / 2, pixels / 2);
  context.scale(pixels / square.side, pixels / square.side);
  context.rotate(-square.angle);
  context.translate(-square.x, -square.y);
  context.drawImage(photo, 0, 0);
  return canvas;
}

async function detect(photo) {
  const side = Math.max(photo.width, photo.height);
  const whole = { x: photo.width / 2, y: photo.height / 2, side, angle: 0 };
  const picture = tensor(planes(cut(photo, whole, DETECTOR), -1), 3, DETECTOR);
  const { scores, places } = await (await session("face-detector")).run({ picture });
  const best = scores.data.reduce((at, score, i) => (score > scores.data[at] ? i : at), 0);
  if (scores.data[best] < LEAST_SCORE) {
    return null;
  }
  const place = places.data.slice(16 * best, 16 * best + 16);
  return {
    x: whole.x + (place[0] - 0.5) * side,
    y: whole.y + (place[1] - 0.5) * side,
    side: MARGIN * Math.max(place[2], place[3]) * side,
    angle: Math.atan2(place[7] - place[5], place[6] - place[4]),
  };
}

async function pointsIn(photo, square) {
  const picture = tensor(planes(cut(photo, square, MESH), 0), 3, MESH);
  const { points, presence } = await (await session("face-landmarks")).run({ picture });
  if (presence.data[0] < LEAST_SCORE) {
    return null;
  }
  const scale = square.side / MESH;
  const cos = Math.cos(square.angle) * scale;
  const sin = Math.sin(square.angle) * scale;
  return Array.from({ length: points.data.length / 3 }, (_, i) => {
    const u = points.data[3 * i] - MESH / 2;
    const v = points.data[3 * i + 1] - MESH / 2;
    return { x: square.x + cos * u - sin * v, y: square.y + sin * u + cos * v };
  });
}

function around(points) {
  const angle = roll(points);
  const box = turnedBox(points, angle);
  return squareAt(box.u, box.v, MARGIN * Math.max(box.width, box.height), angle);
}
