// SPDX-License-Identifier: Apache-2.0

/** Where the cover of a square must be cut so that the largest face is in its middle, as object-position. */
function faceInTheMiddle({ preview, faces: [face] }) {
  const square = Math.min(preview.width, preview.height);
  const percent = (centre, length) => {
    const spare = length - square;
    return spare ? Math.min(Math.max((centre - square / 2) / spare, 0), 1) * 100 : 50;
  };
  return `${percent(face.x, preview.width)}% ${percent(face.y, preview.height)}%`;
}

/** Shows a portrait in a small square. */
export async function thumbnail(image, portrait) {
  if (image.dataset.key === portrait.key) return;
  image.dataset.key = portrait.key;
  image.removeAttribute('src');
  try {
    const picture = await portrait.picture();
    if (image.dataset.key !== portrait.key) return;
    image.src = picture;
    if (portrait.photo) image.style.objectPosition = faceInTheMiddle(portrait.photo);
  } catch {
    // An empty square says enough: what is wrong is told where the portrait is used.
    delete image.dataset.key;
  }
}
