package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The requester and the money that is left. */
final class Account {
    private final ObjectNode requester;
    private @Nullable BigDecimal balance;

    /** An account with the balance of the fixture's requester; one that states none has money without end. */
    Account(Fixture fixture) {
        this.requester = fixture.requester();
        this.balance =
                requester.path("balance").isNumber() ? requester.path("balance").decimalValue() : null;
    }

    boolean canPay(BigDecimal amount) {
        return balance == null || balance.compareTo(amount) >= 0;
    }

    void pay(BigDecimal amount) {
        if (balance != null) {
            balance = balance.subtract(amount);
        }
    }

    /** The account as the API shows it; never changed. */
    ObjectNode toJson() {
        return balance == null ? requester : requester.deepCopy().put("balance", balance);
    }

    boolean hasMoney() {
        return requester.path("balance").decimalValue().signum() > 0;
    }
}
