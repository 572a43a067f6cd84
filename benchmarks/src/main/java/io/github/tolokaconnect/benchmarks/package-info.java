/**
 * Measures the simulator from outside: starts it as a process, drives it over loopback HTTP as a client would, and prints how fast it
 * was and what it took. One thread drives; answers come in on the HTTP client's threads.
 */
@NullMarked
package io.github.tolokaconnect.benchmarks;

import org.jspecify.annotations.NullMarked;
