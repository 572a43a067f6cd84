package io.github.tolokaconnect.quickstart.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class ConnectorStatusTest {

    @Test
    void runsOnceItsSinkTasksRun() throws JsonProcessingException {
        var status = status("""
                {"name": "sink", "connector": {"state": "RUNNING"},
                 "tasks": [{"id": 0, "state": "RUNNING"}, {"id": 1, "state": "RUNNING"}]}""");

        assertThat(status.isRunning()).isTrue();
        assertThat(status.failedSinkTask()).isEmpty();
    }

    @Test
    void doesNotRunBeforeASinkTaskIsThere() throws JsonProcessingException {
        var status = status("""
                {"name": "sink", "connector": {"state": "RUNNING"}, "tasks": []}""");

        assertThat(status.isRunning()).isFalse();
    }

    @Test
    void namesTheSinkTaskThatFailedAndWhy() throws JsonProcessingException {
        var status = status("""
                {"name": "sink", "connector": {"state": "RUNNING"},
                 "tasks": [{"id": 0, "state": "RUNNING"}, {"id": 1, "state": "FAILED", "trace": "no route"}]}""");

        assertThat(status.isRunning()).isFalse();
        assertThat(status.failedSinkTask()).contains(new ConnectorStatus.SinkTask(1, "FAILED", "no route"));
    }

    private static ConnectorStatus status(String answer) throws JsonProcessingException {
        return ConnectorStatus.from(JsonMapper.builder().build().readTree(answer));
    }
}
