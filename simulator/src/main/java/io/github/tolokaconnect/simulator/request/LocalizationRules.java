package io.github.tolokaconnect.simulator.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.simulator.fixture.FieldError;
import io.github.tolokaconnect.simulator.fixture.FieldErrors;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules for {@code localization_config}: a language, and the hint of the task in further ones. */
final class LocalizationRules {
    private static final String LANGUAGES = "additional_languages";
    private static final String HINT = TaskKeys.HINT;

    private LocalizationRules() {}

    static void check(@Nullable JsonNode config, FieldErrors errors) {
        if (config == null) {
            return;
        }
        String path = TaskKeys.LOCALIZATION;
        if (!config.isObject()) {
            errors.add(path, FieldError.noObject());
            return;
        }
        FieldChecks.checkNames(config, Set.of("default_language", LANGUAGES), path + ".", errors);
        FieldChecks.checkRequiredText(
                FieldChecks.value(config, "default_language"), path + ".default_language", errors);
        checkLanguages(FieldChecks.value(config, LANGUAGES), path + "." + LANGUAGES, errors);
    }

    private static void checkLanguages(@Nullable JsonNode languages, String path, FieldErrors errors) {
        if (languages == null) {
            return;
        }
        if (!languages.isArray()) {
            errors.add(path, FieldError.noArray());
            return;
        }
        for (int index = 0; index < languages.size(); index++) {
            JsonNode language = languages.get(index);
            String place = path + "." + index;
            if (language.isObject()) {
                FieldChecks.checkNames(language, Set.of("language", HINT), place + ".", errors);
                FieldChecks.checkRequiredText(FieldChecks.value(language, "language"), place + ".language", errors);
                checkHint(FieldChecks.value(language, HINT), place + "." + HINT, errors);
            } else {
                errors.add(place, language.isNull() ? FieldError.required() : FieldError.noObject());
            }
        }
    }

    private static void checkHint(@Nullable JsonNode hint, String path, FieldErrors errors) {
        if (hint == null) {
            return;
        }
        if (!hint.isObject()) {
            errors.add(path, FieldError.noObject());
            return;
        }
        FieldChecks.checkNames(hint, Set.of("value", "source"), path + ".", errors);
        FieldChecks.checkRequiredText(FieldChecks.value(hint, "value"), path + ".value", errors);
        JsonNode source = FieldChecks.value(hint, "source");
        FieldChecks.checkText(source, path + ".source", errors);
        if (source != null && source.isTextual() && !source.textValue().equals("REQUESTER")) {
            errors.add(path + ".source", FieldError.of("UNKNOWN_ENUM_VALUE", "Value must be REQUESTER"));
        }
    }
}
