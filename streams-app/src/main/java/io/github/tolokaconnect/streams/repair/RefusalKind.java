package io.github.tolokaconnect.streams.repair;

import io.github.tolokaconnect.events.Role;
import io.github.tolokaconnect.events.ValidationError;
import java.util.Locale;

/** Kinds of refusals that are treated alike: the classes of errors, and one that no class names. */
public enum RefusalKind {
    /** The task itself has to change. */
    DATA(RepairAction.QUARANTINE),
    /** The task was sound and shared an operation with one that was not. */
    COLLATERAL(RepairAction.REEMIT),
    /** Time has to pass, or a quota has to grow. */
    CAPACITY(RepairAction.PARK),
    /** The pool has to change. */
    POOL(RepairAction.PARK),
    /** The credentials or their rights have to change. */
    ACCESS(RepairAction.PARK),
    /** Nobody knows, or it is a class that this release does not know. */
    UNKNOWN(RepairAction.QUARANTINE);

    private final RepairAction usual;

    RefusalKind(RepairAction usual) {
        this.usual = usual;
    }

    /** What is done unless the configuration says otherwise. */
    public RepairAction usual() {
        return usual;
    }

    /** What configuration calls it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RefusalKind of(ValidationError error) {
        if (error.role().equals(Role.COLLATERAL)) {
            return COLLATERAL;
        }
        for (RefusalKind kind : values()) {
            if (kind != COLLATERAL && kind.name().equals(error.errorClass().value())) {
                return kind;
            }
        }
        return UNKNOWN;
    }
}
