// SPDX-License-Identifier: Apache-2.0
import { StudioGone } from './api.js';

/** The server-sent events of a body. EventSource is of no use here, as it can send no token. */
export async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let unread = '';
  let event = { name: 'message', data: [] };
  for (;;) {
    const { value, done } = await reader.read().catch(() => {
      throw new StudioGone();
    });
    if (done) return;
    const lines = (unread + value).split('\n');
    unread = lines.pop();
    for (const line of lines.map(each => each.replace(/\r$/, ''))) {
      if (line === '') {
        if (event.data.length) yield { name: event.name, data: JSON.parse(event.data.join('\n')) };
        event = { name: 'message', data: [] };
        continue;
      }
      const [, field, text] = line.match(/^([^:]*):? ?(.*)$/);
      if (field === 'event') event.name = text;
      if (field === 'data') event.data.push(text);
    }
  }
}
