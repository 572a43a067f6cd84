/**
 * A Kafka cluster inside this JVM: one broker, Connect workers, and the plugin archives that they load. Called by the quickstart and by
 * the integration tests, from any thread. The only package that touches Kafka's internals, each kind of them in one class.
 */
@NullMarked
package io.github.tolokaconnect.quickstart.cluster;

import org.jspecify.annotations.NullMarked;
