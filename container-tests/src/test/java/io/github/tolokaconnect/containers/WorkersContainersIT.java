package io.github.tolokaconnect.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.it.Pipeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Workers come and go while there are operations under way; every record becomes one task all the same. */
@ExtendWith(SiteExtension.class)
class WorkersContainersIT {

    private final Site site;
    private final Workers workers;
    private final Simulator toloka;
    private final Pipeline pipeline;
    private final Outcome outcome;

    WorkersContainersIT(Site site) {
        this.site = site;
        this.workers = site.workers();
        this.toloka = site.simulator("toloka-workers", "1500..2500");
        this.pipeline = site.pipeline(toloka, "workers");
        this.outcome = new Outcome(pipeline, toloka);
    }

    @AfterEach
    void stop() {
        pipeline.close();
        toloka.close();
    }

    @Test
    void createsEverythingOnceWhileWorkersAreRestartedOneAfterTheOther() throws Exception {
        pipeline.with("tasks.max", "2").start();

        try (var records = RecordStream.into(site.brokers().clients(), pipeline)) {
            for (var worker = 0; worker < workers.count(); worker++) {
                outcome.awaitOperationsUnderWay();
                workers.terminate(worker);
                workers.replace(worker, site.plugins());
                pipeline.asking(workers.rest(worker));
                records.awaitFlow();
            }
            outcome.requireOneTaskPerRecord(records.finish());
        }
    }

    @Test
    void finishesWhatAKilledWorkerHadUnderWay() throws Exception {
        pipeline.start();
        var keys = RecordStream.burst(pipeline, 60);
        var killed = workerOfTheSinkTask();
        var survivor = 1 - killed;
        var underWay = outcome.awaitOperationsUnderWay();

        workers.kill(killed);

        pipeline.asking(workers.rest(survivor));
        assertThat(pipeline.results().created()).hasSizeLessThan(keys.size());
        outcome.requireOneTaskPerRecord(keys);
        outcome.requireEnded(underWay);
        workers.replace(killed, site.plugins());
    }

    /** The worker that runs the one sink task, by its number, which its host name ends in. */
    private int workerOfTheSinkTask() {
        var status = workers.rest(0).get("/connectors/" + pipeline.name() + "/status");
        var host = status.path("tasks").path(0).path("worker_id").asText().split(":", -1)[0];
        return Integer.parseInt(host.substring(host.lastIndexOf('-') + 1));
    }
}
