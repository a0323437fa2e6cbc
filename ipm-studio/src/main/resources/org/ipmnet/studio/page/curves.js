// SPDX-License-Identifier: Apache-2.0

const SVG = 'http://www.w3.org/2000/svg';
const HEIGHT = 280;
const EDGE = { left: 56, right: 12, top: 12, bottom: 28 };
// Losses that differ by more than this would lie on the ground of a linear scale.
const WORTH_A_LOG = 30;

const drawn = (tag, attributes, text = '') => {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.textContent = text;
  return node;
};

export const readable = value => Number(value.toPrecision(3)).toString();

/** Round numbers, about five of them. */
function linearTicks(least, most) {
  const rough = (most - least) / 4 || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(each => each >= rough);
  const ticks = [];
  for (let count = Math.ceil(least / step); count * step <= most; count++) ticks.push(count * step);
  return ticks;
}

function logTicks(least, most) {
  const ticks = [];
  for (let power = Math.ceil(Math.log10(least)); power <= Math.log10(most); power++) ticks.push(10 ** power);
  return ticks.length > 1 ? ticks : [least, most];
}

/** The scale of values: logarithmic where all are positive and far apart. */
function scaleOf(losses) {
  const values = Object.values(losses).flat().map(([, value]) => value).filter(Number.isFinite);
  const least = Math.min(...values);
  const most = Math.max(...values);
  const log = least > 0 && most / least > WORTH_A_LOG;
  const measure = log ? Math.log10 : value => value;
  const height = measure(most) - measure(least) || 1;
  return {
    log,
    ticks: log ? logTicks(least, most) : linearTicks(least, most),
    share: value => (measure(value) - measure(least)) / height,
  };
}

/**
 * Curves of losses by iteration, drawn for a width in CSS pixels. Each has its place among all names as its class, so that the others
 * keep their colours when one is hidden.
 */
export function curves(losses, { names, label, width }) {
  const scale = scaleOf(losses);
  const iterations = Object.values(losses).flat().map(([iteration]) => iteration);
  const first = Math.min(...iterations);
  const last = Math.max(...iterations);
  const across = iteration => EDGE.left + ((iteration - first) / (last - first || 1)) * (width - EDGE.left - EDGE.right);
  const down = value => HEIGHT - EDGE.bottom - scale.share(value) * (HEIGHT - EDGE.top - EDGE.bottom);

  const chart = drawn('svg', { viewBox: `0 0 ${width} ${HEIGHT}`, role: 'img', 'aria-label': label, class: 'curves' });
  for (const tick of scale.ticks) {
    chart.append(
      drawn('line', { x1: EDGE.left, x2: width - EDGE.right, y1: down(tick), y2: down(tick), class: 'grid' }),
      drawn('text', { x: EDGE.left - 8, y: down(tick) + 4, class: 'value' }, readable(tick)));
  }
  for (const iteration of linearTicks(first, last)) {
    chart.append(drawn('text', { x: across(iteration), y: HEIGHT - 8, class: 'iteration' }, readable(iteration)));
  }
  for (const [name, points] of Object.entries(losses)) {
    const line = points.filter(([, value]) => Number.isFinite(value))
      .map(([iteration, value]) => `${across(iteration).toFixed(1)},${down(value).toFixed(1)}`);
    chart.append(drawn('polyline', { points: line.join(' '), class: `curve curve-${names.indexOf(name) % 8}` }));
  }
  return { chart, log: scale.log };
}
