package io.github.tolokaconnect.simulator.reading;

import java.util.Locale;

/**
 * A question that the published sources leave open, and two answers to it. The first is what the simulator does unless told
 * otherwise; with the second one a client can be tried against the platform's other possible self.
 */
public enum Reading {
    // How a task gets its overlap.
    POOL_DEFAULT_OVERLAP(
            "Pool's default overlap, for a task without one, with allow_defaults=false",
            "ignored",
            "not applied: the task lacks an overlap",
            "applied",
            "applied, as with allow_defaults=true",
            "API reference contradicts itself"),
    MISSING_OVERLAP(
            "Error of a task that gets no overlap from anywhere",
            "value-required",
            "overlap: VALUE_REQUIRED",
            "integer-expected",
            "overlap: INTEGER_EXPECTED",
            "silent"),
    OVERLAP_BESIDE_INFINITE(
            "A number as overlap beside infinite_overlap: true; an explicit null is always fine",
            "refused",
            "overlap: VALUE_NOT_ALLOWED",
            "ignored",
            "the overlap is infinite",
            "silent; kit refuses the pair itself"),

    // What a task may look like.
    UNKNOWN_TASK_KEYS(
            "Unknown top-level keys of a task that do not begin with __",
            "refused",
            "VALUE_NOT_ALLOWED",
            "accepted",
            "treated like keys that begin with __",
            "silent; kit source shows that __ keys are accepted"),
    READ_ONLY_KEYS(
            "id, created and remaining_overlap in a task that is sent",
            "ignored",
            "of no effect, though echoed in the operation log",
            "refused",
            "VALUE_NOT_ALLOWED",
            "API reference calls them read-only and says no more; both official clients send them"),
    ORIGIN_TASK_ID(
            "origin_task_id in a task that is sent",
            "accepted",
            "kept and shown",
            "refused",
            "VALUE_NOT_ALLOWED",
            "older API reference lists it as a request field, newer one and kit source as read-only"),
    MISSING_INPUT_VALUES(
            "A task without input_values",
            "refused",
            "input_values: VALUE_REQUIRED",
            "empty",
            "like an empty object: each required field of the project is reported",
            "required in the older API reference, not in the newer one"),
    POOL_ID_NUMBER(
            "pool_id as a JSON number",
            "refused",
            "pool_id: STRING_EXPECTED",
            "accepted",
            "taken for the string of its digits",
            "silent; API reference types it as a string"),
    FIELD_REQUIRED(
            "A field of a project's specification that does not say whether it is required",
            "yes",
            "required",
            "no",
            "not required",
            "API reference and kit source say required, guide says not required"),
    JSON_FIELDS(
            "Value of a field of type json",
            "object",
            "a JSON object",
            "string",
            "a string that holds JSON",
            "API reference says object, guide compares it to a string"),
    BLANK_STRINGS(
            "An empty or blank string in a required field of type string",
            "accepted",
            "a value like any other",
            "refused",
            "BLANK_STRING_NOT_ALLOWED",
            "silent; kit source lists the code"),
    SOLUTION_FIELDS(
            "Required output fields that a known or baseline solution leaves out",
            "required",
            "VALUE_REQUIRED",
            "optional",
            "fine",
            "silent"),

