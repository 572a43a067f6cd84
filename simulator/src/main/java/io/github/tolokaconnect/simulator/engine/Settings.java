package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.fixture.Fixture;

/**
 * What a simulation is to be like.
 *
 * @param fixture the world that it starts from
 * @param operationTime how long an operation takes
 * @param quotas what the account may do
 * @param poolLimits what the platform allows a pool
 * @param seed where its chance comes from: times of operations, order of operation logs, ids
 */
public record Settings(Fixture fixture, OperationTime operationTime, Quotas quotas, PoolLimits poolLimits, long seed) {
    /** The demo fixture, the published quotas and limits, and seed 1. */
    public static final Settings DEFAULT =
            new Settings(Fixture.demo(), OperationTime.DEFAULT, Quotas.PUBLISHED, PoolLimits.PUBLISHED, 1);

    /** The same with another fixture. */
    public Settings withFixture(Fixture newFixture) {
        return new Settings(newFixture, operationTime, quotas, poolLimits, seed);
    }

    /** The same with other times of operations. */
    public Settings withOperationTime(OperationTime newOperationTime) {
        return new Settings(fixture, newOperationTime, quotas, poolLimits, seed);
    }

    /** The same with other quotas. */
    public Settings withQuotas(Quotas newQuotas) {
        return new Settings(fixture, operationTime, newQuotas, poolLimits, seed);
    }

    /** The same with other limits of pools. */
    public Settings withPoolLimits(PoolLimits newLimits) {
        return new Settings(fixture, operationTime, quotas, newLimits, seed);
    }

    /** The same with another seed. */
    public Settings withSeed(long newSeed) {
        return new Settings(fixture, operationTime, quotas, poolLimits, newSeed);
    }
}
