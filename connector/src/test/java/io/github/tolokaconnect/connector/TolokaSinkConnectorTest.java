package io.github.tolokaconnect.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tolokaconnect.connector.config.ConnectorConfig;
import io.github.tolokaconnect.connector.config.SampleConfig;
import io.github.tolokaconnect.connector.config.TaskShare;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.Test;

class TolokaSinkConnectorTest {

    @Test
    void isFoundByAWorker() {
        assertThat(ServiceLoader.load(SinkConnector.class)).hasAtLeastOneElementOfType(TolokaSinkConnector.class);
    }

    @Test
    void givesEverySinkTaskTheConfigurationAndItsShare() {
        var connector = new TolokaSinkConnector();
        connector.start(SampleConfig.with("pool.id", "7"));

        var configs = connector.taskConfigs(3);

        assertThat(configs).allSatisfy(config -> assertThat(config).containsEntry("pool.id", "7"));
        assertThat(configs.stream().map(ConnectorConfig::from).map(ConnectorConfig::share))
                .containsExactly(new TaskShare(0, 3), new TaskShare(1, 3), new TaskShare(2, 3));
        assertThat(connector.taskClass()).isEqualTo(TolokaSinkTask.class);
    }

    @Test
    void validatesWhatItIsGiven() {
        var problems = new TolokaSinkConnector()
                .validate(SampleConfig.with("bach.size", "5")).configValues().stream()
                        .flatMap(value -> value.errorMessages().stream())
                        .toList();

        assertThat(problems).containsExactly("Unknown key bach.size; did you mean batch.size? Correct or remove it.");
    }

    @Test
    void altersOffsetsWithoutAskingAnybodyIfThereIsNoJournal() {
        var config =
                SampleConfig.with("delivery.mode", "at_least_once", "result.bootstrap.servers", "nowhere.invalid:1");

        assertThat(new TolokaSinkConnector().alterOffsets(config, Map.of(new TopicPartition("cats", 0), 5L)))
                .isTrue();
    }

    @Test
    void refusesToAlterOffsetsOfWhichTheJournalCannotBeTold() {
        var config = SampleConfig.with("result.bootstrap.servers", "nowhere.invalid:1");

        assertThatThrownBy(() ->
                        new TolokaSinkConnector().alterOffsets(config, Map.of(new TopicPartition("cats", 0), 5L)))
                .isInstanceOf(ConnectException.class)
                .hasMessageStartingWith("TLK-510 ")
                .hasMessageContaining("nothing was altered");
    }

    @Test
    void forgetsItsConfigurationWhenItStops() {
        var connector = new TolokaSinkConnector();
        connector.start(SampleConfig.with());

        connector.stop();

        assertThat(connector.taskConfigs(1))
                .singleElement()
                .satisfies(config -> assertThat(config).doesNotContainKey("toloka.api.key"));
    }

    @Test
    void aSinkTaskThatNeverStartedCanBeClosedAndStopped() {
        var task = new TolokaSinkTask();

        assertThatThrownBy(() -> task.start(Map.of())).isInstanceOf(ConfigException.class);
        task.close(List.of());
        task.stop();

        assertThat(task.version()).isEqualTo(new TolokaSinkConnector().version());
    }
}
