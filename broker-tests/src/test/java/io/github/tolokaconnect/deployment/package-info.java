/** Checks of {@code config/}: every file is parsed by what reads it, and every key is one that the code knows. */
@NullMarked
package io.github.tolokaconnect.deployment;

import org.jspecify.annotations.NullMarked;
