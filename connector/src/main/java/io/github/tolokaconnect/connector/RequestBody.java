package io.github.tolokaconnect.connector;

import io.github.tolokaconnect.connector.delivery.MicroBatch;
import io.github.tolokaconnect.connector.intake.TaskItem;
import java.io.ByteArrayOutputStream;

/** The body of a request, written once into one array that is handed on without a copy. */
final class RequestBody extends ByteArrayOutputStream {
    /** Marker, pool and overlap are longer than this only for unusual ids. */
    private static final int ADDED_PER_TASK = 64;

    private RequestBody(int size) {
        super(size);
    }

    /** The readable tasks of a micro-batch, each marked with its place among all of them. */
    static RequestBody of(MicroBatch batch) {
        int size = 2;
        for (TaskItem task : batch.tasks()) {
            size += task.json().length + ADDED_PER_TASK;
        }
        var body = new RequestBody(size);
        body.write('[');
        for (int index = 0; index < batch.size(); index++) {
            var task = batch.tasks().get(index);
            if (!task.isReadable()) {
                continue;
            }
            if (body.count > 1) {
                body.write(',');
            }
            task.writeTo(body, index);
        }
        body.write(']');
        return body;
    }

    byte[] bytes() {
        return buf;
    }

    int length() {
        return count;
    }
}
