package io.github.tolokaconnect.events;

/** A fact that the connector publishes: what happened to an operation, to a record, or to the connector itself. */
public sealed interface ConnectorEvent extends Event permits OperationStatus, TaskCreated, ValidationError, Heartbeat {

    /** Who published it. */
    ConnectorRef connector();
}
