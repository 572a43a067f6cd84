package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.reading.Readings;

/**
 * What a simulation is to be like.
 *
 * @param fixture the world that it starts from
 * @param operationTime how long an operation takes
 * @param quotas what the account may do
 * @param seed where its chance comes from: times of operations, order of operation logs, ids
 * @param readings how the gaps of the published sources are read
 */
public record Settings(Fixture fixture, OperationTime operationTime, Quotas quotas, long seed, Readings readings) {
    /** The demo fixture, the published quotas, and seed 1. */
    public static final Settings DEFAULT =
            new Settings(Fixture.demo(), OperationTime.DEFAULT, Quotas.PUBLISHED, 1, Readings.DEFAULT);

    /** Reads the specifications of the fixture in the same way as everything else. */
    public Settings {
        fixture = fixture.under(readings);
    }

    /** The same with another fixture. */
    public Settings withFixture(Fixture newFixture) {
        return new Settings(newFixture, operationTime, quotas, seed, readings);
    }

    /** The same with other times of operations. */
    public Settings withOperationTime(OperationTime newOperationTime) {
        return new Settings(fixture, newOperationTime, quotas, seed, readings);
    }

    /** The same with other quotas. */
    public Settings withQuotas(Quotas newQuotas) {
        return new Settings(fixture, operationTime, newQuotas, seed, readings);
    }

    /** The same with another seed. */
    public Settings withSeed(long newSeed) {
        return new Settings(fixture, operationTime, quotas, newSeed, readings);
    }

    /** The same with other readings. */
    public Settings withReadings(Readings newReadings) {
        return new Settings(fixture, operationTime, quotas, seed, newReadings);
    }
}
