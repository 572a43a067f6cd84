package io.github.tolokaconnect.chaos;

import io.github.tolokaconnect.chaos.verdict.RecordId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A record of the run, made from its number alone. About one in fifty is invalid: some refused before a request, some by the platform.
 *
 * @param flaw what is wrong with it, if something is
 */
record SourceRecord(RecordId id, String topic, String value, Optional<Flaw> flaw) {

    /** Source topics, used in turn. */
    static final List<String> TOPICS = List.of("chaos.tasks.a", "chaos.tasks.b");

    /** Pools of the fixture, used in turn. */
    static final List<String> POOLS = List.of("501", "502", "503", "504");

    private static final int RECORDS_PER_FLAW = 50;
    private static final int FIRST_FLAW = 17;

    /** A way in which a record is invalid. */
    enum Flaw {
        /** Refused by the platform. */
        REQUIRED_FIELD_MISSING("{\"pool_id\":\"%2$s\",\"overlap\":1,\"input_values\":{\"record\":\"%1$s\"}}"),
        /** Refused before a request. */
        NO_JSON("{\"pool_id\":\"%2$s\",\"input_values\":{\"record\":\"%1$s\","),
        /** Refused by the platform. */
        BAD_URL(
                "{\"pool_id\":\"%2$s\",\"overlap\":1,\"input_values\":{\"record\":\"%1$s\",\"image\":\"%1$s, folder\"}}"),
        /** Refused before a request: nothing says where it belongs. */
        NO_POOL("{\"input_values\":{\"record\":\"%1$s\",\"image\":\"https://images.example.com/%1$s.jpg\"}}"),
        /** Refused by the platform. */
        UNKNOWN_POOL("{\"pool_id\":\"404404\",\"overlap\":1,\"input_values\":{\"record\":\"%1$s\","
                + "\"image\":\"https://images.example.com/%1$s.jpg\"}}");

        private final String form;

        Flaw(String form) {
            this.form = form;
        }
    }

    private static final String VALID = "{\"pool_id\":\"%2$s\",\"overlap\":1,\"input_values\":{\"record\":\"%1$s\","
            + "\"image\":\"https://images.example.com/%1$s.jpg\"}}";

    static SourceRecord of(long number) {
        var id = new RecordId(number);
        var flaw = flaw(number);
        var pool = POOLS.get((int) (number / TOPICS.size() % POOLS.size()));
        var value = String.format(Locale.ROOT, flaw.map(known -> known.form).orElse(VALID), id, pool);
        return new SourceRecord(id, TOPICS.get((int) (number % TOPICS.size())), value, flaw);
    }

    private static Optional<Flaw> flaw(long number) {
        if (number % RECORDS_PER_FLAW != FIRST_FLAW) {
            return Optional.empty();
        }
        var flaws = Flaw.values();
        return Optional.of(flaws[(int) (number / RECORDS_PER_FLAW % flaws.length)]);
    }
}
