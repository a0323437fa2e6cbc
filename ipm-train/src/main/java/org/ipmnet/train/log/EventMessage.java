// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.nd4j.shade.protobuf.CodedOutputStream;

/**
 * TensorFlow's {@code Event} protocol buffer, as far as scalars and images need it. ND4J ships the
 * protobuf runtime but not this message, and its published classes would clash with ND4J's, so the
 * fields are written by number (tensorflow/core/util/event.proto, framework/summary.proto).
 */
final class EventMessage {
  private static final int EVENT_WALL_TIME = 1;
  private static final int EVENT_STEP = 2;
  private static final int EVENT_FILE_VERSION = 3;
  private static final int EVENT_SUMMARY = 5;
  private static final int EVENT_SESSION_LOG = 7;
  private static final int SESSION_LOG_STATUS = 1;
  private static final int SESSION_LOG_START = 1;
  private static final int SUMMARY_VALUE = 1;
  private static final int VALUE_TAG = 1;
  private static final int VALUE_SIMPLE = 2;
  private static final int VALUE_IMAGE = 4;
  private static final int IMAGE_HEIGHT = 1;
  private static final int IMAGE_WIDTH = 2;
  private static final int IMAGE_COLORSPACE = 3;
  private static final int IMAGE_ENCODED = 4;
  private static final int COLORSPACE_RGB = 3;

  private EventMessage() {}

  /** What every event file begins with. */
  static byte[] fileVersion(double seconds) {
    return event(seconds, 0, out -> out.writeString(EVENT_FILE_VERSION, "brain.Event:2"));
  }

  /** Makes TensorBoard forget what earlier files of the folder hold from {@code step} on. */
  static byte[] start(double seconds, long step) {
    byte[] log = message(out -> out.writeEnum(SESSION_LOG_STATUS, SESSION_LOG_START));
    return event(seconds, step, out -> out.writeByteArray(EVENT_SESSION_LOG, log));
  }

  /** Scalars of one step, all in one event. */
  static byte[] scalars(double seconds, long step, Map<String, Double> values) {
    byte[] summary =
        message(
            out -> {
              for (Map.Entry<String, Double> entry : values.entrySet()) {
                byte[] value =
                    message(
                        fields -> {
                          fields.writeString(VALUE_TAG, entry.getKey());
                          fields.writeFloat(VALUE_SIMPLE, entry.getValue().floatValue());
                        });
                out.writeByteArray(SUMMARY_VALUE, value);
              }
            });
    return event(seconds, step, out -> out.writeByteArray(EVENT_SUMMARY, summary));
  }

  /** A picture of one step, already encoded as PNG. */
  static byte[] image(double seconds, long step, String tag, int width, int height, byte[] png) {
    byte[] image =
        message(
            out -> {
              out.writeInt32(IMAGE_HEIGHT, height);
              out.writeInt32(IMAGE_WIDTH, width);
              out.writeInt32(IMAGE_COLORSPACE, COLORSPACE_RGB);
              out.writeByteArray(IMAGE_ENCODED, png);
            });
    byte[] value =
        message(
            out -> {
              out.writeString(VALUE_TAG, tag);
              out.writeByteArray(VALUE_IMAGE, image);
            });
    byte[] summary = message(out -> out.writeByteArray(SUMMARY_VALUE, value));
    return event(seconds, step, out -> out.writeByteArray(EVENT_SUMMARY, summary));
  }

  private interface Fields {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  private static byte[] event(double seconds, long step, Fields what) {
    return message(
        out -> {
          out.writeDouble(EVENT_WALL_TIME, seconds);
          if (step != 0) {
            out.writeInt64(EVENT_STEP, step);
          }
          what.writeTo(out);
        });
  }

  private static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      fields.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }
}
