package io.github.tolokaconnect.chaos.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Three records: two valid ones that became tasks, one invalid that was refused. Then, in each test, one thing goes wrong. */
class EvidenceTest {

    private static final RecordId FIRST = new RecordId(1);
    private static final RecordId SECOND = new RecordId(2);
    private static final RecordId INVALID = new RecordId(3);

    private final Evidence evidence = new Evidence();

    @Test
    void aRunInWhichEveryRecordHasItsOneEffectIsExactlyOnce() {
        sendAll();
        create(FIRST, "t1");
        create(SECOND, "t2");
        refuse(INVALID);
        evidence.event(event("operation ended"));

        var verdict = evidence.verdict();

        assertThat(verdict).isEqualTo(new Verdict(3, 2, 1, 0, 0, 0, List.of()));
        assertThat(verdict.isExactlyOnce()).isTrue();
    }

    @Test
    void theOrderOfTheEvidenceDoesNotMatter() {
        refuse(INVALID);
        announce(FIRST, "t1");
        create(SECOND, "t2");
        evidence.task(Optional.of(FIRST), "t1");
        sendAll();

        assertThat(evidence.verdict().isExactlyOnce()).isTrue();
    }

    @Test
    void eachTaskBeyondTheFirstOfARecordIsADuplicate() {
        sendAll();
        create(FIRST, "t1");
        evidence.task(Optional.of(FIRST), "t1b");
        evidence.task(Optional.of(FIRST), "t1c");
        create(SECOND, "t2");
        refuse(INVALID);

        assertOffence(new Verdict(3, 2, 1, 2, 0, 0, offences()), Offence.Kind.DUPLICATE_TASK, "r-00000001");
    }

    @Test
    void aRecordWithoutTaskAndRefusalIsLost() {
        sendAll();
        create(FIRST, "t1");
        refuse(INVALID);

        assertOffence(new Verdict(3, 1, 1, 0, 1, 0, offences()), Offence.Kind.NO_RESULT, "r-00000002");
    }

    @Test
    void aRecordThatIsSaidToBeATaskButIsNoneIsLost() {
        sendAll();
        create(FIRST, "t1");
        announce(SECOND, "t2");
        refuse(INVALID);

        assertOffence(new Verdict(3, 1, 1, 0, 1, 0, offences()), Offence.Kind.NO_RESULT, "r-00000002");
    }

    @Test
    void aTaskWithoutItsEventIsLost() {
        sendAll();
        create(FIRST, "t1");
        evidence.task(Optional.of(SECOND), "t2");
        refuse(INVALID);

        assertOffence(new Verdict(3, 2, 1, 0, 1, 0, offences()), Offence.Kind.TASK_WITHOUT_EVENT, "r-00000002");
    }

    @Test
    void aTaskWhoseEventNamesAnotherTaskIsLost() {
        sendAll();
        create(FIRST, "t1");
        evidence.task(Optional.of(SECOND), "t2");
        announce(SECOND, "t9");
        refuse(INVALID);

        assertOffence(new Verdict(3, 2, 1, 0, 1, 0, offences()), Offence.Kind.TASK_WITHOUT_EVENT, "r-00000002");
    }

    @Test
    void aTaskWhoseRecordWasSaidToBeRefusedIsLost() {
        sendAll();
        create(FIRST, "t1");
        evidence.task(Optional.of(SECOND), "t2");
        refuse(SECOND);
        refuse(INVALID);

        assertOffence(new Verdict(3, 2, 1, 0, 1, 0, offences()), Offence.Kind.TASK_WITHOUT_EVENT, "r-00000002");
    }

    @Test
    void theSameEventAgainIsTwice() {
        sendAll();
        create(FIRST, "t1");
        create(SECOND, "t2");
        announce(SECOND, "t2");
        refuse(INVALID);

        assertOffence(
                new Verdict(3, 2, 1, 0, 0, 1, offences()),
                Offence.Kind.EVENT_TWICE,
                "/connectors/chaos r-00000002 is t2");
    }

