package io.github.tolokaconnect.quickstart.answers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the platform tells a receiver.
 *
 * @param accepted ids of assignments that were accepted, in order; events of other types are not looked at
 */
record Notification(List<String> accepted) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ACCEPTED = "ASSIGNMENT_APPROVED";

    Notification {
        accepted = List.copyOf(accepted);
    }

    /**
     * The notification that {@code body} is.
     *
     * @throws MalformedNotificationException if it is none
     */
    static Notification parse(byte[] body) throws MalformedNotificationException {
        var events = json(body).path("events");
        if (!events.isArray()) {
            throw new MalformedNotificationException("A notification is an object with an array of events");
        }
        var accepted = new ArrayList<String>();
        for (var event : events) {
            if (event.path("type").asText().equals(ACCEPTED)) {
                accepted.add(assignmentId(event));
            }
        }
        return new Notification(accepted);
    }

    private static JsonNode json(byte[] body) throws MalformedNotificationException {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new MalformedNotificationException("A notification is JSON");
        }
    }

    // It becomes part of a path, so it may hold nothing that means something there.
    private static String assignmentId(JsonNode event) throws MalformedNotificationException {
        var id = event.path("assignment_id").asText();
        if (!id.matches("[0-9A-Za-z_-]{1,100}")) {
            throw new MalformedNotificationException("An event of type " + ACCEPTED + " names an assignment_id");
        }
        return id;
    }
}
