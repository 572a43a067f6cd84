/**
 * Turns sink records into tasks: finds the pool, checks what can be checked without a request, and keeps the record's own
 * bytes. Called by the sink task on Connect's thread; pure, except that it is given Connect's data types.
 */
@NullMarked
package io.github.tolokaconnect.connector.intake;

import org.jspecify.annotations.NullMarked;