    @Test
    void theSameStateOfAnOperationAgainIsTwice() {
        sendAll();
        create(FIRST, "t1");
        create(SECOND, "t2");
        refuse(INVALID);
        evidence.event(event("operation ended"));
        evidence.event(event("operation ended"));

        assertOffence(
                new Verdict(3, 2, 1, 0, 0, 1, offences()),
                Offence.Kind.EVENT_TWICE,
                "/connectors/chaos operation ended");
    }

    @Test
    void theSameIdFromAnotherSourceIsAnotherEvent() {
        evidence.event(new EventIdentity("/connectors/a", "1"));
        evidence.event(new EventIdentity("/connectors/b", "1"));

        assertThat(evidence.verdict().isExactlyOnce()).isTrue();
        assertThat(evidence.events()).isEqualTo(2);
    }

    @Test
    void aSecondResultOfARecordIsTwiceWhateverItsId() {
        sendAll();
        create(FIRST, "t1");
        create(SECOND, "t2");
        refuse(SECOND);
        refuse(INVALID);

        assertOffence(new Verdict(3, 2, 1, 0, 0, 1, offences()), Offence.Kind.SECOND_RESULT, "r-00000002");
    }

    @Test
    void aValidRecordMayNotBeRefused() {
        sendAll();
        create(FIRST, "t1");
        refuse(SECOND);
        refuse(INVALID);

        assertOffence(new Verdict(3, 1, 2, 0, 0, 0, offences()), Offence.Kind.VALID_REFUSED, "r-00000002");
    }

    @Test
    void anInvalidRecordMayNotBecomeATask() {
        sendAll();
        create(FIRST, "t1");
        create(SECOND, "t2");
        create(INVALID, "t3");

        assertOffence(new Verdict(3, 3, 0, 0, 0, 0, offences()), Offence.Kind.INVALID_CREATED, "r-00000003");
    }

    @Test
    void nothingMayBeAboutARecordThatWasNeverSent() {
        create(FIRST, "t1");
        evidence.task(Optional.empty(), "t8");
        evidence.taskCreated(event("x"), Optional.empty(), "t9");

        var verdict = evidence.verdict();

        assertThat(verdict.isExactlyOnce()).isFalse();
        assertThat(verdict.offences())
                .extracting(Offence::kind, Offence::subject)
                .containsExactly(
                        tuple(Offence.Kind.NEVER_SENT, "t8"),
                        tuple(Offence.Kind.NEVER_SENT, "/connectors/chaos x"),
                        tuple(Offence.Kind.NEVER_SENT, "r-00000001"));
    }

    @Test
    void countsRecordsWithAResultOnce() {
        announce(FIRST, "t1");
        announce(FIRST, "t1");
        refuse(FIRST);
        refuse(INVALID);

        assertThat(evidence.withResult()).isEqualTo(2);
    }

    private void assertOffence(Verdict expected, Offence.Kind kind, String subject) {
        var verdict = evidence.verdict();
        assertThat(verdict).isEqualTo(expected);
        assertThat(verdict.isExactlyOnce()).isFalse();
        assertThat(verdict.offences())
                .extracting(Offence::kind, Offence::subject)
                .containsExactly(tuple(kind, subject));
    }

    private List<Offence> offences() {
        return evidence.verdict().offences();
    }

    private void sendAll() {
        evidence.sent(FIRST, true);
        evidence.sent(SECOND, true);
        evidence.sent(INVALID, false);
    }

    private void create(RecordId record, String task) {
        evidence.task(Optional.of(record), task);
        announce(record, task);
    }

    private void announce(RecordId record, String task) {
        evidence.taskCreated(event(record + " is " + task), Optional.of(record), task);
    }

    private void refuse(RecordId record) {
        evidence.validationError(event(record + " refused"), Optional.of(record));
    }

    private static EventIdentity event(String id) {
        return new EventIdentity("/connectors/chaos", id);
    }
}
