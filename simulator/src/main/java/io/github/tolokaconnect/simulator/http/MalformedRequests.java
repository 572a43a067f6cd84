package io.github.tolokaconnect.simulator.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.tolokaconnect.simulator.engine.Reply;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.undertow.util.StatusCodes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.xnio.ChannelListener;
import org.xnio.StreamConnection;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * Gives the API's error envelope to requests that are no HTTP, or not enough of it.
 *
 * <p>Undertow answers those itself, before any handler: its parser ({@code HttpReadListener}) and its check of the {@code Host}
 * header ({@code HostHeaderHandler}) write a bare {@code 400} with {@code Content-Length: 0} straight to the connection. Neither
 * can be configured. So this stands at the lower end of each connection's output, knows such an answer by its first line and its
 * length of nothing, and sends the envelope in its place. No other answer has that form: a 400 of the API has a body, and the
 * line ends of a head cannot stand inside JSON text, where line breaks are escaped.
 *
 * <p>Runs on the IO threads. A malformed request counts as a request, and may use up a quota as any other.
 */
final class MalformedRequests implements ChannelListener<StreamConnection> {
    private static final byte[] BAD_REQUEST = ascii(" 400 ");
    private static final String NO_BODY = "\r\nContent-Length: 0\r\n";
    private static final int VERSION_LENGTH = "HTTP/1.1".length();

    private final SharedEngine engine;
    private final ChannelListener<StreamConnection> next;

    /** Stands before {@code next}, which is to speak HTTP on each new connection. */
    MalformedRequests(SharedEngine engine, ChannelListener<StreamConnection> next) {
        this.engine = engine;
        this.next = next;
    }

    @Override
    public void handleEvent(StreamConnection connection) {
        connection
                .getSinkChannel()
                .setConduit(new EnvelopeConduit(connection.getSinkChannel().getConduit()));
        next.handleEvent(connection);
    }

    private final class EnvelopeConduit extends AbstractStreamSinkConduit<StreamSinkConduit> {
        EnvelopeConduit(StreamSinkConduit socket) {
            super(socket);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            if (!isBareBadRequest(source)) {
                return super.write(source);
            }
            String head = StandardCharsets.ISO_8859_1.decode(source.duplicate()).toString();
            int length = source.remaining();
            source.position(source.limit());
            ByteBuffer envelope = ByteBuffer.wrap(answer(head));
            // So few bytes fit into the buffer of a socket, unless the client leaves the answers before this one
            // unread:
            // then this one is cut off, for the connection is closed as soon as it is written.
            super.write(envelope);
            return length;
        }
    }

    private static boolean isBareBadRequest(ByteBuffer source) {
        int at = source.position() + VERSION_LENGTH;
        if (source.remaining() < VERSION_LENGTH + BAD_REQUEST.length) {
            return false;
        }
        for (int index = 0; index < BAD_REQUEST.length; index++) {
            if (source.get(at + index) != BAD_REQUEST[index]) {
                return false;
            }
        }
        return StandardCharsets.ISO_8859_1.decode(source.duplicate()).toString().contains(NO_BODY);
    }

    private byte[] answer(String bareHead) throws IOException {
        // Where Undertow knows the reason, its first line says it.
        String reason = bareHead.substring(VERSION_LENGTH + BAD_REQUEST.length, bareHead.indexOf('\r'));
        Reply reply = engine.refuse(ApiError.of(
                400,
                "VALIDATION_ERROR",
                "The request is no well-formed HTTP/1.1 (" + reason
                        + "): check its first line, the encoding of its path and query, "
                        + "and its headers; the head may have at most " + ServerLimits.HEAD_BYTES + " bytes, "
                        + ServerLimits.HEADERS + " header lines and " + ServerLimits.PARAMETERS + " parameters"));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator json = Wire.JSON.createGenerator(body)) {
            if (reply.body() != null) {
                reply.body().writeTo(json);
            }
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(ascii("HTTP/1.1 " + reply.status() + " " + StatusCodes.getReason(reply.status())
                + "\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: " + body.size()
                + "\r\n\r\n"));
        answer.writeBytes(body.toByteArray());
        return answer.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
