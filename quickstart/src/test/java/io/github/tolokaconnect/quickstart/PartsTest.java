package io.github.tolokaconnect.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PartsTest {

    private final StopSignal stop = new StopSignal();
    private final List<String> closed = new ArrayList<>();

    @Test
    void closesTheYoungestFirstAndGoesOnAfterAFailure() {
        var parts = new Parts(stop);
        parts.start("oldest", () -> closing("oldest"));
        parts.start("failing", () -> () -> {
            throw new IllegalStateException("does not close");
        });
        parts.start("unborn", () -> {
            throw new IllegalStateException("does not start");
        });
        parts.start("youngest", () -> closing("youngest"));

        parts.close();

        assertThat(closed).containsExactly("youngest", "oldest");
    }

    @Test
    void saysWhichPartDidNotStartAndWhy() {
        try (var parts = new Parts(stop)) {
            var part = parts.start("broker", () -> {
                throw new IllegalStateException("port 9092 is taken");
            });

            assertThatThrownBy(part::started)
                    .isInstanceOf(QuickstartException.class)
                    .hasMessage("The broker did not start: port 9092 is taken");
        }
    }

    @Test
    void stopsWaitingForAPartOnceTheRunHasToEndAndClosesItStill() {
        var start = new CountDownLatch(1);
        try (var parts = new Parts(stop)) {
            var part = parts.start("slow part", () -> {
                start.await();
                return closing("slow part");
            });
            stop.request();

            assertThatThrownBy(part::started).isInstanceOf(StoppedException.class);
            start.countDown();
        }

        assertThat(closed).containsExactly("slow part");
    }

    private AutoCloseable closing(String name) {
        return () -> closed.add(name);
    }
}
