package io.github.tolokaconnect.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the alert of {@code config/prometheus/rules} that a test makes fire. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Fires {

    /** Name of the alert. */
    String value();
}
