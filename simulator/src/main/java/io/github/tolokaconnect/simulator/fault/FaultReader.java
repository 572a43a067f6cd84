package io.github.tolokaconnect.simulator.fault;

import io.github.tolokaconnect.simulator.fixture.PoolId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the {@code do} of a rule: the kind of a fault and its parameters, which all have defaults. */
final class FaultReader {
    private static final Map<String, Kind> KINDS = new TreeMap<>(Map.ofEntries(
            Map.entry("request-delayed", kind(at -> new NetworkFault.RequestDelayed(millis(at, 1_000)), "ms")),
            Map.entry(
                    "too-many-requests",
                    kind(
                            at -> new AnsweringFault.TooManyRequests(
                                    at.field("interval")
                                            .choice(List.of(QuotaInterval.values()))
                                            .orElse(null),
                                    number(at, "retry_after", 0, Ranges.MAX_SECONDS)),
                            "interval",
                            "retry_after")),
            Map.entry("server-error", kind(FaultReader::serverError, "status", "body", "retry_after")),
            Map.entry(
                    "token-revoked",
                    kind(
                            at -> new AnsweringFault.TokenRevoked(at.field("status")
                                    .choice(Ranges.TOKEN_ERRORS)
                                    .orElse(401)),
                            "status")),
            Map.entry("reset-before-answer", kind(at -> new AnsweringFault.ResetBeforeAnswer())),
            Map.entry("operation-stuck", kind(at -> new PlatformFault.OperationStuck())),
            Map.entry("operation-failed", kind(at -> new PlatformFault.OperationFailed())),
            Map.entry("id-forgotten", kind(at -> new PlatformFault.IdForgotten())),
            Map.entry(
                    "invalidate-items",
                    kind(
                            at -> new PlatformFault.InvalidateItems(
                                    share(at),
                                    at.field("field").text().orElse("input_values"),
                                    at.field("code").text().orElse("INVALID_VALUE")),
                            "share",
                            "field",
                            "code")),
            Map.entry(
                    "archive-pool",
                    kind(
                            at -> new PlatformFault.ArchivePool(
                                    at.field("pool").parsed(PoolId::new).orElse(null)),
                            "pool")),
            Map.entry(
                    "use-up-quota",
                    kind(
                            at -> new PlatformFault.UseUpQuota(at.field("interval")
                                    .choice(Ranges.TASK_QUOTAS)
                                    .orElse(QuotaInterval.DAY)),
                            "interval")),
            Map.entry("log-partial", kind(at -> new LogFault.LogPartial(share(at)), "share")),
            Map.entry("log-shuffled", kind(at -> new LogFault.LogShuffled())),
            Map.entry("log-duplicated", kind(at -> new LogFault.LogDuplicated(share(at)), "share")),
            Map.entry("log-without-markers", kind(at -> new LogFault.LogWithoutMarkers())),
            Map.entry("log-envelopes", kind(at -> new LogFault.LogEnvelopes())),
            Map.entry("answer-delayed", kind(at -> new NetworkFault.AnswerDelayed(millis(at, 1_000)), "ms")),
            Map.entry("answer-lost", kind(at -> new NetworkFault.AnswerLost())),
            Map.entry(
                    "reset-in-answer",
                    kind(at -> new NetworkFault.ResetInAnswer(number(at, "bytes", 0, Ranges.MAX_BYTES)), "bytes")),
            Map.entry(
                    "answer-truncated",
                    kind(at -> new NetworkFault.AnswerTruncated(number(at, "bytes", 0, Ranges.MAX_BYTES)), "bytes")),
            Map.entry("slow-drip", kind(FaultReader::slowDrip, "bytes", "ms"))));

    private FaultReader() {}

    private record Kind(Function<RuleField, Fault> reader, List<String> fields) {}

    /** The names of all kinds, sorted. */
    static List<String> kinds() {
        return List.copyOf(KINDS.keySet());
    }

    /** The fault that {@code at} describes; null if there is none such, which is noted. */
    static @Nullable Fault read(RuleField at) {
        if (at.isAbsent() || !at.has("fault")) {
            at.refuse("must be an object with fault, one of " + String.join(", ", KINDS.keySet()));
            return null;
        }
        RuleField name = at.field("fault");
        Kind kind = name.choice(kinds()).map(KINDS::get).orElse(null);
        if (kind == null) {
            name.refuse(Ranges.oneOf(kinds()));
            return null;
        }
        at.allow(kind.fields().toArray(String[]::new));
        return kind.reader().apply(at);
    }

    private static Fault serverError(RuleField at) {
        int status = at.field("status").choice(Ranges.SERVER_ERRORS).orElse(503);
        // A gateway that has no answer to pass on makes up a page of its own.
        ErrorBody usual = status == 502 || status == 504 ? ErrorBody.HTML : ErrorBody.JSON;
        ErrorBody body = at.field("body").choice(List.of(ErrorBody.values())).orElse(usual);
        return new AnsweringFault.ServerError(status, body, number(at, "retry_after", 0, Ranges.MAX_SECONDS));
    }

    private static Fault slowDrip(RuleField at) {
        Integer bytes = number(at, "bytes", 1, Ranges.MAX_BYTES);
        return new NetworkFault.SlowDrip(bytes == null ? 16 : bytes, millis(at, 100));
    }

    private static Duration millis(RuleField at, long usual) {
        return Duration.ofMillis(at.field("ms").whole(1, Ranges.MAX_MILLIS).orElse(usual));
    }

    private static double share(RuleField at) {
        return at.field("share").share().orElse(0.5);
    }

    private static @Nullable Integer number(RuleField at, String name, int min, int max) {
        return at.field(name).whole(min, max).map(Long::intValue).orElse(null);
    }

    private static Kind kind(Function<RuleField, Fault> reader, String... parameters) {
        return new Kind(
                reader, Stream.concat(Stream.of("fault"), Stream.of(parameters)).toList());
    }
}
