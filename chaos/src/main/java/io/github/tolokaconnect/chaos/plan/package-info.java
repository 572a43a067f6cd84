/**
 * When which disturbance happens: a list made from a seed before anything runs. Pure: values in, values out. Called by the run, which
 * carries the list out.
 */
@NullMarked
package io.github.tolokaconnect.chaos.plan;

import org.jspecify.annotations.NullMarked;
