package io.github.tolokaconnect.simulator.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentBytesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{}                                                                                   | 0  | 0",
                "{\"input_values\":{\"a\":1}}                                                         | 7  | 0",
                "{\"input_values\" :  { \"a\" : \"é\" } , \"x\":{\"input_values\":{}}}                | 14 | 0",
                "{\"input_values\":12345,\"known_solutions\":7}                                       | 5  | 0",
                "{\"input_values\":\"a\\u00e9b\"}                                                     | 10 | 0",
                "{\"known_solutions\":[{\"output_values\":{ }},{\"correctness_weight\":1,\"output_values\":[1]}]} | 0 | 6",
                "{\"known_solutions\":[7,[{\"output_values\":1}]],\"baseline_solutions\":[{\"output_values\":{}}]} | 0 | 2",
            })
    void countsTheValuesAsTheyWereSent(String task, long input, long output) throws IOException {
        byte[] body = ("[ " + task + "]").getBytes(StandardCharsets.UTF_8);

        SentBytes sent = SentBytes.of(Slice.of(body).part(2, body.length - 1));

        assertThat(sent).isEqualTo(new SentBytes(input, output));
    }
}
