package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import java.math.BigDecimal;

/** The requester and the money that is left. */
final class Account {
    private ObjectNode requester;
    private BigDecimal balance;

    Account(Fixture fixture) {
        this.requester = fixture.requester();
        this.balance = requester.path("balance").decimalValue();
    }

    BigDecimal balance() {
        return balance;
    }

    /** Whether the balance covers so much. */
    boolean canPay(BigDecimal amount) {
        return balance.compareTo(amount) >= 0;
    }

    /**
     * Takes so much off the balance; who calls it asks the pools afterwards to close for it.
     *
     * @throws IllegalArgumentException if the amount is negative, or more than the balance covers
     */
    void pay(BigDecimal amount) {
        if (amount.signum() < 0 || !canPay(amount)) {
            throw new IllegalArgumentException("a balance of " + balance + " cannot pay " + amount);
        }
        balance = balance.subtract(amount);
        // A copy, because the one so far may be on its way to a client.
        requester = requester.deepCopy().put("balance", balance);
    }

    /** The account as the API shows it; never changed. */
    ObjectNode toJson() {
        return requester;
    }
}
