// SPDX-License-Identifier: Apache-2.0

const LARGEST = 8;
const STEP = 1.5;

const between = (least, value, most) => Math.min(Math.max(value, least), most);

/** Zoom and place of the picture in its stage; offsets are those of its centre from the stage's, in CSS pixels. */
export class View extends EventTarget {
  #stage;
  #frame;
  #x = 0;
  #y = 0;
  scale = 1;

  constructor(stage, frame) {
    super();
    this.#stage = stage;
    this.#frame = frame;
    new ResizeObserver(() => this.#place()).observe(stage);
    new ResizeObserver(() => this.#place()).observe(frame);
  }

  get zoomed() { return this.scale > 1; }

  /** Where the picture begins and ends across the stage, and the part of it that is seen. */
  get extent() {
    const width = this.#frame.offsetWidth * this.scale;
    const left = (this.#stage.clientWidth - width) / 2 + this.#x;
    return {
      left, width,
      seenLeft: Math.max(left, 0),
      seenRight: Math.min(left + width, this.#stage.clientWidth),
    };
  }

  /** Zooms so that the point, given from the stage's centre, stays where it is. */
  zoomTo(scale, point = { x: 0, y: 0 }) {
    const wanted = between(1, scale, LARGEST);
    const factor = wanted / this.scale;
    this.#x = point.x - (point.x - this.#x) * factor;
    this.#y = point.y - (point.y - this.#y) * factor;
    this.scale = wanted;
    this.#place();
  }

  zoomIn(point) { this.zoomTo(this.scale * STEP, point); }
  zoomOut(point) { this.zoomTo(this.scale / STEP, point); }
  reset() { this.zoomTo(1); }

  panBy(x, y) {
    this.#x += x;
    this.#y += y;
    this.#place();
  }

  #place() {
    const spare = (picture, stage) => Math.max(0, (picture * this.scale - stage) / 2);
    const spareX = spare(this.#frame.offsetWidth, this.#stage.clientWidth);
    const spareY = spare(this.#frame.offsetHeight, this.#stage.clientHeight);
    this.#x = between(-spareX, this.#x, spareX);
    this.#y = between(-spareY, this.#y, spareY);
    this.#frame.style.transform = `translate(${this.#x}px, ${this.#y}px) scale(${this.scale})`;
    this.#frame.style.setProperty('--zoom', this.scale);
    this.#stage.classList.toggle('zoomed', this.zoomed);
    this.dispatchEvent(new Event('change'));
  }
}
