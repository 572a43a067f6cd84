package io.github.tolokaconnect.benchmarks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {

    private final List<String> closed = new ArrayList<>();
    private final Closing closing = new Closing();

    @Test
    void closesTheYoungestFirstAndEachOnce() {
        closing.add(() -> closed.add("broker"));
        closing.add(() -> closed.add("worker"));

        closing.close();
        closing.close();

        assertThat(closed).containsExactly("worker", "broker");
    }

    @Test
    void closesAtOnceWhatComesTooLate() {
        closing.close();

        closing.add(() -> closed.add("worker"));

        assertThat(closed).containsExactly("worker");
        assertThat(closing.isClosed()).isTrue();
    }
}
