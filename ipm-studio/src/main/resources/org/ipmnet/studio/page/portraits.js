// SPDX-License-Identifier: Apache-2.0
import * as api from './api.js';
import { say } from './language.js';

const isForgotten = problem => problem.status === 404;

/** A photo of the page, target or look; the studio may forget its copy and is then sent it again. */
class Portrait {
  #sending = null;
  #picture = null;

  constructor({ key, photo = null, preview = null }) {
    this.key = key;
    this.photo = photo;
    this.preview = preview;
  }

  /** Sees to it that the studio has been sent this; gives what it tells of it. */
  async hold() {
    if (this.photo) return this.photo;
    this.#sending ??= this.send().finally(() => { this.#sending = null; });
    this.photo = await this.#sending;
    return this.photo;
  }

  /** Sends this again if the studio has forgotten it. */
  async renew() {
    try {
      if (this.photo) await api.photo(this.photo.id);
    } catch (problem) {
      if (!isForgotten(problem)) throw problem;
      this.photo = null;
    }
    return this.hold();
  }

  /** The address of the upright, small picture; the same one until close(). */
  picture() {
    this.#picture ??= this.#loadPicture().catch(problem => {
      this.#picture = null;
      throw problem;
    });
    return this.#picture;
  }

  async #loadPicture() {
    this.preview ??= await withHeld([this], ([id]) => api.preview(id));
    return URL.createObjectURL(this.preview);
  }

  /** Lets go of the picture, here and in the studio. */
  async close() {
    this.#picture?.then(URL.revokeObjectURL, () => {});
    // The studio forgets by itself what it is not asked for, so a failure here costs nothing.
    if (this.photo) await api.removePhoto(this.photo.id).catch(() => {});
  }
}

/** A photo of the user's. */
export class OwnPortrait extends Portrait {
  constructor({ name, file, ...rest }) {
    super(rest);
    this.name = name;
    this.file = file;
  }

  get own() { return true; }

  send() {
    return api.patiently(() => api.addPhoto(this.file));
  }
}

/** One of the looks that the studio brings along; it knows them by their places in its list. */
export class DrawnPortrait extends Portrait {
  constructor({ place, ...rest }) {
    super(rest);
    this.place = place;
  }

  get own() { return false; }
  get name() { return say('drawnLook', { number: this.place + 1 }); }

  async send() {
    const photo = (await api.drawnLooks())[this.place];
    if (!photo) throw new api.Problem({ status: 410, detail: this.name });
    return photo;
  }
}

/** Asks with the ids of portraits; if the studio has forgotten some of them, they are sent and it is asked once more. */
export async function withHeld(portraits, ask) {
  const ids = async photos => (await Promise.all(photos)).map(photo => photo.id);
  const first = await ids(portraits.map(portrait => portrait.hold()));
  try {
    return await ask(first);
  } catch (problem) {
    if (!isForgotten(problem)) throw problem;
    return ask(await ids(portraits.map(portrait => portrait.renew())));
  }
}
