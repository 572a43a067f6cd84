package io.github.tolokaconnect.simulator.fault;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.FieldErrors;
import io.github.tolokaconnect.simulator.fixture.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rules from JSON and says, by JSON path, everything that is wrong with them. */
final class RuleReader {
    private final FieldErrors errors = new FieldErrors();
    private final List<FaultRule> rules = new ArrayList<>();

    private RuleReader() {}

    static List<FaultRule> read(String text) {
        try (JsonParser parser = Wire.JSON.createParser(text)) {
            JsonNode json = Wire.tree(parser);
            if (parser.nextToken() != null) {
                throw unreadable("has something after its end");
            }
            return read(json);
        } catch (JsonProcessingException e) {
            throw unreadable("is " + Wire.problem(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FaultRuleException unreadable(String problem) {
        RuleReader reader = new RuleReader();
        new RuleField("$", null, reader.errors).refuse(problem);
        return reader.exception();
    }

    static List<FaultRule> read(JsonNode json) {
        RuleReader reader = new RuleReader();
        if (json.isArray()) {
            for (int index = 0; index < json.size(); index++) {
                reader.readEntry(new RuleField("$[" + index + "]", json.get(index), reader.errors));
            }
        } else {
            reader.readEntry(new RuleField("$", json, reader.errors));
        }
        if (!reader.errors.isEmpty()) {
            throw reader.exception();
        }
        return List.copyOf(reader.rules);
    }

    private FaultRuleException exception() {
        ObjectNode payload = errors.toJson();
        String path = payload.fieldNames().next();
        return new FaultRuleException(
                path + " " + payload.path(path).path("message").textValue(), payload);
    }

    private void readEntry(RuleField entry) {
        if (entry.has("scenario")) {
            entry.allow("scenario");
            entry.field("scenario").parsed(Scenario::named).ifPresent(found -> rules.addAll(found.rules()));
            return;
        }
        entry.allow("name", "when", "do");
        Fault fault = FaultReader.read(entry.field("do"));
        // A rule without a fault cannot be built; what else is wrong with it is still found.
        FaultRule.Builder rule = FaultRule.builder(fault == null ? new NetworkFault.AnswerLost() : fault);
        entry.field("name").text().ifPresent(rule::name);
        readConditions(entry.field("when"), rule);
        if (fault != null) {
            rules.add(rule.build());
        }
    }

    private static void readConditions(RuleField when, FaultRule.Builder rule) {
        if (when.isAbsent()) {
            return;
        }
        when.allow("method", "path", "pool", "nth", "every", "probability", "between", "times");
        when.field("method").text().ifPresent(rule::method);
        when.field("path").accept(rule::path);
        when.field("pool").text().ifPresent(rule::pool);
        when.field("nth").whole(1, Long.MAX_VALUE).ifPresent(rule::nth);
        when.field("every").whole(1, Long.MAX_VALUE).ifPresent(rule::every);
        when.field("times").whole(1, Long.MAX_VALUE).ifPresent(rule::times);
        when.field("probability").share().ifPresent(rule::probability);
        readBetween(when.field("between"), rule);
    }

    private static void readBetween(RuleField between, FaultRule.Builder rule) {
        if (between.isAbsent()) {
            return;
        }
        if (between.size() != 2) {
            between.refuse("must be an array of two moments, from and to; null for an open end");
            return;
        }
        rule.between(moment(between.item(0)), moment(between.item(1)));
    }

    private static @Nullable Moment moment(RuleField item) {
        return item.isAbsent() ? null : item.parsed(Moment::parse).orElse(null);
    }
}
