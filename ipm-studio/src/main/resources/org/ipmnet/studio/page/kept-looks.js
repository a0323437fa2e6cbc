// SPDX-License-Identifier: Apache-2.0
import { OwnPortrait } from './portraits.js';

const STORE = 'looks';

function finished(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

let opened = null;

function open() {
  if (!opened) {
    const request = indexedDB.open('ipm-studio', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' });
    opened = finished(request);
  }
  return opened;
}

async function store(mode) {
  return (await open()).transaction(STORE, mode).objectStore(STORE);
}

/** The user's own looks of former visits, the newest first. They are kept in this browser only. */
export async function keptLooks() {
  const records = await finished((await store('readonly')).getAll());
  return records.sort((one, other) => other.added - one.added).map(record => new OwnPortrait(record));
}

export async function keepLook({ key, name, file, photo, preview }) {
  await finished((await store('readwrite')).put({ key, name, file, photo, preview, added: Date.now() }));
}

export async function dropLook(key) {
  await finished((await store('readwrite')).delete(key));
}
