package io.github.tolokaconnect.client.http;

import com.fasterxml.jackson.core.JsonParser;
import io.github.tolokaconnect.client.Answer;
import io.github.tolokaconnect.client.CreateTasks;
import io.github.tolokaconnect.client.CreatedTasks;
import io.github.tolokaconnect.client.LogDetail;
import io.github.tolokaconnect.client.LogEntry;
import io.github.tolokaconnect.client.LogRead;
import io.github.tolokaconnect.client.Operation;
import io.github.tolokaconnect.client.OperationId;
import io.github.tolokaconnect.client.OperationQuery;
import io.github.tolokaconnect.client.Overlap;
import io.github.tolokaconnect.client.Page;
import io.github.tolokaconnect.client.Pool;
import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.client.Project;
import io.github.tolokaconnect.client.ProjectId;
import io.github.tolokaconnect.client.Requester;
import io.github.tolokaconnect.client.Task;
import io.github.tolokaconnect.client.TaskId;
import io.github.tolokaconnect.client.TaskQuery;
import io.github.tolokaconnect.client.TolokaApi;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The API over HTTP/1.1. Redirects are not followed, and nothing is repeated.
 *
 * <p>After {@link #close()} every call, old or new, is answered as unavailable, and the threads {@code toloka-client-…} end.
 * The JDK's own selector thread ends when this object is garbage.
 */
public final class HttpTolokaApi implements TolokaApi {

    private final Requests requests;
    private final Transport transport;
    private final Answers answers;

    private HttpTolokaApi(Requests requests, Transport transport, Answers answers) {
        this.requests = requests;
        this.transport = transport;
        this.answers = answers;
    }

    /**
     * Prepares calls over {@code connection}; nothing is sent yet.
     *
     * @throws IllegalArgumentException if a file of {@code connection.tls()} cannot be used, or if the JVM forbids what
     *     {@code connection.proxy()} needs; the message says what to do
     */
    public static HttpTolokaApi connect(Connection connection) {
        // wiring: a Retry-After date in an answer without a Date header needs the time of day
        return connect(connection, InstantSource.system());
        // end of wiring
    }

    static HttpTolokaApi connect(Connection connection, InstantSource clock) {
        return new HttpTolokaApi(Requests.to(connection), new Transport(connection), new Answers(clock));
    }

    /** Calls that start from now on carry {@code credential}; those under way keep theirs. */
    public void use(Credential credential) {
        requests.use(credential);
    }

    @Override
    public CompletableFuture<Answer<Operation>> startCreateTasks(CreateTasks call) {
        HttpRequest request = post(call, true);
        return whole("POST /tasks for operation " + call.operationId(), request, Decoders::operation);
    }

    @Override
    public CompletableFuture<Answer<CreatedTasks>> createTasks(CreateTasks call) {
        HttpRequest request = post(call, false);
        return whole("POST /tasks for operation " + call.operationId(), request, CreatedTasksDecoder::decode);
    }

    private HttpRequest post(CreateTasks call, boolean isAsync) {
        ApiUrl url = requests.url("tasks")
                .with("async_mode", isAsync)
                .with("operation_id", call.operationId())
                .with("skip_invalid_items", call.skipInvalidItems())
                .with("allow_defaults", call.allowDefaults())
                .with("open_pool", call.openPool());
        BodyPublisher body = BodyPublishers.ofByteArray(call.body(), call.offset(), call.length());
        return requests.withBody("POST", url, body);
    }

    @Override
    public CompletableFuture<Answer<Operation>> operation(OperationId id) {
        HttpRequest request = requests.get(requests.url("operations", id.value()));
        return whole("GET /operations/" + id, request, Decoders::operation);
    }

    @Override
    public CompletableFuture<Answer<Page<Operation>>> operations(OperationQuery query) {
        ApiUrl url = requests.url("operations")
                .with("type", query.type())
                .with("status", query.status())
                .with("id_gt", query.after())
                .withTime("submitted_gte", query.submittedFrom())
                .withTime("submitted_lt", query.submittedBefore())
                .with("sort", "id")
                .with("limit", query.limit());
        return whole("GET /operations", requests.get(url), Decoders::operations);
    }

    @Override
    public CompletableFuture<Answer<LogRead>> readOperationLog(
            OperationId id, LogDetail detail, Consumer<LogEntry> entries) {
        HttpRequest request = requests.get(requests.url("operations", id.value(), "log"));
        return arriving("GET /operations/" + id + "/log", request, new OperationLogDecoder(detail, entries)::decode);
    }

    @Override
    public CompletableFuture<Answer<Pool>> pool(PoolId id) {
        HttpRequest request = requests.get(requests.url("pools", id.value()));
        return whole("GET /pools/" + id, request, Decoders::pool);
    }

    @Override
    public CompletableFuture<Answer<Project>> project(ProjectId id) {
        HttpRequest request = requests.get(requests.url("projects", id.value()));
        return whole("GET /projects/" + id, request, Decoders::project);
    }

    @Override
    public CompletableFuture<Answer<Page<Task>>> tasks(TaskQuery query) {
        ApiUrl url = requests.url("tasks")
                .with("pool_id", query.poolId())
                .with("id_gt", query.after())
                .with("id_gte", query.first())
                .with("id_lte", query.last())
                .withTime("created_gte", query.createdFrom())
                .withTime("created_lt", query.createdBefore())
                .with("sort", "id")
                .with("limit", query.limit());
        return arriving("GET /tasks of pool " + query.poolId(), requests.get(url), Decoders::tasks);
    }

    @Override
    public CompletableFuture<Answer<Task>> setOverlapOrMin(TaskId id, Overlap overlap) {
        String json = "{\"overlap\":" + overlap.people() + ",\"infinite_overlap\":" + overlap.isInfinite() + "}";
        HttpRequest request = requests.withBody(
                "PATCH",
                requests.url("tasks", id.value(), "set-overlap-or-min"),
                BodyPublishers.ofString(json, StandardCharsets.UTF_8));
        return whole("PATCH /tasks/" + id + "/set-overlap-or-min", request, Decoders::task);
    }

    @Override
    public CompletableFuture<Answer<Requester>> requester() {
        return whole("GET /requester", requests.get(requests.url("requester")), Decoders::requester);
    }

    /** A call whose answer fits into memory. */
    private <T> CompletableFuture<Answer<T>> whole(String call, HttpRequest request, Answers.Decoder<T> decoder) {
        return transport
                .send(request)
                .handleAsync((reply, failure) -> answer(call, reply, failure, decoder), workers());
    }

    /** A call whose answer is read while it arrives. */
    private <T> CompletableFuture<Answer<T>> arriving(String call, HttpRequest request, Answers.Decoder<T> decoder) {
        return transport
                .open(request)
                .handleAsync((reply, failure) -> answer(call, reply, failure, decoder), workers());
    }

    private Executor workers() {
        return transport.workers();
    }

    private <T> Answer<T> answer(
            String call, @Nullable Reply reply, @Nullable Throwable failure, Answers.Decoder<T> decoder) {
        if (reply == null) {
            return Answers.failed(call, failure == null ? new IOException("no answer") : failure);
        }
        if (reply.body() instanceof Body.Whole whole) {
            return answers.of(call, reply, whole, decoder);
        }
        if (reply.body() instanceof Body.Arriving body) {
            return read(call, reply.status(), body, decoder);
        }
        throw new AssertionError(reply.body());
    }

    private <T> Answer<T> read(String call, int status, Body.Arriving body, Answers.Decoder<T> decoder) {
        try (Transport.Watch watch = transport.watch(body.stream());
                JsonParser parser = Json.parser(watch.stream())) {
            try {
                T value = decoder.decode(parser);
                parser.nextToken(); // reads to the end, so that the connection can be used again
                return new Answer.Accepted<>(value, status);
            } catch (IOException e) {
                return watch.stream().wasGivenUp()
                        ? Answers.failed(call, new IOException("the body stalled for " + transport.requestTimeout(), e))
                        : Answers.unreadable(call, status, e);
            }
        } catch (IOException e) {
            return Answers.failed(call, e);
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
