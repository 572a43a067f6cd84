package io.github.tolokaconnect.quickstart.loop;

import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.fixture.Field;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.workforce.Workforce;

/** The world of the loop: one pool in which people say what a picture shows, and an account that can pay for it. */
public final class LoopPlatform {

    /** What calls are authorized with. */
    public static final String TOKEN = "demo-token";

    /** The pool. */
    static final String POOL = "1001";

    private static final String PROJECT = "100";
    private static final String MUCH = "1000000000";
    private static final int OVERLAP = 3;
    private static final int SECONDS_PER_DAY = 86_400;
    /** Often enough another answer than the model's that there is something to see. */
    private static final double AGREEMENT = 0.8;

    private LoopPlatform() {}

    /** Gives {@code simulator} this world, with people who work as {@code options} says. */
    public static TolokaSimulator.Builder furnish(TolokaSimulator.Builder simulator, LoopOptions options) {
        return simulator
                .fixture(fixture())
                .workers(Workforce.of(options.answersPerSecond()).withAgreement(AGREEMENT));
    }

    private static Fixture fixture() {
        return Fixture.builder()
                .token(TOKEN)
                .requester(requester -> requester.name("Quickstart").balance(MUCH))
                .project(
                        PROJECT,
                        project -> project.name("Cats and dogs")
                                .input("image", Field.url())
                                .output("result", Field.string().allowed("cat", "dog")))
                .pool(
                        POOL,
                        pool -> pool.project(PROJECT)
                                .name("Cats and dogs")
                                .defaultOverlap(OVERLAP)
                                // Not closed when it runs dry: the next task may come any moment.
                                .property("auto_close_after_complete_delay_seconds", SECONDS_PER_DAY))
                .build();
    }
}
