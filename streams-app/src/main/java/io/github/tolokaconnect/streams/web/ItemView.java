package io.github.tolokaconnect.streams.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.streams.correlate.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The life of an item in the API: one list, in the order of time. */
record ItemView(String asOf, String itemId, String state, List<Entry> timeline) {

    /**
     * Something that happened to it.
     *
     * @param kind decision, task, refusal or label
     * @param at when
     * @param what what happened, in a sentence
     * @param ids ids by what they are of: event, task, operation, pool
     * @param facts the rest of what is known, by name
     */
    record Entry(String kind, String at, String what, Map<String, String> ids, Map<String, Object> facts) {}

    /** What was decided on an item's predictions, oldest first. */
    record DecisionsView(String asOf, String itemId, List<Entry> decisions) {}

    static ItemView of(Item item, String asOf) {
        List<Entry> timeline = new ArrayList<>();
        item.decisions().forEach(choice -> timeline.add(decision(choice)));
        item.tasks().forEach(task -> timeline.add(task(task)));
        item.refusals().forEach(refusal -> timeline.add(refusal(refusal)));
        item.labels().forEach(label -> timeline.add(label(label)));
        // The sort is stable: of what happened at the same time, causes come before effects.
        timeline.sort(Comparator.comparing(Entry::at));
        return new ItemView(asOf, item.itemId(), state(item, timeline), timeline);
    }

    static DecisionsView decisions(Item item, String asOf) {
        return new DecisionsView(
                asOf,
                item.itemId(),
                item.decisions().stream().map(ItemView::decision).toList());
    }

    private static String state(Item item, List<Entry> timeline) {
        if (!item.labels().isEmpty()) {
            return "labelled";
        }
        if (timeline.isEmpty()) {
            return "unknown";
        }
        Entry last = timeline.get(timeline.size() - 1);
        if (last.kind().equals("refusal")) {
            return "refused";
        }
        if (!item.tasks().isEmpty()) {
            return "created";
        }
        return String.valueOf(last.facts().get("verdict")).equals("SELECTED") ? "selected" : "left-out";
    }

    private static Entry decision(Item.Choice choice) {
        Map<String, Object> facts = new LinkedHashMap<>();
        put(facts, "verdict", choice.verdict());
        put(facts, "reason", choice.reason());
        put(facts, "route", choice.route());
        put(facts, "rule", choice.rule());
        put(facts, "model", choice.model());
        put(facts, "version", choice.version());
        put(facts, "prediction", Json.orNull(choice.prediction()));
        String why = choice.rule() == null ? choice.reason() : choice.rule();
        String route = choice.route() == null ? "" : " by route " + choice.route();
        String what = switch (choice.verdict()) {
            case "SELECTED" -> "Selected" + route + ", because of " + why + ".";
            case "SKIPPED" -> "Left out" + route + ": " + choice.reason() + ".";
            default -> "Not usable" + route + ": " + choice.reason() + ".";
        };
        return new Entry(
                "decision",
                Json.time(choice.at()),
                what,
                Map.of("event", choice.eventId().toString()),
                facts);
    }

    private static Entry task(Item.Task task) {
        Map<String, String> ids = new LinkedHashMap<>();
        ids.put("task", task.taskId());
        ids.put("pool", task.poolId());
        ids.put("operation", task.operationId().toString());
        ids.put("event", task.eventId().toString());
        return new Entry(
                "task",
                Json.time(task.at()),
                "Became task " + task.taskId() + " in pool " + task.poolId() + ".",
                ids,
                Map.of("attempt", task.attempt()));
    }

    private static Entry refusal(Item.Refusal refusal) {
        Map<String, String> ids = new LinkedHashMap<>();
        if (refusal.poolId() != null) {
            ids.put("pool", refusal.poolId());
        }
        ids.put("event", refusal.eventId().toString());
        Map<String, Object> facts = new LinkedHashMap<>();
        put(facts, "class", refusal.errorClass());
        put(facts, "code", refusal.code());
        put(facts, "path", refusal.path());
        put(facts, "attempt", refusal.attempt());
        return new Entry(
                "refusal",
                Json.time(refusal.at()),
                "Refused with " + refusal.code() + (refusal.path() == null ? "." : " at " + refusal.path() + "."),
                ids,
                facts);
    }

    private static Entry label(Item.Answered label) {
        Map<String, String> ids = new LinkedHashMap<>();
        ids.put("task", label.taskId());
        ids.put("event", label.eventId().toString());
        Map<String, Object> facts = new LinkedHashMap<>();
        JsonNode said = Json.orNull(label.label());
        put(facts, "label", said);
        put(facts, "agrees", label.agrees());
        Boolean agrees = label.agrees();
        String model = agrees == null ? "" : agrees ? ", as the model had said" : ", other than the model had said";
        return new Entry("label", Json.time(label.at()), "Labelled by people" + model + ".", ids, facts);
    }

    private static void put(Map<String, Object> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value);
        }
    }
}
