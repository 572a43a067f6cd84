/**
 * What goes wrong on purpose: rules that say which requests meet which fault, and the plan that decides it, request by request. It
 * has no thread, no clock and no HTTP; time comes in as an argument and chance from a seed. One thread at a time may use a plan;
 * rules and verdicts are values. The engine and the HTTP shell carry the verdicts out.
 */
@NullMarked
package io.github.tolokaconnect.simulator.fault;

import org.jspecify.annotations.NullMarked;
