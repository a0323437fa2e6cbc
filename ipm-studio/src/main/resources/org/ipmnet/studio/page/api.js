// SPDX-License-Identifier: Apache-2.0
import { authorization } from './token.js';

/** What the studio says is wrong, as problem+json. */
export class Problem extends Error {
  constructor(told, retryAfter = 1) {
    super(told.detail);
    this.status = told.status;
    this.told = told;
    this.retryAfter = retryAfter;
  }
}

/** The studio does not answer. */
export class StudioGone extends Error {}

async function problemOf(response) {
  const told = await response.json().catch(() => ({}));
  const retryAfter = Number(response.headers.get('Retry-After')) || 1;
  return new Problem({ detail: `${response.status} ${response.statusText}`, ...told, status: response.status }, retryAfter);
}

async function reachable(promise) {
  try {
    return await promise;
  } catch {
    throw new StudioGone();
  }
}

async function request(path, { headers, ...options } = {}) {
  const response = await reachable(
    fetch(`/api/v1${path}`, { ...options, headers: { ...headers, ...authorization() }, cache: 'no-store' }));
  if (!response.ok) throw await problemOf(response);
  return response;
}

const json = async (path, options) => reachable((await request(path, options)).json());
const blob = async (path, options) => reachable((await request(path, options)).blob());
const posted = body => ({ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
const photoPath = id => `/photos/${encodeURIComponent(id)}`;
const jobPath = id => `/jobs/${encodeURIComponent(id)}`;

export const models = () => json('/models');
export const drawnLooks = () => json('/looks');
export const photo = id => json(photoPath(id));
export const preview = id => blob(`${photoPath(id)}/preview`);
export const removePhoto = id => request(photoPath(id), { method: 'DELETE' });
export const startJob = async body => (await json('/jobs', posted(body))).id;
export const jobEvents = async id => (await request(`${jobPath(id)}/events`, { headers: { Accept: 'text/event-stream' } })).body;
export const jobResult = id => blob(`${jobPath(id)}/result`);
export const run = () => json('/run');
export const sampleSheet = name => blob(`/run/samples/${encodeURIComponent(name)}`);

export async function transfer(body) {
  const response = await request('/transfer', posted(body));
  const iteration = response.headers.get('Checkpoint-Iteration');
  return { picture: await reachable(response.blob()), iteration: iteration === null ? null : Number(iteration) };
}

export function addPhoto(file) {
  const type = file.type.startsWith('image/') ? file.type : 'application/octet-stream';
  return json('/photos', { method: 'POST', headers: { 'Content-Type': type }, body: file });
}

/** Asks again as often as the studio says that it is too busy, at the pace it asks for. */
export async function patiently(ask, stillWanted = () => true) {
  for (;;) {
    try {
      return await ask();
    } catch (problem) {
      if (problem.status !== 429 || !stillWanted()) throw problem;
      await new Promise(resolve => setTimeout(resolve, problem.retryAfter * 1000));
      if (!stillWanted()) throw problem;
    }
  }
}
