// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cluster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.ipmnet.eval.model.MakeupModels;

/**
 * A value on its way to workers, with all paths in it made absolute: they are started from other
 * folders.
 *
 * @param <T> of records, collections and what else is serializable, and paths, which are not
 */
record Sent<T>(byte[] bytes) implements Serializable {
  static <T> Sent<T> of(T value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new PathsAsText(bytes)) {
      out.writeObject(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Sent<>(bytes.toByteArray());
  }

  /** The value, in a worker. */
  @SuppressWarnings("unchecked") // as it was sent, over the cluster's own connections
  T value() {
    try (ObjectInputStream in = new OfThisProgram(new ByteArrayInputStream(bytes))) {
      return (T) in.readObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class PathsAsText extends ObjectOutputStream {
    PathsAsText(ByteArrayOutputStream out) throws IOException {
      super(out);
      enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object value) {
      if (!(value instanceof Path path)) {
        return value;
      }
      return new PathText(
          path.equals(MakeupModels.BUILT_IN) ? path.toString() : AbsolutePaths.of(path));
    }
  }

  private record PathText(String text) implements Serializable {
    private Object readResolve() {
      return Path.of(text);
    }
  }

  /** Its classes come with the program, which the cluster's class loader has. */
  private static final class OfThisProgram extends ObjectInputStream {
    OfThisProgram(ByteArrayInputStream in) throws IOException {
      super(in);
    }

    @Override
    protected Class<?> resolveClass(java.io.ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(description.getName(), false, Sent.class.getClassLoader());
      } catch (ClassNotFoundException e) {
        return super.resolveClass(description); // a primitive type
      }
    }
  }
}
