// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.util.List;

/**
 * What made a synthetic set; {@code truth/parameters.json} holds it.
 *
 * @param seed all faces follow from it
 * @param size width and height of every picture in pixels
 * @param targets names of the bare test faces that have truth pictures
 * @param references names of the made-up test faces whose looks they wear
 * @param nonMakeup every bare face
 * @param makeup every made-up face
 */
public record SyntheticParameters(
    long seed,
    int size,
    List<String> targets,
    List<String> references,
    List<SyntheticFace> nonMakeup,
    List<SyntheticFace> makeup) {}
