package io.github.tolokaconnect.streams.stats;

import java.util.List;

/** Everything that is counted, with the labels that tell its parts apart. Times are seconds. */
public enum Metric {
    DECISIONS("labeling.decisions", Kind.COUNTER, 1_000, "Predictions decided on.", "route", "verdict", "reason"),
    TASKS_CREATED("toloka.tasks.created", Kind.COUNTER, 400, "Tasks that exist on the platform.", "connector", "pool"),
    DUPLICATE_TASKS(
            "labeling.duplicate.tasks",
            Kind.COUNTER,
            400,
            "Tasks that exist beside another one of the same source record: none, unless something is wrong.",
            "connector",
            "pool"),
    TASKS_REJECTED(
            "toloka.tasks.rejected",
            Kind.COUNTER,
            2_000,
            "Records that were refused.",
            "connector",
            "pool",
            "code",
            "stage"),
    ERRORS(
            "labeling.errors",
            Kind.COUNTER,
            1_000,
            "Reasons of refusals, with events that show them.",
            "code",
            "path",
            "pool"),
    RECORD_LATENCY(
            "toloka.record.latency",
            Kind.HISTOGRAM,
            400,
            "From a record's timestamp to its task.",
            "connector",
            "pool"),
    SUBMIT_LATENCY(
            "labeling.submit.latency",
            Kind.HISTOGRAM,
            400,
            "From a record's timestamp to the request that asked for its task.",
            "connector",
            "pool"),
    OPERATIONS_SUBMITTED(
            "labeling.operations.submitted", Kind.COUNTER, 400, "Operations that were sent.", "connector", "pool"),
    OPERATIONS(
            "toloka.operations",
            Kind.COUNTER,
            2_000,
            "Operations that ended.",
            "connector",
            "pool",
            "status",
            "outcome"),
    OPERATION_DURATION(
            "toloka.operation.duration",
            Kind.HISTOGRAM,
            200,
            "Where the time of an operation went.",
            "connector",
            "phase"),
    OPERATION_ERRORS(
            "labeling.operation.errors",
            Kind.COUNTER,
            1_000,
            "Requests that the platform refused, and operations that it failed, by what has to change.",
            "connector",
            "pool",
            "class",
            "code"),
    QUOTA_EXCEEDED(
            "toloka.quota.exceeded",
            Kind.COUNTER,
            200,
            "Requests that the platform refused for want of quota.",
            "connector",
            "code"),
    LABELS(
            "labeling.labels",
            Kind.COUNTER,
            1_000,
            "Labels that people gave, by what the model had said.",
            "pool",
            "model",
            "version",
            "agrees"),
    LABEL_LATENCY("labeling.label.latency", Kind.HISTOGRAM, 400, "From a task to its label.", "pool"),
    REPAIRS("labeling.repairs", Kind.COUNTER, 200, "What was done with refused records.", "class", "action"),
    QUARANTINE(
            "labeling.quarantine.size",
            Kind.GAUGE,
            200,
            "Refused records that entered (positive) and left (negative) the quarantine: the total is what it holds.",
            "class"),
    PARKED(
            "labeling.parked.size",
            Kind.GAUGE,
            200,
            "Refused records that entered and left the parking: the total is what it holds.",
            "class"),
    UNREADABLE("labeling.events.unreadable", Kind.COUNTER, 200, "Events that could not be read.", "topic", "reason"),
    DUPLICATES(
            "labeling.events.duplicate",
            Kind.COUNTER,
            100,
            "Events that came again under an id that was known.",
            "topic"),
    LATE(
            "labeling.events.late",
            Kind.COUNTER,
            100,
            "Events that came too late to be counted where they belong.",
            "topic");

    private final String name;
    private final Kind kind;
    private final int mostSeries;
    private final String meaning;
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

    Metric(String name, Kind kind, int mostSeries, String meaning, String... labels) {
        this.name = name;
        this.kind = kind;
        this.mostSeries = mostSeries;
        this.meaning = meaning;
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

    /** What it says, in a sentence. */
    public String meaning() {
        return meaning;
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
