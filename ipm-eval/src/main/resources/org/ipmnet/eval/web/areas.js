// SPDX-License-Identifier: Apache-2.0
// How much each pixel belongs to each area, by the landmarks' contours and FaceFeatures' shapes
// around the eyes. Simpler than ipm's own: hair over the face and what covers it are not seen.
export const AREAS = ["skin", "cheeks", "nose", "brows", "lids", "under-eyes", "lips"];

const LIPS = [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146];
const MOUTH = [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95];
const EYES = [
  [33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7],
  [263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249],
];
const BROWS = [
  [70, 63, 105, 66, 107, 55, 65, 52, 53, 46],
  [300, 293, 334, 296, 336, 285, 295, 282, 283, 276],
];
const NOSE = [168, 193, 245, 188, 174, 198, 209, 129, 102, 64, 98, 97, 2, 326, 327, 294, 331, 358, 429, 420, 399,
  412, 465, 417];
export const OVAL = [10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148,
  176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109];

const EYES_APART = 2.1; // in widths of an eye

/** Planes of all areas, side x side each, of points in pixels of the square. */
export function areasOf(points, side) {
  const [oval, lips, mouth, nose] = [OVAL, LIPS, MOUTH, NOSE].map((c) => inside(points, [c], side));
  const eyes = inside(points, EYES, side);
  const brows = inside(points, BROWS, side);
  const around = eyesOf(points);
  const plane = side * side;
  const areas = new Float32Array(AREAS.length * plane);
  for (let i = 0; i < plane; i++) {
    const put = (area, share) => (areas[AREAS.indexOf(area) * plane + i] = share);
    const ofLips = Math.max(0, lips[i] - mouth[i]);
    let left = Math.max(0, 1 - Math.max(lips[i], mouth[i]) - eyes[i]);
    const take = (share) => {
      const taken = Math.min(left, share);
      left -= taken;
      return taken;
    };
    put("lips", ofLips);
    put("brows", take(brows[i]));
    put("nose", take(nose[i]));
    left = Math.min(left, oval[i]);
    const [x, y] = [(i % side) + 0.5, Math.floor(i / side) + 0.5];
    let [lids, under, cheeks] = [0, 0, 0];
    for (const eye of around) {
      lids += take(left * eye.lid(x, y));
      under += take(left * eye.under(x, y));
      cheeks += take(left * eye.cheek(x, y));
    }
    put("lids", lids);
    put("under-eyes", under);
    put("cheeks", cheeks);
    put("skin", left);
  }
  return areas;
}

/** Which part of each pixel lies inside contours, from 0 to 1. */
function inside(points, contours, side) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  for (const contour of contours) {
    context.beginPath();
    contour.forEach((i) => context.lineTo(points[i].x, points[i].y));
    context.fill();
  }
  const { data } = context.getImageData(0, 0, side, side);
  return Float32Array.from({ length: side * side }, (_, i) => data[4 * i + 3] / 255);
}

function middle(points, contour) {
  const sum = (key) => contour.reduce((all, i) => all + points[i][key], 0) / contour.length;
  return { x: sum("x"), y: sum("y") };
}

/** As FaceFeatures has them; the square is level, so across is right and down is down. */
export function eyesOf(points) {
  const eyes = EYES.map((contour) => middle(points, contour));
  const mouth = middle(points, LIPS);
  const brows = BROWS.map((contour) => middle(points, contour));
  const between = { x: (eyes[0].x + eyes[1].x) / 2, y: (eyes[0].y + eyes[1].y) / 2 };
  const width = Math.max(1, Math.hypot(eyes[0].x - eyes[1].x, eyes[0].y - eyes[1].y)) / EYES_APART;
  const toMouth = Math.max(width, mouth.y - between.y);
  const toBrow = Math.max(width / 4, between.y - (brows[0].y + brows[1].y) / 2);
  return eyes.map((eye) => {
    const outwards = Math.sign(eye.x - between.x);
    const s = (x) => outwards * (x - eye.x);
    return {
      ...eye,
      outwards,
      width,
      toBrow,
      toMouth,
      lid(x, y) {
        const across = s(x) / width;
        const t = y - eye.y;
        const reach = across > 0 ? 0.85 : 0.62;
        return ramp((reach - Math.abs(across)) / 0.15) * ramp((0.12 * width - t) / (0.1 * width)) *
          ramp((t + 0.92 * toBrow) / (0.2 * toBrow));
      },
      under(x, y) {
        const t = (y - eye.y) / width;
        return ramp((0.68 - Math.abs(s(x) / width)) / 0.2) * ramp((t - 0.02) / 0.1) * ramp((0.62 - t) / 0.2);
      },
      cheek(x, y) {
        const across = (s(x) - 0.25 * width) / (0.95 * width);
        const t = (y - eye.y - 0.62 * toMouth) / (0.36 * toMouth);
        return ramp((1 - Math.hypot(across, t)) / 0.35);
      },
    };
  });
}

/** The eye that is nearest to a place. */
export function nearest(eyes, x, y) {
  return eyes.reduce((a, b) => (Math.hypot(a.x - x, a.y - y) <= Math.hypot(b.x - x, b.y - y) ? a : b));
}

/** From 0 to 1, smooth at both ends. */
export function ramp(share) {
  const x = Math.max(0, Math.min(1, share));
  return x * x * (3 - 2 * x);
}

/** From [-1, 1] to (0, 1]. */
export function level(value) {
  return Math.max(0.02, (1 + value) / 2);
}
