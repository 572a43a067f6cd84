package io.github.tolokaconnect.simulator.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something that goes wrong on the platform while it carries the request out. */
public sealed interface PlatformFault extends Fault {
    @Override
    default Place place() {
        return Place.INSIDE;
    }

    /** The operation stays RUNNING until the rule is removed; then it ends. */
    record OperationStuck() implements PlatformFault {
        @Override
        public String kind() {
            return "operation-stuck";
        }

        @Override
        public Set<Aspect> needs() {
            return Set.of(Aspect.STARTS_OPERATION);
        }
    }

    /** The operation creates nothing and ends as FAIL, with an empty operation log. */
    record OperationFailed() implements PlatformFault {
        @Override
        public String kind() {
            return "operation-failed";
        }

        @Override
        public Set<Aspect> needs() {
            return Set.of(Aspect.STARTS_OPERATION);
        }
    }

    /** The operation that the request names is forgotten, and the id is free again; what the operation does or did stays. */
    record IdForgotten() implements PlatformFault {
        @Override
        public String kind() {
            return "id-forgotten";
        }

        @Override
        public Set<Aspect> needs() {
            return Set.of(Aspect.NAMES_OPERATION);
        }
    }

    /**
     * Some of the valid tasks are said to be invalid, the same ones each time.
     *
     * @param share which part of them, above 0 and up to 1
     * @param field the path of the field error
     * @param code the code of the field error
     */
    record InvalidateItems(double share, String field, String code) implements PlatformFault {
        /** Checks the ranges. */
        public InvalidateItems {
            Ranges.checkShare(share);
        }

        @Override
        public String kind() {
            return "invalidate-items";
        }

        @Override
        public Set<Aspect> needs() {
            return Set.of(Aspect.CREATES_TASKS);
        }

        @Override
        public void putInto(ObjectNode json) {
            json.put("share", share).put("field", field).put("code", code);
        }
    }

    /**
     * Pools are archived before the request is answered.
     *
     * @param pool the pool, null for those that the request concerns
     */
    record ArchivePool(@Nullable PoolId pool) implements PlatformFault {
        @Override
        public String kind() {
            return "archive-pool";
        }

        @Override
        public Set<Aspect> needs() {
            return pool == null ? Set.of(Aspect.CONCERNS_POOL) : Set.of();
        }

        @Override
        public void putInto(ObjectNode json) {
            json.put("pool", pool == null ? null : pool.value());
        }
    }

    /**
     * A task quota is used up before the request is answered, until its window ends.
     *
     * @param interval what the quota counts by: the minute or the day
     */
    record UseUpQuota(QuotaInterval interval) implements PlatformFault {
        /** Checks the ranges. */
        public UseUpQuota {
            Ranges.checkChoice(interval, Ranges.TASK_QUOTAS);
        }

        @Override
        public String kind() {
            return "use-up-quota";
        }

        @Override
        public void putInto(ObjectNode json) {
            json.put("interval", interval.name());
        }
    }
}
