// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.replica;

import java.util.List;

/**
 * The workers of a training as one of them reaches them. Messages from one worker to another arrive
 * whole and in the order in which they were sent. For one thread.
 */
public interface Peers {
  /** Which of them this one is, from 0. */
  int rank();

  /** How many they are, this one included. */
  int size();

  /**
   * Waits until all have said something.
   *
   * @return what each has said, by rank
   * @throws LostPeer if one is gone or has given up
   */
  List<String> gather(String said);

  /**
   * Sends a message; may return before it has arrived.
   *
   * @param message not changed from here on
   * @throws LostPeer if the other is gone or has given up
   */
  void send(int rank, byte[] message);

  /**
   * Waits for the next message.
   *
   * @throws LostPeer if the other is gone or has given up
   */
  byte[] receive(int rank);
}
