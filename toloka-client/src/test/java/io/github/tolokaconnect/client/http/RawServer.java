package io.github.tolokaconnect.client.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server of one connection at a time that does with it whatever the test needs: break off, fall silent, tunnel. */
final class RawServer implements AutoCloseable {

    @FunctionalInterface
    interface Script {
        void on(Socket socket, String requestHead) throws IOException;
    }

    private final ServerSocket server;
    private final Script script;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    final List<String> heads = new CopyOnWriteArrayList<>();

    private RawServer(ServerSocket server, Script script) {
        this.server = server;
        this.script = script;
    }

    /** Connections stay open after the script until the server closes, unless the script closes them. */
    static RawServer start(Script script) throws IOException {
        RawServer server = new RawServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
        Thread thread = new Thread(server::serve, "raw-server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    URI url() {
        return URI.create("http://localhost:" + port());
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                open.add(socket);
                String head = readHead(socket.getInputStream());
                heads.add(head);
                script.on(socket, head);
            }
        } catch (IOException e) {
            // The test is over, or the client hung up, as some tests want it to.
        }
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    static String readHead(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                break;
            }
            head.write(b);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
