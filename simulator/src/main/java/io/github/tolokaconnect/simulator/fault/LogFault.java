package io.github.tolokaconnect.simulator.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Something that is wrong with an operation log as it is read; the log itself stays as it is. */
public sealed interface LogFault extends Fault {
    @Override
    default Place place() {
        return Place.INSIDE;
    }

    @Override
    default Set<Aspect> needs() {
        return Set.of(Aspect.READS_LOG);
    }

    /**
     * Entries are missing from the operation log.
     *
     * @param share which part of them, above 0 and up to 1; at least one entry
     */
    record LogPartial(double share) implements LogFault {
        /** Checks the ranges. */
        public LogPartial {
            Ranges.checkShare(share);
        }

        @Override
        public String kind() {
            return "log-partial";
        }

        @Override
        public void putInto(ObjectNode json) {
            json.put("share", share);
        }
    }

    /** The operation log comes in another order each time. */
    record LogShuffled() implements LogFault {
        @Override
        public String kind() {
            return "log-shuffled";
        }
    }

    /**
     * Entries are in the operation log twice.
     *
     * @param share which part of them, above 0 and up to 1; at least one entry
     */
    record LogDuplicated(double share) implements LogFault {
        /** Checks the ranges. */
        public LogDuplicated {
            Ranges.checkShare(share);
        }

        @Override
        public String kind() {
            return "log-duplicated";
        }

        @Override
        public void putInto(ObjectNode json) {
            json.put("share", share);
        }
    }

    /** The operation log does not echo the keys of a task that begin with two underscores. */
    record LogWithoutMarkers() implements LogFault {
        @Override
        public String kind() {
            return "log-without-markers";
        }
    }

    /** The operation log shows invalid tasks in the other documented form: as an envelope with the field errors as its payload. */
    record LogEnvelopes() implements LogFault {
        @Override
        public String kind() {
            return "log-envelopes";
        }
    }
}
