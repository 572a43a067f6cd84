package io.github.tolokaconnect.streams.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Also writes {@code docs/reference/http-api.md}, when run with {@code -Dupdate.docs=true}. */
class OpenApiTest {

    private static final Path DOC = Path.of("..", "docs", "reference", "http-api.md");

    @Test
    void namesEveryCallOfTheServerAndNoOther() {
        Known known = new Known();
        List<String> offered =
                new ArrayList<>(Api.of(known.answers(), new EventFeed(known.clock())).endpoints().stream()
                        .map(endpoint -> endpoint.method() + " " + endpoint.template())
                        .toList());
        offered.add("GET /events");

        assertThat(ApiDocument.calls()).containsExactlyInAnyOrderElementsOf(offered);
    }

    @Test
    void demandsATokenForExactlyTheCallsThatChangeSomething() {
        Known known = new Known();

        assertThat(Api.of(known.answers(), new EventFeed(known.clock())).endpoints())
                .allSatisfy(endpoint -> {
                    JsonNode call = ApiDocument.json()
                            .path("paths")
                            .path(endpoint.template())
                            .path(endpoint.method().toLowerCase(Locale.ROOT));
                    assertThat(call.has("security")).as(endpoint.template()).isEqualTo(endpoint.changes());
                });
    }

    @Test
    void namesTheVariablesOfEveryPath() {
        ApiDocument.json()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().forEach(call -> {
                    List<String> variables = new ArrayList<>();
                    Matcher braces = Pattern.compile("\\{(\\w+)}").matcher(path.getKey());
                    while (braces.find()) {
                        variables.add(braces.group(1));
                    }
                    List<String> named = new ArrayList<>();
                    call.path("parameters").forEach(parameter -> {
                        if (parameter.path("in").asText().equals("path")) {
                            named.add(parameter.path("name").asText());
                        }
                    });
                    assertThat(named).as(path.getKey()).isEqualTo(variables);
                }));
    }

    @Test
    void refersToSchemasThatExistAndUsesAllOfThem() {
        List<String> used = ApiDocument.json().findValuesAsText("$ref").stream()
                .map(reference -> reference.substring("#/components/schemas/".length()))
                .distinct()
                .toList();
        List<String> defined = new ArrayList<>();
        ApiDocument.json().path("components").path("schemas").fieldNames().forEachRemaining(defined::add);

        assertThat(used).containsExactlyInAnyOrderElementsOf(defined);
    }

    @Test
    void isTheSourceOfThePageAboutTheApi() throws IOException {
        String page = ApiPage.of(ApiDocument.json());

        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(DOC, page);
        }

        assertThat(Files.readString(DOC)).isEqualTo(page);
    }
}
