// SPDX-License-Identifier: Apache-2.0
// The networks, loaded when they are first asked for, and what goes into them.
import * as ort from "./ort.wasm.min.mjs";

ort.env.wasm.wasmPaths = new URL("./", import.meta.url).href;
ort.env.wasm.numThreads = 1; // several need headers that a plain file server does not send

const sessions = new Map();

/** The network of this file. */
export function session(name) {
  if (!sessions.has(name)) {
    const file = new URL(`./${name}.onnx`, import.meta.url).href;
    sessions.set(name, ort.InferenceSession.create(file, { executionProviders: ["wasm"] }));
  }
  return sessions.get(name);
}

/** A batch of one image. */
export function tensor(values, channels, side) {
  return new ort.Tensor("float32", values, [1, channels, side, side]);
}

/** A batch of one row. */
export function row(values) {
  return new ort.Tensor("float32", Float32Array.from(values), [1, values.length]);
}

/** Red, green and blue of a square canvas, from low to 1. */
export function planes(canvas, low) {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const plane = canvas.width * canvas.height;
  const values = new Float32Array(3 * plane);
  for (let i = 0; i < plane; i++) {
    for (let c = 0; c < 3; c++) {
      values[c * plane + i] = (data[4 * i + c] / 255) * (1 - low) + low;
    }
  }
  return values;
}
