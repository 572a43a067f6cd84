package io.github.tolokaconnect.connector.simulation;

import static io.github.tolokaconnect.connector.simulation.RecordKind.GOOD;
import static io.github.tolokaconnect.connector.simulation.RecordKind.POISON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The moments at which a sink task can die or lose its topic-partition. Each test stops the world at one of them and lets another
 * sink task take over; in the end every promise is checked by {@link Hand#finish}.
 */
class CrashPointTest {
    private static final Set<Long> ALL = Set.of(0L, 1L);

    /** Two records of one pool, which make one operation. */
    private final Hand hand = new Hand(GOOD, GOOD);

    private final World world = hand.world();

    @Test
    void beforePreparedIsCommitted() {
        var dying = hand.owner();
        hand.until(dying, Hand.PREPARING);

        world.crash(dying);

        hand.owner();
        hand.finish();
        assertThat(world.platform().compositions()).first().isEqualTo(ALL);
    }

    @Test
    void whilePreparedIsCommitted() {
        var dying = hand.owner();
        hand.until(dying, Hand.PREPARING);
        dying.runEffect();
        hand.transact(Transactions.Fate.IN_DOUBT);

        world.crash(dying);

        world.transactions().settleDoubt(0, true);
        hand.owner();
        hand.finish();
        assertThat(world.platform().compositions()).first().isEqualTo(ALL);
    }

    @Test
    void afterPreparedBeforeThePost() {
        var dying = hand.owner();
        hand.until(dying, Hand.POSTING);

        world.crash(dying);

        hand.owner(Settings.DEFAULT.withBatchSize(1).withPoolShift(1));
        hand.finish();
        assertThat(world.platform().compositions()).first().isEqualTo(ALL);
    }

    @Test
    void afterThePostBeforeItsAnswer() {
        var dying = hand.owner();
        hand.until(dying, Hand.POSTING);
        dying.runEffect();
        hand.transport(Network.Fate.ARRIVES);

        world.crash(dying);

        hand.owner();
        hand.settle();
        assertThat(world.platform().compositions()).containsExactly(ALL);
        hand.finish();
    }

    @Test
    void whileTheOperationRuns() {
        var dying = hand.owner();
        hand.until(dying, Hand.READING);

        world.crash(dying);

        hand.owner();
        hand.settle();
        assertThat(world.platform().compositions()).containsExactly(ALL);
        hand.finish();
    }

    @Test
    void afterTheEndBeforeTheResultsAreCommitted() {
        var dying = hand.owner();
        hand.until(dying, Hand.ENDING);

        world.crash(dying);

        hand.owner();
        hand.settle();
        assertThat(world.platform().compositions()).containsExactly(ALL);
        hand.finish();
    }

    @ParameterizedTest(name = "it happened={0}")
    @ValueSource(booleans = {true, false})
    void whileTheCommitIsInDoubt(boolean happened) {
        var dying = hand.owner();
        hand.until(dying, Hand.ENDING);
        dying.runEffect();
        hand.transact(Transactions.Fate.IN_DOUBT);

        world.crash(dying);

        world.transactions().settleDoubt(0, happened);
        hand.owner();
        hand.settle();
        assertThat(world.platform().compositions()).containsExactly(ALL);
        hand.finish();
    }

    @ParameterizedTest(name = "it happened={0}")
    @ValueSource(booleans = {true, false})
    void whileTheCommitIsInDoubtAndTheSinkTaskLives(boolean happened) {
        var owner = hand.owner();
        hand.until(owner, Hand.ENDING);
        owner.runEffect();

        hand.transact(Transactions.Fate.IN_DOUBT);

        world.transactions().settleDoubt(0, happened);
        hand.settle();
        assertThat(world.platform().compositions()).containsExactly(ALL);
        hand.finish();
    }

    @Test
    void afterTheCommitBeforeTheGroupOffset() {
        var dying = hand.owner();
        hand.until(dying, Hand.ENDING);
        dying.runEffect();
        hand.transact(Transactions.Fate.COMMITS);

        world.crash(dying);

        assertThat(world.group().offset(hand.partition())).isNull();
        var next = hand.owner();
        hand.settle();
        assertThat(world.platform().compositions()).containsExactly(ALL);
        assertThat(next.view().totals().created()).isZero();
        hand.finish();
    }

    @Test
    void afterAFailedOperationBeforeTheNextTry() {
        var dying = hand.owner();
        hand.until(dying, Hand.POSTING);
        dying.runEffect();
        hand.transport(Network.Fate.ARRIVES, new Platform.Plan(Platform.End.FAIL_HALFWAY, Duration.ofSeconds(1), 1));
        hand.until(dying, Hand.ENDING);
        dying.runEffect();
        hand.transact(Transactions.Fate.COMMITS);

        world.crash(dying);

        hand.owner();
        hand.settle();
        assertThat(world.platform().compositions()).containsExactly(ALL, Set.of(1L));
        hand.finish();
    }

    @Test
    void afterARefusedRequestBeforeItsHalves() {
        var searching = new Hand(GOOD, POISON);
        var dying = searching.owner();
        searching.until(dying, Hand.ENDING);
        dying.runEffect();
        searching.transact(Transactions.Fate.COMMITS);

        searching.world().crash(dying);

        searching.owner();
        searching.settle();
        assertThat(searching.world().platform().compositions()).containsExactly(Set.of(0L));
        searching.finish();
    }

    @Test
    void aZombieSendsWhatItPreparedAfterItsPartitionMoved() {
        var zombie = hand.owner();
        hand.until(zombie, Hand.POSTING);
        zombie.pause(true);
        hand.owner();
        hand.settle();

        zombie.pause(false);
        hand.until(zombie, Hand.READING);

        assertThat(world.platform().compositions()).containsExactly(ALL);
        hand.finish();
    }

    @Test
    void aZombiePreparesAfterItsPartitionMoved() {
        var zombie = hand.owner();
        hand.until(zombie, Hand.PREPARING);
        zombie.pause(true);
        hand.owner();
        hand.settle();

        zombie.pause(false);
        zombie.runEffect();
        hand.transact(Transactions.Fate.COMMITS);
        zombie.call(zombie.partitions(), 10);

        assertThat(zombie.view().unclaimed()).containsExactly(hand.partition());
        assertThat(world.platform().compositions()).containsExactly(ALL);
        hand.finish();
    }

    @Test
    void aZombiePublishesResultsAfterItsPartitionMoved() {
        var zombie = hand.owner();
        hand.until(zombie, Hand.ENDING);
        zombie.pause(true);
        hand.owner();
        hand.settle();

        zombie.pause(false);
        zombie.runEffect();
        hand.transact(Transactions.Fate.COMMITS);

        hand.finish();
    }

    @Test
    void aZombieClaimsBackWhatItLost() {
        var zombie = hand.owner();
        hand.until(zombie, Hand.POSTING);
        zombie.pause(true);
        var owner = hand.owner();
        hand.until(owner, Hand.READING);

        zombie.pause(false);
        hand.until(zombie, Hand.ENDING);

        hand.finish();
        assertThat(world.platform().compositions()).first().isEqualTo(ALL);
    }

    @Test
    void aDelayedPostArrivesAfterItsSenderDiedAndEverythingIsDone() {
        var dying = hand.owner();
        hand.until(dying, Hand.POSTING);
        dying.runEffect();
        var delayed = world.network().requests().get(0);
        world.network().requests().remove(delayed);
        world.crash(dying);
        hand.owner();
        hand.settle();

        world.network().run(delayed, Network.Fate.ARRIVES, Platform.Plan.GOOD);

        assertThat(world.platform().compositions()).containsExactly(ALL);
        hand.finish();
    }

    @Test
    void aDelayedPostArrivesBetweenTheNextOwnersReadAndItsPost() {
        var dying = hand.owner();
        hand.until(dying, Hand.POSTING);
        dying.runEffect();
        var delayed = world.network().requests().get(0);
        world.network().requests().remove(delayed);
        world.crash(dying);
        hand.until(hand.owner(), Hand.POSTING);

        world.network().run(delayed, Network.Fate.ARRIVES, Platform.Plan.GOOD);

        hand.settle();
        assertThat(world.platform().compositions()).containsExactly(ALL);
        hand.finish();
    }

    @Test
    void aRepeatedPost() {
        var owner = hand.owner();
        hand.until(owner, Hand.POSTING);
        owner.runEffect();

        hand.transport(Network.Fate.REPEATED);

        hand.settle();
        assertThat(world.platform().compositions()).containsExactly(ALL);
        hand.finish();
    }

    @Test
    void theGroupOffsetIsLostWhileAnOperationRuns() {
        var dying = hand.owner();
        hand.until(dying, Hand.READING);
        world.crash(dying);

        world.group().move(hand.partition(), null);

        hand.owner();
        hand.settle();
        assertThat(world.platform().compositions()).containsExactly(ALL);
        hand.finish();
    }

    @Test
    void theGroupIsMovedBeyondAnOperationThatWasPrepared() {
        var dying = hand.owner();
        hand.until(dying, Hand.POSTING);
        world.crash(dying);

        world.group().move(hand.partition(), 2L);

        hand.owner();
        hand.settle();
        assertThat(world.platform().compositions()).containsExactly(ALL);
        hand.finish();
    }

    @Test
    void aPoolIsClosedToTheConnectorAfterItsOperationWasSent() {
        var dying = hand.owner();
        hand.until(dying, Hand.READING);
        world.crash(dying);

        hand.owner(Settings.DEFAULT.withClosedPool(0));

        hand.settle();
        assertThat(world.platform().compositions()).containsExactly(ALL);
        assertThat(world.oracle().hasTask(hand.partition(), 0)).isTrue();
        hand.finish();
    }

    @Test
    void recordsOfAPreparedOperationAreGone() {
        var dying = hand.owner();
        hand.until(dying, Hand.POSTING);
        world.crash(dying);

        world.source().remove(hand.partition(), 0);

        hand.owner();
        hand.settle();
        assertThat(world.platform().compositions()).containsExactly(Set.of(1L));
        hand.finish();
    }

    @Test
    void aPreparedOperationIsOlderThanThePlatformsMemory() {
        var dying = hand.owner();
        hand.until(dying, Hand.POSTING);
        world.crash(dying);

        world.elapseLong(Settings.ID_MEMORY.plusDays(1));

        hand.owner();
        hand.settle();
        assertThat(world.platform().compositions()).isEmpty();
        hand.finish();
    }
}
