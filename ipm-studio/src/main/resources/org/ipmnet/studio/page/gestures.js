// SPDX-License-Identifier: Apache-2.0

// Below this a movement is a click, such as on a face.
const SLACK = 4;
const PAN_STEP = 40;
const ARROWS = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

const distance = ([one, other]) => Math.hypot(one.x - other.x, one.y - other.y);
const middle = ([one, other]) => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });

/** Pointers, wheel and keys over the picture: the divider is dragged, a zoomed picture is moved, two fingers zoom. */
export function gestures(stage, view, compare) {
  const pointers = new Map();
  let drag = null;

  const fromLeft = event => event.clientX - stage.getBoundingClientRect().left;
  const fromCentre = ({ x, y }) => {
    const box = stage.getBoundingClientRect();
    return { x: x - box.left - box.width / 2, y: y - box.top - box.height / 2 };
  };

  stage.addEventListener('pointerdown', event => {
    if (event.button !== 0) return;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const grip = event.target.closest('#divider') !== null;
    drag = { x: event.clientX, y: event.clientY, moves: grip, divides: grip || !view.zoomed };
    if (grip) stage.setPointerCapture(event.pointerId);
  });

  stage.addEventListener('pointermove', event => {
    const former = pointers.get(event.pointerId);
    if (!former) return;
    const present = { x: event.clientX, y: event.clientY };
    if (pointers.size === 2) {
      const apart = distance([...pointers.values()]);
      pointers.set(event.pointerId, present);
      const both = [...pointers.values()];
      view.zoomTo((view.scale * distance(both)) / apart, fromCentre(middle(both)));
      drag = null;
      return;
    }
    pointers.set(event.pointerId, present);
    if (!drag) return;
    if (!drag.moves && Math.hypot(present.x - drag.x, present.y - drag.y) > SLACK) {
      drag.moves = true;
      stage.setPointerCapture(event.pointerId);
    }
    if (!drag.moves) return;
    if (drag.divides) compare.drag(fromLeft(event));
    else view.panBy(present.x - former.x, present.y - former.y);
  });

  const release = event => {
    pointers.delete(event.pointerId);
    drag = null;
  };
  for (const end of ['pointerup', 'pointercancel']) stage.addEventListener(end, release);

  // Only with Ctrl, as a pinch on a touch pad is told too, so that the page still scrolls.
  stage.addEventListener('wheel', event => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    view.zoomTo(view.scale * Math.exp(-event.deltaY / 300), fromCentre({ x: event.clientX, y: event.clientY }));
  }, { passive: false });

  stage.addEventListener('keydown', event => {
    if (!view.zoomed || !(event.key in ARROWS) || event.target.closest('#divider')) return;
    event.preventDefault();
    const [x, y] = ARROWS[event.key];
    view.panBy(x * PAN_STEP, y * PAN_STEP);
  });
}
