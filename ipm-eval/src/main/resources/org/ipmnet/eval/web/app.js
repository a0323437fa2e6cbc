// SPDX-License-Identifier: Apache-2.0
// The page: two photos in, the first in the makeup of the second out.
import { AREAS } from "./areas.js";
import { session } from "./networks.js";
import { changeOf, faceOf, lookOf, paste, weighed } from "./transfer.js";

const byId = (id) => document.getElementById(id);
const shown = {}; // target: photo and face; look; change of the one by the other
let model;
let running = Promise.resolve();

function say(state, text) {
  document.body.dataset.state = state;
  byId("status").textContent = text;
}

/** One thing after the other; a fault is told and ends none of those behind it. */
function next(work) {
  running = running.then(work).catch((fault) => say("error", fault.message));
}

async function photoOf(file) {
  const bitmap = await createImageBitmap(file); // turned upright by its EXIF data
  const canvas = document.createElement("canvas");
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext("2d", { willReadFrequently: true }).drawImage(bitmap, 0, 0);
  return canvas;
}

async function take(id) {
  say("working", "Looking for the face ...");
  const began = performance.now();
  const photo = await photoOf(byId(id).files[0]);
  const card = byId(id).parentElement;
  card.classList.add("chosen");
  card.style.backgroundImage = `url(${photo.toDataURL("image/jpeg")})`;
  delete shown.pixels;
  const face = await faceOf(photo, model);
  if (!face) {
    delete shown[id];
    throw new Error("There is no face in this photo.");
  }
  shown[id] = id === "look" ? await lookOf(face, model) : { photo, face };
  delete shown.change;
  await paint(performance.now() - began);
}

async function paint(before) {
  if (!shown.target || !shown.look) {
    say("ready", "Choose both photos.");
    return;
  }
  const began = performance.now();
  const strengths = AREAS.map((area) => byId(area).value / 100);
  const { photo, face } = shown.target;
  shown.change ??= await changeOf(face, shown.look); // another strength needs no network
  const result = byId("result");
  result.width = photo.width;
  result.height = photo.height;
  const pixels = photo.getContext("2d").getImageData(0, 0, photo.width, photo.height);
  paste(pixels, face, weighed(shown.change, face, strengths));
  result.getContext("2d").putImageData(pixels, 0, 0);
  shown.pixels = pixels;
  byId("save").disabled = false;
  const painted = Math.round(performance.now() - began);
  const found = before ? `The face took ${Math.round(before)} ms, ` : "";
  say("done", `${found}${found ? "its makeup" : "The makeup took"} ${painted} ms. Press the picture to see it as it was.`);
}

/** The photo as it was, while the picture is pressed. */
function showBefore(pressed) {
  if (shown.pixels) {
    const picture = pressed ? shown.target.photo.getContext("2d").getImageData(0, 0, shown.pixels.width, shown.pixels.height)
      : shown.pixels;
    byId("result").getContext("2d").putImageData(picture, 0, 0);
  }
}

function slider(area, value) {
  const label = document.createElement("label");
  label.textContent = area;
  const input = document.createElement("input");
  Object.assign(input, { type: "range", id: area, min: 0, max: 100, value: 100 * value });
  input.addEventListener("input", () => next(() => paint(0)));
  label.append(input);
  return label;
}

byId("save").addEventListener("click", () => {
  const link = document.createElement("a");
  link.download = "makeup.png";
  link.href = byId("result").toDataURL("image/png");
  link.click();
});

next(async () => {
  model = await (await fetch("model.json")).json();
  byId("strengths").append(...AREAS.map((area, i) => slider(area, model.strengths[i])));
  await Promise.all(["face-detector", "face-landmarks", "style", "texture", "transfer"].map(session));
  for (const id of ["target", "look"]) {
    byId(id).addEventListener("change", () => next(() => take(id)));
  }
  for (const event of ["pointerdown", "pointerup", "pointerleave"]) {
    byId("result").addEventListener(event, () => showBefore(event === "pointerdown"));
  }
  say("ready", "Choose both photos.");
});
