package io.github.tolokaconnect.simulator.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Something that goes wrong between client and platform. The platform knows nothing of it: the request is carried out. */
public sealed interface NetworkFault extends Fault {
    /** The request waits before it lands, whether or not the client still does. */
    record RequestDelayed(Duration time) implements NetworkFault {
        /** Checks the ranges. */
        public RequestDelayed {
            Ranges.checkWait(time);
        }

        @Override
        public String kind() {
            return "request-delayed";
        }

        @Override
        public Place place() {
            return Place.ARRIVAL;
        }

        @Override
        public void putInto(ObjectNode json) {
            json.put("ms", time.toMillis());
        }
    }

    /** The answer waits before it leaves; the request has been carried out. */
    record AnswerDelayed(Duration time) implements NetworkFault {
        /** Checks the ranges. */
        public AnswerDelayed {
            Ranges.checkWait(time);
        }

        @Override
        public String kind() {
            return "answer-delayed";
        }

        @Override
        public Place place() {
            return Place.DEPARTURE;
        }

        @Override
        public void putInto(ObjectNode json) {
            json.put("ms", time.toMillis());
        }
    }

    /** The request is carried out, and the connection closed without a byte of the answer. */
    record AnswerLost() implements NetworkFault {
        @Override
        public String kind() {
            return "answer-lost";
        }

        @Override
        public Place place() {
            return Place.DELIVERY;
        }
    }

    /**
     * The request is carried out, and the connection reset in the middle of the answer.
     *
     * @param bytes how much of the body is sent, null for half
     */
    record ResetInAnswer(@Nullable Integer bytes) implements NetworkFault {
        /** Checks the ranges. */
        public ResetInAnswer {
            Ranges.checkNumber(bytes, 0, Ranges.MAX_BYTES);
        }

        @Override
        public String kind() {
            return "reset-in-answer";
        }

        @Override
        public Place place() {
            return Place.DELIVERY;
        }

        @Override
        public void putInto(ObjectNode json) {
            json.put("bytes", bytes);
        }
    }

    /**
     * The answer is complete for HTTP, and its JSON stops in the middle.
     *
     * @param bytes how much of the body is sent, null for half
     */
    record AnswerTruncated(@Nullable Integer bytes) implements NetworkFault {
        /** Checks the ranges. */
        public AnswerTruncated {
            Ranges.checkNumber(bytes, 0, Ranges.MAX_BYTES);
        }

        @Override
        public String kind() {
            return "answer-truncated";
        }

        @Override
        public Place place() {
            return Place.DELIVERY;
        }

        @Override
        public void putInto(ObjectNode json) {
            json.put("bytes", bytes);
        }
    }

    /**
     * The body of the answer comes in drops.
     *
     * @param bytes the size of a drop
     * @param pause the time between two drops
     */
    record SlowDrip(int bytes, Duration pause) implements NetworkFault {
        /** Checks the ranges. */
        public SlowDrip {
            Ranges.checkNumber(bytes, 1, Ranges.MAX_BYTES);
            Ranges.checkWait(pause);
        }

        @Override
        public String kind() {
            return "slow-drip";
        }

        @Override
        public Place place() {
            return Place.DELIVERY;
        }

        @Override
        public void putInto(ObjectNode json) {
            json.put("bytes", bytes).put("ms", pause.toMillis());
        }
    }
}
