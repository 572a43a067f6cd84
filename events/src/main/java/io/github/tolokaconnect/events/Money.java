package io.github.tolokaconnect.events;

import java.math.BigDecimal;

/**
 * An amount of money.
 *
 * @param currency ISO 4217 code
 * @param amount amount in that currency, a decimal string on the wire
 */
public record Money(String currency, BigDecimal amount) {}
