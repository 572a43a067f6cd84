package io.github.tolokaconnect.quickstart.answers;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server that the platform tells of accepted answers.
 *
 * <p>It takes a notification (204) once every answer that it is about has been written. What is not the platform's is refused: 403 for a
 * signature that is wrong or old, 400 for a body that is no notification, 404 and 405 for another path or method. If an answer
 * cannot be fetched or written, it says 503, and the platform tells of all of them again: an answer may be written twice, with the same id.
 */
public final class AnswerReceiver implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerReceiver.class);

    private static final String HOST = "127.0.0.1";
    private static final String PATH = "/answers";
    private static final long MOST_BYTES = 1024 * 1024;
    /** Less than the ten seconds after which the platform takes a notification for lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final WebhookSecret secret;
    private final Assignments assignments;
    private final AnswerWriter writer;
    private final InstantSource clock;
    private final Undertow server;

    private AnswerReceiver(
            int port, WebhookSecret secret, Assignments assignments, AnswerWriter writer, InstantSource clock) {
        this.secret = secret;
        this.assignments = assignments;
        this.writer = writer;
        this.clock = clock;
        this.server = Undertow.builder()
                .addHttpListener(port, HOST)
                .setIoThreads(1)
                .setWorkerThreads(2)
                .setHandler(handler())
                .build();
    }

    /**
     * A receiver that listens on the loopback address.
     *
     * @param port where; 0 is any free one
     * @param secret what notifications are signed with
     * @param writer takes the answers; closed with the receiver
     */
    public static AnswerReceiver start(
            int port, WebhookSecret secret, Assignments assignments, AnswerWriter writer, InstantSource clock) {
        var receiver = new AnswerReceiver(port, secret, assignments, writer, clock);
        receiver.server.start();
        return receiver;
    }

    /** Where notifications go. */
    public URI url() {
        var bound = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        return url(bound.getPort());
    }

    /** Where notifications go to a receiver on {@code port}. */
    public static URI url(int port) {
        return URI.create("http://" + HOST + ":" + port + PATH);
    }

    @Override
    public void close() {
        server.stop();
        writer.close();
    }

    private HttpHandler handler() {
        var blocking = new BlockingHandler(this::receive);
        return exchange -> {
            if (!exchange.getRequestPath().equals(PATH)) {
                exchange.setStatusCode(StatusCodes.NOT_FOUND);
            } else if (!exchange.getRequestMethod().equals(Methods.POST)) {
                exchange.setStatusCode(StatusCodes.METHOD_NOT_ALLOWED);
            } else {
                exchange.setMaxEntitySize(MOST_BYTES);
                blocking.handleRequest(exchange);
            }
        };
    }

    private void receive(HttpServerExchange exchange) throws IOException {
        byte[] body;
        try {
            body = exchange.getInputStream().readAllBytes();
        } catch (RequestTooBigException e) {
            exchange.setStatusCode(StatusCodes.REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        var signature = exchange.getRequestHeaders().getFirst(WebhookSecret.HEADER);
        var problem = secret.problem(signature, body, clock.instant());
        if (problem.isPresent()) {
            refuse(exchange, StatusCodes.FORBIDDEN, problem.get());
            return;
        }
        try {
            take(Notification.parse(body));
            exchange.setStatusCode(StatusCodes.NO_CONTENT);
        } catch (MalformedNotificationException e) {
            refuse(exchange, StatusCodes.BAD_REQUEST, String.valueOf(e.getMessage()));
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("TLK-851 Answers could not be passed on; the platform will tell of them again", e);
            refuse(exchange, StatusCodes.SERVICE_UNAVAILABLE, "The answers could not be passed on; try again later");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            refuse(exchange, StatusCodes.SERVICE_UNAVAILABLE, "Closing; try again later");
        }
    }

    private void take(Notification notification) throws ExecutionException, InterruptedException, TimeoutException {
        var written = notification.accepted().stream().map(this::passOn).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(written).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private CompletableFuture<Void> passOn(String assignmentId) {
        return assignments
                .assignment(assignmentId)
                .thenCompose(assignment -> CompletableFuture.allOf(
                        Answer.of(assignment).stream().map(writer::write).toArray(CompletableFuture<?>[]::new)));
    }

    private static void refuse(HttpServerExchange exchange, int status, String problem) {
        LOG.debug("Notification refused status={} problem=\"{}\"", status, problem);
        exchange.setStatusCode(status).getResponseSender().send(problem + "\n");
    }
}
