package io.github.tolokaconnect.it;

import java.util.Map;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The contract suite against a real account, when there is one; it creates tasks there. See docs/simulator/testing.md. */
@ExtendWith(RealAccountIT.Described.class)
class RealAccountIT extends AccountContract {

    @Override
    Map<String, String> environment() {
        return System.getenv();
    }

    /** Whether the environment says anything of an account; if it says too little, the suite fails and is not skipped. */
    static final class Described implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return evaluate(System.getenv());
        }

        static ConditionEvaluationResult evaluate(Map<String, String> environment) {
            return RealAccount.isAbsent(environment)
                    ? ConditionEvaluationResult.disabled(
                            "no account to test: not set are " + String.join(", ", RealAccount.missing(environment)))
                    : ConditionEvaluationResult.enabled("the environment describes an account");
        }
    }
}
