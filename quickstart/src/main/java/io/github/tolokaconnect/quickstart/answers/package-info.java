/**
 * The receiver of the platform's notifications: verifies that they come from the platform, fetches the assignments that they name, and
 * writes one record for each answer. What a notification and an assignment mean is pure; the receiver runs on threads of its HTTP server.
 */
@NullMarked
package io.github.tolokaconnect.quickstart.answers;

import org.jspecify.annotations.NullMarked;
