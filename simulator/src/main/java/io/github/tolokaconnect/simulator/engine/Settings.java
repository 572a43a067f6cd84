package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.reading.Readings;

/**
 * What a simulation is to be like.
 *
 * @param fixture the world that it starts from
 * @param operationTime how long an operation takes
 * @param quotas what the account may do
 * @param poolLimits what the platform allows a pool
 * @param seed where its chance comes from: times of operations, order of operation logs, ids, people and their answers
 * @param staffing who answers its tasks
 * @param readings how the gaps of the published sources are read
 */
public record Settings(
        Fixture fixture,
        OperationTime operationTime,
        Quotas quotas,
        PoolLimits poolLimits,
        long seed,
        Staffing staffing,
        Readings readings) {
    /** The demo fixture, the published quotas, seed 1, and nobody who answers. */
    public static final Settings DEFAULT = new Settings(
            Fixture.demo(),
            OperationTime.DEFAULT,
            Quotas.PUBLISHED,
            PoolLimits.PUBLISHED,
            1,
            Staffing.NONE,
            Readings.DEFAULT);

    /** Reads the specifications of the fixture in the same way as everything else. */
    public Settings {
        fixture = fixture.under(readings);
    }

    /** The same with another fixture. */
    public Settings withFixture(Fixture newFixture) {
        return new Settings(newFixture, operationTime, quotas, poolLimits, seed, staffing, readings);
    }

    /** The same with other times of operations. */
    public Settings withOperationTime(OperationTime newOperationTime) {
        return new Settings(fixture, newOperationTime, quotas, poolLimits, seed, staffing, readings);
    }

    /** The same with other quotas. */
    public Settings withQuotas(Quotas newQuotas) {
        return new Settings(fixture, operationTime, newQuotas, poolLimits, seed, staffing, readings);
    }

    /** The same with other limits of pools. */
    public Settings withPoolLimits(PoolLimits newLimits) {
        return new Settings(fixture, operationTime, quotas, newLimits, seed, staffing, readings);
    }

    /** The same with another seed. */
    public Settings withSeed(long newSeed) {
        return new Settings(fixture, operationTime, quotas, poolLimits, newSeed, staffing, readings);
    }

    /** The same with other people. */
    public Settings withStaffing(Staffing newStaffing) {
        return new Settings(fixture, operationTime, quotas, poolLimits, seed, newStaffing, readings);
    }

    /** The same with other readings. */
    public Settings withReadings(Readings newReadings) {
        return new Settings(fixture, operationTime, quotas, poolLimits, seed, staffing, newReadings);
    }
}
