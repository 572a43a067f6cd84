package io.github.tolokaconnect.simulator.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.engine.Reply;
import io.github.tolokaconnect.simulator.fault.FaultReport;
import io.github.tolokaconnect.simulator.fault.FaultRule;
import io.github.tolokaconnect.simulator.fault.FaultRuleException;
import io.github.tolokaconnect.simulator.fault.Scenario;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.ApiRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The pages on which faults are ordered, listed and ended. */
final class FaultPages {
    private static final String ROOT = "/_faults";
    private static final String SCENARIOS = ROOT + "/scenarios";

    private final SharedEngine engine;
    private final Faults faults;

    FaultPages(SharedEngine engine) {
        this.engine = engine;
        this.faults = engine.faults();
    }

    /** Whether {@code path} is one of them. */
    static boolean has(String path) {
        return path.equals(ROOT) || path.startsWith(ROOT + "/");
    }

    Reply answer(ApiRequest request) {
        if (request.path().equals(SCENARIOS)) {
            return request.method().equals("GET")
                    ? list(200, Scenario.all().stream().map(Scenario::toJson))
                    : notAllowed("GET");
        }
        if (!request.path().equals(ROOT)) {
            return rule(request, request.path().substring(ROOT.length() + 1));
        }
        return switch (request.method()) {
            case "GET" -> list(200, faults.list());
            case "POST" -> add(request.body().text());
            case "DELETE" -> list(200, faults.removeAll());
            default -> notAllowed("GET, POST and DELETE");
        };
    }

    private Reply rule(ApiRequest request, String id) {
        return switch (request.method()) {
            case "GET" -> found(faults.find(id));
            case "DELETE" -> found(faults.remove(id));
            default -> notAllowed("GET and DELETE");
        };
    }

    private Reply add(String text) {
        List<FaultRule> rules;
        try {
            rules = FaultRule.fromJson(text);
        } catch (FaultRuleException e) {
            return engine.decline(ApiError.validation(e.payload()));
        }
        List<FaultReport> reports = rules.stream().map(faults::add).toList();
        // One rule is answered by one: whoever sent it needs its id.
        boolean isOne = text.stripLeading().startsWith("{") && reports.size() == 1;
        return isOne ? one(201, reports.get(0)) : list(201, reports);
    }

    private Reply found(Optional<FaultReport> report) {
        return report.map(found -> one(200, found)).orElseGet(() -> engine.decline(ApiError.doesNotExist()));
    }

    private Reply notAllowed(String methods) {
        return engine.decline(ApiError.of(405, "METHOD_NOT_ALLOWED", "This path allows " + methods + " only"));
    }

    private static Reply one(int status, FaultReport report) {
        return Reply.of(status, json -> json.writeTree(report.toJson()));
    }

    private static Reply list(int status, List<FaultReport> reports) {
        return list(status, reports.stream().map(FaultReport::toJson));
    }

    private static Reply list(int status, Stream<ObjectNode> items) {
        ArrayNode list = Wire.JSON.createArrayNode();
        items.forEach(list::add);
        return Reply.of(status, json -> json.writeTree(list));
    }
}
