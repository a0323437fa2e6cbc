// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * A command of a front end: a module over the public API that lies beside this one. Its class has
 * picocli's {@code @Command} and is named in {@code META-INF/services}; {@code ipm} has it as soon
 * as its jar is on the class path. What it returns is the exit code.
 */
public interface FrontEnd extends Callable<Integer> {

  /** Those that are there, which are not made for that. */
  static Stream<Class<?>> commands() {
    return ServiceLoader.load(FrontEnd.class).stream().map(ServiceLoader.Provider::type);
  }
}
