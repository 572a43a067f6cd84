package io.github.tolokaconnect.simulator.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.tolokaconnect.simulator.engine.Duplicate;
import io.github.tolokaconnect.simulator.engine.Reply;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.ApiRequest;
import java.io.IOException;

/**
 * What stands beside the API, at paths that begin with an underscore: for whoever runs the simulation rather than for the client
 * under test. It needs no credential, and its requests are not counted.
 */
final class SidePages {
    private final SharedEngine engine;
    private final ClockPage clockPage;
    private final FaultPages faultPages;

    SidePages(SharedEngine engine) {
        this.engine = engine;
        this.clockPage = new ClockPage(engine);
        this.faultPages = new FaultPages(engine);
    }

    /** Whether {@code path} is beside the API. */
    static boolean has(String path) {
        return path.startsWith("/_");
    }

    Reply answer(ApiRequest request) {
        if (FaultPages.has(request.path())) {
            return faultPages.answer(request);
        }
        return switch (request.path()) {
            case "/_audit" -> get(request, this::audit);
            case "/_audit/duplicates" -> get(request, this::duplicates);
            case "/_clock" -> clockPage.answer(request);
            case "/_state" -> get(request, json -> json.writeTree(engine.state()));
            default -> engine.decline(ApiError.of(404, "NOT_FOUND", "The simulator has no such page"));
        };
    }

    private Reply get(ApiRequest request, Reply.Body page) {
        return request.method().equals("GET")
                ? Reply.of(200, page)
                : engine.decline(ApiError.of(405, "METHOD_NOT_ALLOWED", "This path allows GET only"));
    }

    private void audit(JsonGenerator json) throws IOException {
        json.writeTree(
                engine.audit().toJson().put("faults_fired", engine.faults().fired()));
    }

    private void duplicates(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (Duplicate duplicate : engine.duplicates()) {
            json.writeTree(duplicate.toJson());
        }
        json.writeEndArray();
    }
}
