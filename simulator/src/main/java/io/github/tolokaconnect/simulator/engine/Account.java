package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Fixture;

/** The requester and the money that is left. */
final class Account {
    private final ObjectNode requester;

    Account(Fixture fixture) {
        this.requester = fixture.requester();
    }

    /** The account as the API shows it; never changed. */
    ObjectNode toJson() {
        return requester;
    }

    boolean hasMoney() {
        return requester.path("balance").decimalValue().signum() > 0;
    }
}
