package io.github.tolokaconnect.events;

/** Name and version of each kind of event, in the body, in {@code ce_type} and in {@code ce_dataschema}. */
enum EventSchema {
    OPERATION_STATUS("operation-status", "operation.status", OperationStatus.class),
    TASK_CREATED("task-created", "task.created", TaskCreated.class),
    VALIDATION_ERROR("validation-error", "validation.error", ValidationError.class),
    HEARTBEAT("heartbeat", "heartbeat", Heartbeat.class, 1),
    DECISION("decision", "decision", Decision.class),
    TASK_INDEXED("task-index", "task.indexed", TaskIndexed.class),
    LABEL("label", "label", Label.class),
    ALERT("alert", "alert", Alert.class);

    private static final int MAJOR = 1;
    private static final String ADDRESS = "https://tolokaconnect.github.io/toloka-connect/schemas/";

    private final String schemaName;
    private final Class<? extends Event> eventClass;
    private final String id;
    private final String ceType;
    private final String dataSchema;

    EventSchema(String schemaName, String typeName, Class<? extends Event> eventClass) {
        this(schemaName, typeName, eventClass, 0);
    }

    EventSchema(String schemaName, String typeName, Class<? extends Event> eventClass, int minor) {
        this.schemaName = schemaName;
        this.eventClass = eventClass;
        this.id = schemaName + "/" + MAJOR + "." + minor;
        this.ceType = "io.tolokaconnect." + typeName + ".v" + MAJOR;
        this.dataSchema = ADDRESS + id + ".json";
    }

    static EventSchema of(Event event) {
        return of(event.getClass());
    }

    static EventSchema of(Class<? extends Event> eventClass) {
        for (EventSchema schema : values()) {
            if (schema.eventClass == eventClass) {
                return schema;
            }
        }
        throw new AssertionError(eventClass);
    }

    String schemaName() {
        return schemaName;
    }

    Class<? extends Event> eventClass() {
        return eventClass;
    }

    /** The value of {@code schema} in an event that is written. */
    String id() {
        return id;
    }

    String ceType() {
        return ceType;
    }

    String dataSchema() {
        return dataSchema;
    }

    /** Whether this release reads major version {@code major}; minor versions only ever add fields. */
    boolean reads(int major) {
        return major == MAJOR;
    }
}
