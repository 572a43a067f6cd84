package io.github.tolokaconnect.streams.stats;

import java.util.List;

/** Everything that is counted, with the labels that tell its parts apart. Times are seconds. */
public enum Metric {
    /** Predictions decided on. */
    DECISIONS("labeling.decisions", Kind.COUNTER, 1_000, "route", "verdict", "reason"),
    /** Tasks that exist on the platform. */
    TASKS_CREATED("toloka.tasks.created", Kind.COUNTER, 400, "connector", "pool"),
    /** Tasks that exist beside another one of the same source record: none, unless something is wrong. */
    DUPLICATE_TASKS("labeling.duplicate.tasks", Kind.COUNTER, 400, "connector", "pool"),
    /** Records that were refused. */
    TASKS_REJECTED("toloka.tasks.rejected", Kind.COUNTER, 2_000, "connector", "pool", "code", "stage"),
    /** Reasons of refusals, with events that show them. */
    ERRORS("labeling.errors", Kind.COUNTER, 1_000, "code", "path", "pool"),
    /** From a record's timestamp to its task. */
    RECORD_LATENCY("toloka.record.latency", Kind.HISTOGRAM, 400, "connector", "pool"),
    /** From a record's timestamp to the request that asked for its task. */
    SUBMIT_LATENCY("labeling.submit.latency", Kind.HISTOGRAM, 400, "connector", "pool"),
    /** Operations that were sent. */
    OPERATIONS_SUBMITTED("labeling.operations.submitted", Kind.COUNTER, 400, "connector", "pool"),
    /** Operations that ended. */
    OPERATIONS("toloka.operations", Kind.COUNTER, 2_000, "connector", "pool", "status", "outcome"),
    /** Where the time of an operation went. */
    OPERATION_DURATION("toloka.operation.duration", Kind.HISTOGRAM, 200, "connector", "phase"),
    /** Requests that the platform refused, and operations that it failed, by what has to change. */
    OPERATION_ERRORS("labeling.operation.errors", Kind.COUNTER, 1_000, "connector", "pool", "class", "code"),
    /** Requests that the platform refused for want of quota. */
    QUOTA_EXCEEDED("toloka.quota.exceeded", Kind.COUNTER, 200, "connector", "code"),
    /** Labels that people gave, by what the model had said. */
    LABELS("labeling.labels", Kind.COUNTER, 1_000, "pool", "model", "version", "agrees"),
    /** From a task to its label. */
    LABEL_LATENCY("labeling.label.latency", Kind.HISTOGRAM, 400, "pool"),
    /** What was done with refused records. */
    REPAIRS("labeling.repairs", Kind.COUNTER, 200, "class", "action"),
    /** Refused records that entered (positive) and left (negative) the quarantine: the total is what it holds. */
    QUARANTINE("labeling.quarantine.size", Kind.GAUGE, 200, "class"),
    /** Refused records that entered and left the parking: the total is what it holds. */
    PARKED("labeling.parked.size", Kind.GAUGE, 200, "class"),
    /** Events that could not be read. */
    UNREADABLE("labeling.events.unreadable", Kind.COUNTER, 200, "topic", "reason"),
    /** Events that came again under an id that was known. */
    DUPLICATES("labeling.events.duplicate", Kind.COUNTER, 100, "topic"),
    /** Events that came too late to be counted where they belong. */
    LATE("labeling.events.late", Kind.COUNTER, 100, "topic");

    private final String name;
    private final Kind kind;
    private final int mostSeries;
    private final String labels;

    /** How values add up. */
    public enum Kind {
        /** Only grows. */
        COUNTER,
        /** Grows and shrinks by what is added to it. */
        GAUGE,
        /** Durations, by bucket. */
        HISTOGRAM
    }

    Metric(String name, Kind kind, int mostSeries, String... labels) {
        this.name = name;
        this.kind = kind;
        this.mostSeries = mostSeries;
        this.labels = String.join(",", labels);
    }

    /** Its name, with dots. */
    public String metricName() {
        return name;
    }

    /** How its values add up. */
    public Kind kind() {
        return kind;
    }

    /** Names of its labels. */
    public List<String> labels() {
        return List.of(labels.split(","));
    }

    /** How many combinations of labels one stream task tells apart; further ones are counted under {@link Labels#OTHER}. */
    int mostSeries() {
        return mostSeries;
    }
}
