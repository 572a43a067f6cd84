/** The journal's package against a real broker. All tests of a JVM share one broker; each has topics and ids of its own. */
@NullMarked
package io.github.tolokaconnect.connector.transactions;

import org.jspecify.annotations.NullMarked;
