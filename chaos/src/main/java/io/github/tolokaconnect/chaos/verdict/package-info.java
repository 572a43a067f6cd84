/**
 * What a run proved: everything that could be seen from outside, record by record, and the counts that follow from it. Pure: values
 * in, values out. Called by the run from its one thread.
 */
@NullMarked
package io.github.tolokaconnect.chaos.verdict;

import org.jspecify.annotations.NullMarked;
