// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.dataset;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.ipmnet.data.image.Resize;
import org.ipmnet.data.sample.Face;

/**
 * Faces at working size, decoded once, up to a budget of memory. What came first stays: training
 * goes round and round, where dropping the face used longest ago would always drop the next one.
 */
final class FaceCache {
  private final FaceReader reader;
  private final Resize resize;
  private final AtomicLong budget;
  private final Map<FaceFile, Face> faces = new ConcurrentHashMap<>();

  FaceCache(FaceReader reader, Resize resize, long bytes) {
    this.reader = reader;
    this.resize = resize;
    this.budget = new AtomicLong(bytes);
  }

  /** The face, from memory or from disk. */
  Face get(FaceFile file) {
    Face known = faces.get(file);
    if (known != null) {
      return known;
    }
    Face face = reader.read(file).atWorkingSize(resize);
    if (budget.addAndGet(-face.bytes()) < 0) {
      budget.addAndGet(face.bytes());
    } else if (faces.putIfAbsent(file, face) != null) {
      budget.addAndGet(face.bytes()); // another thread was first
    }
    return face;
  }
}
