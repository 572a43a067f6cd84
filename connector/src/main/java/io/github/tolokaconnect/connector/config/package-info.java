/**
 * The connector's configuration: one small class per group of keys, each with its definitions and the record that the rest
 * of the connector receives. Called while a configuration is validated and once when a sink task starts; holds no state.
 */
@NullMarked
package io.github.tolokaconnect.connector.config;

import org.jspecify.annotations.NullMarked;