    // What a request may look like.
    EMPTY_ARRAY(
            "An empty array of tasks",
            "refused",
            "400 VALIDATION_ERROR without payload",
            "accepted",
            "nothing is created, successfully",
            "silent"),
    SIZE_LIMIT(
            "Too many bytes of input_values or output_values in one request",
            "413",
            "413 ENTITY_TOO_LARGE",
            "400",
            "400 VALIDATION_ERROR, input_values: OBJECT_SIZE_BYTES_GREATER_THAN_MAX",
            "API reference states the limit, not the error; kit source and Java SDK source list the codes"),
    COUNTED_BYTES(
            "What counts as the bytes of input_values and output_values",
            "compact",
            "their UTF-8 JSON without white space between tokens",
            "as-sent",
            "their UTF-8 JSON as it was sent",
            "silent"),
    UNKNOWN_PARAMETERS(
            "Query parameters that a call does not have",
            "ignored",
            "of no effect",
            "refused",
            "400, VALUE_NOT_ALLOWED at their names",
            "silent"),
    LIST_LIMIT(
            "Largest limit of a list",
            "reference",
            "300",
            "kit",
            "100,000 tasks, 500 operations, 300 otherwise",
            "API reference says 300, kit source says more"),
    LIMIT_BEYOND(
            "A limit beyond the largest",
            "refused",
            "400, limit: VALUE_GREATER_THAN_MAX",
            "lowered",
            "the largest is used",
            "silent"),
    TASKS_OF_UNKNOWN_POOL(
            "GET /tasks of a pool that does not exist",
            "empty",
            "an empty page",
            "404",
            "404 DOES_NOT_EXIST",
            "silent"),

    // Identity of operations.
    MALFORMED_OPERATION_ID(
            "operation_id that is no UUID",
            "refused",
            "400, operation_id: UUID_EXPECTED",
            "accepted",
            "taken as it is, unless it is empty",
            "silent: API reference asks for a UUID, its example is none"),
    SYNC_OPERATION_ID(
            "operation_id with async_mode=false",
            "ignored",
            "not even looked at",
            "enforced",
            "must be new and is remembered, though no operation stands behind it",
            "API reference says that it is for async_mode=true, kit's changelog hints at more"),
    OPERATION_LIFETIME(
            "How long an operation and its id are remembered",
            "unlimited",
            "for good",
            "month",
            "until one month after its end; then it does not exist, and its id is free",
            "silent"),
    REPLAY_WITH_OTHER_BODY(
            "A replayed operation_id with another body",
            "conflict",
            "409 OPERATION_ALREADY_EXISTS, as with the same body",
            "invalid",
            "400, operation_id: INVALID_VALUE",
            "silent"),

    // Pools and money.
    POOL_ERRORS(
            "Tasks for a pool that does not exist, or is somebody else's",
            "field",
            "a field error of the task: pool_id: ENTITY_DOES_NOT_EXIST, or ENTITY_ACCESS_DENIED",
            "request",
            "404 DOES_NOT_EXIST, or 403 ACCESS_DENIED, for the whole request",
            "silent"),
    MIXER_CONFIG(
            "When tasks for a pool without mixer_config are refused",
            "submission",
            "at once, 409 MIXER_CONFIG_REQUIRED",
            "operation",
            "asynchronous ones by their operation: FAIL, with an entry in the log for each task",
            "guide says that it is needed, Java SDK source has the code"),
    ZERO_PRICE(
            "When general tasks for a pool that pays nothing are refused",
            "submission",
            "at once, 409 POOL_TASK_TYPE_CONFLICT",
            "operation",
            "asynchronous ones by their operation: FAIL, with an entry in the log for each task",
            "API reference says that it is so, Java SDK source has the code"),
    ARCHIVED_POOL(
            "Tasks for an archived pool",
            "inappropriate-status",
            "409 INAPPROPRIATE_STATUS with appropriate_statuses",
            "pool-inappropriate-status",
            "409 POOL_INAPPROPRIATE_STATUS",
            "silent; API reference and Java SDK source have a code each"),
    BALANCE_TO_CREATE(
            "Creating tasks without money",
            "allowed",
            "allowed",
            "refused",
            "409 NOT_ENOUGH_BALANCE while the balance is not above 0",
            "silent"),

    // Answers to the creation of tasks.
    ARRAY_ERRORS(
            "Payload of the 400 for an array of tasks",
            "nested",
            "index, and below it field paths",
            "dotted",
            "field paths that begin with the index",
            "silent; kit source nests, siblings of the API have dots"),
    ASYNC_STATUS(
            "Status of an accepted asynchronous request",
            "202",
            "202",
            "201",
            "201",
            "API reference lists 201 only, Java SDK source takes 202 only"),

