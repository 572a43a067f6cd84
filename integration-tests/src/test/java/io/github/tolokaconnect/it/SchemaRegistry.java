package io.github.tolokaconnect.it;

import io.github.tolokaconnect.quickstart.cluster.FreePorts;
import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;

/** A registry that knows one Avro schema, and answers what a reader asks of Apicurio's API: what the schema of an id is. */
final class SchemaRegistry implements AutoCloseable {

    private static final byte MAGIC = 0;
    private static final long ID = 7;

    private final Schema schema;
    private final int port = FreePorts.one();
    private final Undertow server;

    SchemaRegistry(Schema schema) {
        this.schema = schema;
        this.server = Undertow.builder()
                .addHttpListener(port, "127.0.0.1", this::answer)
                .build();
        server.start();
    }

    /** What a converter is given as its registry's address. */
    URI url() {
        return URI.create("http://127.0.0.1:" + port + "/apis/registry/v2");
    }

    /** A record as the registry's serializer writes it: a magic byte, the schema's id, Avro. */
    byte[] encode(GenericRecord task) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(MAGIC);
        bytes.write(ByteBuffer.allocate(Long.BYTES).putLong(ID).array());
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(task, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private void answer(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        var path = exchange.getRequestPath();
        if (path.endsWith("/ids/contentIds/" + ID) || path.endsWith("/ids/globalIds/" + ID)) {
            exchange.getResponseSender().send(schema.toString());
        } else if (path.endsWith("/references")) {
            exchange.getResponseSender().send("[]");
        } else {
            exchange.setStatusCode(StatusCodes.NOT_FOUND).getResponseSender().send("{}");
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
