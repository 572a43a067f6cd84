package io.github.tolokaconnect.it;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Java SDK's classes for answers, and the mapper that fills them: what they do not know it leaves out, what they know must have
 * the type, and a date must have one of two lengths (a third it would not refuse but misread).
 */
final class JavaSdkTypes {

    static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(new SimpleModule().addDeserializer(Instant.class, new DateReader()))
            .build();

    /** A page of a list. */
    record SearchResult<T>(List<T> items, boolean hasMore) {}

    /** The answer to a synchronous creation of several tasks. */
    record BatchCreateResult<T>(
            Map<Integer, T> items, @Nullable Map<Integer, Map<String, FieldValidationError>> validationErrors) {}

    record FieldValidationError(
            String code, String message, @Nullable List<Object> params) {}

    record Solution(
            Map<String, Object> outputValues,
            @Nullable Double correctnessWeight,
            @Nullable Double confidenceWeight) {}

    record Task(
            String id,
            String poolId,
            Map<String, Object> inputValues,
            @Nullable List<Solution> knownSolutions,
            @Nullable List<Solution> baselineSolutions,
            @Nullable Integer overlap,
            @Nullable Boolean infiniteOverlap,
            @Nullable Integer remainingOverlap,
            @Nullable Set<String> reservedFor,
            @Nullable Set<String> unavailableFor,
            Instant created) {}

    /** Of any type; the SDK makes a class of its own from each type that it knows. */
    record Operation(
            String id,
            String type,
            String status,
            Instant submitted,
            @Nullable Instant started,
            @Nullable Instant finished,
            @Nullable Integer progress,
            @Nullable Map<String, String> parameters,
            @Nullable JsonNode details) {

        boolean isCompleted() {
            return status.equals("SUCCESS") || status.equals("FAIL");
        }
    }

    record OperationLogItem(String type, boolean success, ObjectNode input, ObjectNode output) {}

    record MixerConfig(int realTasksCount, int goldenTasksCount, int trainingTasksCount) {}

    record PoolDefaults(
            Integer defaultOverlapForNewTaskSuites,
            @Nullable Integer defaultOverlapForNewTasks) {}

    record Pool(
            String id,
            String projectId,
            String status,
            @Nullable String type,
            @Nullable Long priority,
            @Nullable BigDecimal rewardPerAssignment,
            @Nullable Boolean mayContainAdultContent,
            @Nullable Instant willExpire,
            @Nullable Instant created,
            @Nullable Instant lastStarted,
            @Nullable Instant lastStopped,
            @Nullable String lastCloseReason,
            @Nullable PoolDefaults defaults,
            @Nullable MixerConfig mixerConfig) {}

    record FieldSpec(
            String type,
            boolean required,
            boolean hidden,
            @Nullable Integer minLength,
            @Nullable Integer maxLength,
            @Nullable BigDecimal minValue,
            @Nullable BigDecimal maxValue,
            @Nullable Set<Object> allowedValues) {}

    record ClassicView(
            @Nullable Map<String, Object> settings,
            @Nullable String markup,
            @Nullable String script,
            @Nullable String styles,
            @Nullable Map<String, Object> assets) {}

    record TaskSpec(
            Map<String, FieldSpec> inputSpec,
            Map<String, FieldSpec> outputSpec,
            @Nullable ClassicView viewSpec) {}

    record Project(
            String id,
            String publicName,
            TaskSpec taskSpec,
            @Nullable String status,
            @Nullable Boolean assignmentsAutomergeEnabled,
            @Nullable Instant created) {}

    record Requester(String id, BigDecimal balance, Map<String, String> publicName) {}

    /** The envelope of an error. Its payload the SDK looks for under a name that it does not have, and never finds. */
    record TlkError(String code, String requestId, String message) {}

    private JavaSdkTypes() {}

    private static final class DateReader extends StdDeserializer<Instant> {
        private static final long serialVersionUID = 1;
        private static final Pattern FORM =
                Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{3})?");

        DateReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var text = parser.getText();
            if (!FORM.matcher(text).matches()) {
                return (Instant)
                        context.handleWeirdStringValue(Instant.class, text, "neither of the two forms of a date");
            }
            try {
                return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, text, "no date");
            }
        }
    }
}