    // Operations and their logs.
    OPERATION_DETAILS(
            "details of an operation that created tasks",
            "counters",
            "five counters",
            "items-count",
            "items_count alone",
            "API reference shows counters, fixtures of both SDKs items_count"),
    ALL_INVALID(
            "Status of an operation with skip_invalid_items=true that has no valid task",
            "success",
            "SUCCESS",
            "fail",
            "FAIL",
            "silent"),
    FAILED_OPENING(
            "Status of an operation that created its tasks and could not open a pool",
            "by-skip",
            "SUCCESS with skip_invalid_items=true, FAIL otherwise",
            "fail",
            "FAIL",
            "silent"),
    ABORTED_TASKS(
            "Valid tasks of an operation that failed over invalid ones, in its log",
            "unlisted",
            "no entry",
            "listed",
            "TASK_VALIDATE, no success, BATCH_REJECTED",
            "silent; kit source assumes no entry"),
    FAILURE_OUTPUT(
            "output of an invalid task in the log",
            "flat",
            "field paths and their errors",
            "envelope",
            "code, message, and the field errors as payload",
            "API reference and kit's recordings show the first, Java SDK's fixtures the second"),
    UNFINISHED_LOG(
            "Log of an operation that has not ended; its tasks come to be all at its end",
            "empty",
            "an empty array",
            "conflict",
            "409 CONFLICT_STATE",
            "silent"),
    OTHER_LOG(
            "Log of an operation that creates no tasks",
            "conflict",
            "409 INVALID_OPERATION_TYPE",
            "empty",
            "an empty array",
            "silent; kit source lists the code"),
    ARCHIVED_LOG(
            "Log of an operation that ended a month ago or earlier",
            "409",
            "409 OPERATION_LOGS_ARCHIVED",
            "404",
            "404 DOES_NOT_EXIST",
            "API reference says that logs are kept for a month, kit source has the code"),
    MARKER_KEYS(
            "Keys that begin with __ when a task is read",
            "hidden",
            "not shown, except in the operation log",
            "shown",
            "shown",
            "silent"),

    // Who asks, and how often.
    BAD_CREDENTIAL(
            "Missing or unknown credential",
            "401",
            "401 AUTHENTICATION_ERROR",
            "403",
            "403 ACCESS_DENIED",
            "API reference has no 401, kit source has the code"),
    TASK_QUOTA(
            "What the task quotas count",
            "tasks",
            "tasks",
            "requests",
            "requests that create tasks",
            "API reference says tasks in the text, requests in the table"),
    INVALID_TASKS(
            "Invalid tasks of a request that passes the checks of body and pools, in the task quotas",
            "counted",
            "counted",
            "free",
            "not counted",
            "silent"),
    QUOTA_PAYLOAD(
            "payload of a 429",
            "interval",
            "interval MIN or DAY for task quotas, none for requests per second",
            "limit",
            "the same, with the limit",
            "kit source reads interval"),
    RETRY_AFTER(
            "Retry-After of a 429",
            "absent",
            "not sent",
            "sent",
            "sent: seconds until the window turns, at least 1",
            "silent"),
    REQUEST_IDS(
            "Form of request_id in an error",
            "uuid",
            "a UUID",
            "hex",
            "32 hex digits",
            "API reference shows the first, kit's recordings the second");

    private final String question;
    private final String standardName;
    private final String standardText;
    private final String otherName;
    private final String otherText;
    private final String source;

    Reading(
            String question,
            String standardName,
            String standardText,
            String otherName,
            String otherText,
            String source) {
        this.question = question;
        this.standardName = standardName;
        this.standardText = standardText;
        this.otherName = otherName;
        this.otherText = otherText;
        this.source = source;
    }

    /** What it is called on a command line. */
    public String flag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is open. */
    public String question() {
        return question;
    }

    /** The answer that the simulator gives unless told otherwise. */
    public Choice standard() {
        return new Choice(standardName, standardText);
    }

    /** The answer that it gives when told so. */
    public Choice other() {
        return new Choice(otherName, otherText);
    }

    /** What the published sources say about it; where none is named, they are silent. */
    public String source() {
        return source;
    }
}
