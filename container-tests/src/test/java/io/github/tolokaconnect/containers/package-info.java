/**
 * The promises of the whole where machines are real ones: brokers, Connect workers and the simulator each in a container, which are stopped,
 * killed and replaced while records stream. One broker and two workers, {@link io.github.tolokaconnect.containers.Site}, are shared by
 * all tests of a JVM that leave the broker alone. Everything that is started carries {@link io.github.tolokaconnect.containers.Mark}.
 */
@NullMarked
package io.github.tolokaconnect.containers;

import org.jspecify.annotations.NullMarked;
