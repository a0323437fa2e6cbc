// SPDX-License-Identifier: Apache-2.0
/**
 * Makeup transfer in a program of your own: pictures in, pictures out, nothing on disk but the
 * model. Start here:
 *
 * <pre>{@code
 * try (MakeupTransfer transfer = MakeupTransfer.open(Path.of("runs/paper"))) {
 *   Reference look = transfer.reference(FacePhoto.decode(jpeg)); // its style, computed once
 *   Target target = transfer.target(FacePhoto.decode(png)); // its face, found once
 *   BufferedImage full = target.paint(look).picture();
 *   BufferedImage light = target.paint(look.atStrength(0.5)).picture();
 * }
 * }</pre>
 *
 * <p>{@link org.ipmnet.eval.makeup.MakeupTransfer} opens a model and is for all threads of a
 * program; {@link org.ipmnet.eval.makeup.FacePhoto} is what goes in, with a parsing map or without,
 * {@link org.ipmnet.eval.makeup.Makeover} what comes out. What a user can mend is an {@link
 * org.ipmnet.core.UserError} of one line, such as {@link org.ipmnet.eval.makeup.NoFaceFound}. Files
 * and folders are made up by {@code org.ipmnet.eval.transfer}.
 *
 * <p>Arrays of the networks lie outside the Java heap. JavaCPP bounds that memory by the heap's
 * size unless the program is started with {@code -Dorg.bytedeco.javacpp.maxBytes=0
 * -Dorg.bytedeco.javacpp.maxPhysicalBytes=0}.
 */
package org.ipmnet.eval.makeup;
