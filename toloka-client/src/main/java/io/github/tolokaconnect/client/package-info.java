/** The API, called: a small port, one HTTP implementation, pacing and observation. */
@NullMarked
package io.github.tolokaconnect.client;

import org.jspecify.annotations.NullMarked;
