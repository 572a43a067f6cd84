package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FasterTimeTest {

    @Test
    void dividesDurationsWherePrometheusExpectsThem() {
        assertThat(FasterTime.in("""
                global:
                  scrape_interval: 15s
                rules:
                  - record: a:delta5m
                    expr: a:delta5m[5m] - b offset 1h + max_over_time(c[1d:30s])
                    for: 10m
                    keep_firing_for: 5m
                    annotations:
                      summary: nothing for 5m
                """)).isEqualTo("""
                global:
                  scrape_interval: 500ms
                rules:
                  - record: a:delta5m
                    expr: a:delta5m[10000ms] - b offset 120000ms + max_over_time(c[2880000ms:1000ms])
                    for: 20000ms
                    keep_firing_for: 10000ms
                    annotations:
                      summary: nothing for 5m
                """);
    }

    @Test
    void dividesWhatSecondsAreComparedWith() {
        assertThat(FasterTime.in("a_age_seconds > 1800 and max(b_seconds) <= 45 and c_total > 20"))
                .isEqualTo("a_age_seconds > 60.0 and max(b_seconds) <= 1.5 and c_total > 20");
    }
}
