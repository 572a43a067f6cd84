package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The requester and the money that is left. */
final class Account {
    private ObjectNode requester;
    private @Nullable BigDecimal balance;

    /** An account with the balance of the fixture's requester; one that states none has money without end. */
    Account(Fixture fixture) {
        this.requester = fixture.requester();
        this.balance =
                requester.path("balance").isNumber() ? requester.path("balance").decimalValue() : null;
    }

    /** Whether the balance covers so much. */
    boolean canPay(BigDecimal amount) {
        return balance == null || balance.compareTo(amount) >= 0;
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
        if (balance != null) {
            balance = balance.subtract(amount);
            // A copy, because the one so far may be on its way to a client.
            requester = requester.deepCopy().put("balance", balance);
        }
    }

    /** The account as the API shows it; never changed. */
    ObjectNode toJson() {
        return requester;
    }

    /** Whether there is any money. */
    boolean hasMoney() {
        return balance == null || balance.signum() > 0;
    }
}
