package io.github.tolokaconnect.streams.monitor;

import io.github.tolokaconnect.events.ConnectorRef;
import io.github.tolokaconnect.events.ErrorClass;
import io.github.tolokaconnect.events.EventIds;
import io.github.tolokaconnect.events.FieldError;
import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.events.Outcome;
import io.github.tolokaconnect.events.PoolRef;
import io.github.tolokaconnect.events.RecordRef;
import io.github.tolokaconnect.events.Role;
import io.github.tolokaconnect.events.SourceRange;
import io.github.tolokaconnect.events.Stage;
import io.github.tolokaconnect.events.Status;
import io.github.tolokaconnect.events.TaskCreated;
import io.github.tolokaconnect.events.ValidationError;
