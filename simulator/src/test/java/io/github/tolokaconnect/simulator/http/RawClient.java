package io.github.tolokaconnect.simulator.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A connection on which any bytes can be sent, and responses read as HTTP defines them: what is not, fails the test. */
final class RawClient implements AutoCloseable {
    private static final int DEADLINE_MILLIS = 120_000;

    private final Socket socket;
    private final InputStream input;

    /** A response; the names of its headers are in lower case. */
    record Response(int status, Map<String, String> headers, String body) {}

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(DEADLINE_MILLIS);
        // Several small writes would otherwise wait for each other's acknowledgement.
        socket.setTcpNoDelay(true);
        input = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends bytes; false when the server has closed the connection, where its answer may be all the same. */
    boolean send(byte[]... parts) throws IOException {
        try {
            for (byte[] part : parts) {
                socket.getOutputStream().write(part);
            }
            return true;
        } catch (SocketException e) {
            return false;
        }
    }

    /** Says that nothing more will be sent. */
    void finish() throws IOException {
        try {
            socket.shutdownOutput();
        } catch (SocketException e) {
            // The server was faster.
        }
    }

    /** Reads a response with a body; empty when the connection ends without one. */
    Optional<Response> read() throws IOException {
        return read(true);
    }

    /** Reads a response; empty when the connection ends without one. */
    Optional<Response> read(boolean withBody) throws IOException {
        String statusLine;
        try {
            input.mark(1);
            if (input.read() < 0) {
                return Optional.empty();
            }
            input.reset();
            statusLine = line();
        } catch (SocketException e) {
            return Optional.empty();
        }
        if (!statusLine.matches("HTTP/1\\.[01] [1-5][0-9]{2} [ -~]*")) {
            throw new AssertionError("no status line: " + statusLine);
        }
        int status = Integer.parseInt(statusLine.substring(9, 12));
        Map<String, String> headers = headers();
        if (status == 100) {
            return read(withBody);
        }
        return Optional.of(new Response(
                status, headers, withBody && status != 204 ? new String(body(headers), StandardCharsets.UTF_8) : ""));
    }

    /** Reads one byte: whether the server has closed the connection. */
    boolean isAtEnd() throws IOException {
        try {
            return input.read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new AssertionError("no header: " + line);
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.containsKey("content-length")) {
            return exactly(Integer.parseInt(headers.get("content-length")));
        }
        if (!"chunked".equals(headers.get("transfer-encoding"))) {
            return input.readAllBytes();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.writeBytes(exactly(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = input.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the body ends after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw new EOFException("the head ends early: " + line);
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
