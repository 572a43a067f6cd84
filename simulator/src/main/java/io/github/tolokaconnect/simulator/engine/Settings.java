package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.fixture.Fixture;

/**
 * What a simulation is to be like.
 *
 * @param fixture the world that it starts from
 * @param operationTime how long an operation takes
 * @param quotas what the account may do
 * @param seed where its chance comes from: times of operations, order of operation logs, ids, people and their answers
 * @param staffing who answers its tasks
 */
public record Settings(Fixture fixture, OperationTime operationTime, Quotas quotas, long seed, Staffing staffing) {
    /** The demo fixture, the published quotas, seed 1, and nobody who answers. */
    public static final Settings DEFAULT =
            new Settings(Fixture.demo(), OperationTime.DEFAULT, Quotas.PUBLISHED, 1, Staffing.NONE);

    /** The same with another fixture. */
    public Settings withFixture(Fixture newFixture) {
        return new Settings(newFixture, operationTime, quotas, seed, staffing);
    }

    /** The same with other times of operations. */
    public Settings withOperationTime(OperationTime newOperationTime) {
        return new Settings(fixture, newOperationTime, quotas, seed, staffing);
    }

    /** The same with other quotas. */
    public Settings withQuotas(Quotas newQuotas) {
        return new Settings(fixture, operationTime, newQuotas, seed, staffing);
    }

    /** The same with another seed. */
    public Settings withSeed(long newSeed) {
        return new Settings(fixture, operationTime, quotas, newSeed, staffing);
    }

    /** The same with other people. */
    public Settings withStaffing(Staffing newStaffing) {
        return new Settings(fixture, operationTime, quotas, seed, newStaffing);
    }
}
