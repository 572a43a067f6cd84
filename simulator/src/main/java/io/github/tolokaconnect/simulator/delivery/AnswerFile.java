package io.github.tolokaconnect.simulator.delivery;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.tolokaconnect.simulator.engine.Answer;
import io.github.tolokaconnect.simulator.fixture.Wire;
import java.io.IOException;
import java.io.OutputStream;

/** Accepted answers as JSON lines. Only the courier's thread uses it. */
final class AnswerFile {
    private final OutputStream out;

    /** Lines go to {@code out}, which stays the caller's to close. */
    AnswerFile(OutputStream out) {
        this.out = out;
    }

    /** Writes the answer if it is accepted. */
    void add(Answer answer) throws IOException {
        if (answer.isAccepted()) {
            try (JsonGenerator json = Wire.JSON.createGenerator(out)) {
                json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
                json.writeTree(answer.toJson());
            }
            out.write('\n');
        }
    }

    void flush() throws IOException {
        out.flush();
    }
}
