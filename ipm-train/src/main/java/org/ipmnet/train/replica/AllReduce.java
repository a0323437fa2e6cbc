// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.replica;

import java.util.List;
import org.ipmnet.train.replica.ClusterConfig.GradientForm;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The mean of all workers' arrays, the same bits in each: every worker adds up one share of the row
 * of numbers, in the order of ranks, and sends its mean to the others. A worker sends and receives
 * 2 (N - 1) / N times the row, as in a ring, in two messages to each.
 */
final class AllReduce {
  /** Floats that are in the heap at once. */
  private static final int BUCKET = 1 << 22;

  private final Peers peers;
  private final int bucket;
  private long bytes;
  private long nanos;

  AllReduce(Peers peers) {
    this(peers, BUCKET);
  }

  /** The same with so many floats at once. */
  AllReduce(Peers peers, int bucket) {
    this.peers = peers;
    this.bucket = bucket;
  }

  /** Replaces arrays of floats by their means over all workers. */
  void average(List<INDArray> arrays) {
    average(new FloatRow(arrays), GradientForm.FLOAT32, null);
  }

  /**
   * The same with numbers that travel rounded to half precision.
   *
   * @param errors [n], as long as all arrays: what rounding has taken away so far; it is added to
   *     what travels, and what rounding takes away now is put there
   */
  void averageHalf(List<INDArray> arrays, INDArray errors) {
    average(new FloatRow(arrays), GradientForm.FLOAT16, new FloatRow(List.of(errors)));
  }

  private void average(FloatRow row, GradientForm form, FloatRow errors) {
    long began = System.nanoTime();
    long length = row.length();
    for (long from = 0; from < length; from += bucket) {
      int n = (int) Math.min(bucket, length - from);
      float[] own = new float[n];
      row.read(from, own, n);
      float[] error = new float[errors == null ? 0 : n];
      if (errors != null) {
        errors.read(from, error, n);
      }
      average(own, form, error);
      row.write(from, own, n);
      if (errors != null) {
        errors.write(from, error, n);
      }
    }
    nanos += System.nanoTime() - began;
  }

  private void average(float[] own, GradientForm form, float[] error) {
    int rank = peers.rank();
    for (int other = 0; other < peers.size(); other++) {
      if (other != rank) {
        send(other, Packed.of(form, own, begin(own, other), begin(own, other + 1), error));
      }
    }
    int begin = begin(own, rank);
    int end = begin(own, rank + 1);
    float[] mean = new float[end - begin];
    for (int from = 0; from < peers.size(); from++) { // in the order of ranks: the same everywhere
      if (from == rank) {
        for (int i = 0; i < mean.length; i++) {
          mean[i] += own[begin + i];
        }
      } else {
        Packed.add(form, peers.receive(from), mean);
      }
    }
    float share = 1f / peers.size();
    for (int i = 0; i < mean.length; i++) {
      own[begin + i] = mean[i] * share;
    }
    byte[] packed = Packed.of(form, own, begin, end, error);
    for (int other = 0; other < peers.size(); other++) {
      if (other != rank) {
        send(other, packed);
      }
    }
    for (int from = 0; from < peers.size(); from++) {
      byte[] means = from == rank ? packed : peers.receive(from);
      Packed.unpack(form, means, own, begin(own, from), begin(own, from + 1));
    }
  }

  /** Where a worker's share begins. */
  private int begin(float[] row, int rank) {
    return (int) ((long) row.length * rank / peers.size());
  }

  private void send(int rank, byte[] message) {
    bytes += message.length;
    peers.send(rank, message);
  }

  /** Bytes that this worker has sent. */
  long bytes() {
    return bytes;
  }

  /** How long averaging has taken, in nanoseconds, with waiting for the others. */
  long nanos() {
    return nanos;
  }
}
