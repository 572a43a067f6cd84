package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.client.PoolStatus;
import io.github.tolokaconnect.client.TolokaApi;
import io.github.tolokaconnect.client.TolokaApiContract;
import io.github.tolokaconnect.client.http.HttpTolokaApi;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The contract suite with an account that environment variables describe; the pool must be closed, so that nobody is paid for its tasks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AccountContract extends TolokaApiContract {

    private RealAccount account;
    private TolokaApi api;

    abstract Map<String, String> environment();

    @BeforeAll
    void connect() {
        account = RealAccount.from(environment());
        api = HttpTolokaApi.connect(account.connection());
        assertThat(accepted(api.pool(pool())).status())
                .as("status of pool %s, whose tasks workers would be paid for if it were open; close it", pool())
                .isEqualTo(PoolStatus.CLOSED);
    }

    @AfterAll
    void disconnect() {
        if (api != null) {
            api.close();
        }
    }

    @Override
    protected TolokaApi api() {
        return api;
    }

    @Override
    protected PoolId pool() {
        return account.pool();
    }

    @Override
    protected Map<String, Object> validInput(int n) {
        return account.validInput(n);
    }

    @Override
    protected Map<String, Object> invalidInput() {
        return account.invalidInput();
    }

    @Override
    protected UUID freshId() {
        // wiring: the platform remembers the ids of all runs there ever were
        return UUID.randomUUID();
        // end of wiring
    }
}
