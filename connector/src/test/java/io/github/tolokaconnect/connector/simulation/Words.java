package io.github.tolokaconnect.connector.simulation;

import io.github.tolokaconnect.client.Answer;
import io.github.tolokaconnect.client.Operation;
import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.delivery.Publication;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.delivery.SubmissionEvent;
import io.github.tolokaconnect.connector.journal.JournalEntry;
import io.github.tolokaconnect.connector.journal.Recovered;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Facts and effects in the few words that a history needs. */
final class Words {
    private Words() {}

    static String of(Facts facts) {
        var offsets = facts.batch().tasks().stream()
                .map(task -> task.origin().offset() + (task.isReadable() ? "" : "?"))
                .toList();
        return name(facts.operationId()) + " of " + facts.batch().topicPartition() + offsets + " to "
                + facts.batch().pool();
    }

    static String of(List<Effect.Commit> commits) {
        var words = new ArrayList<String>();
        for (Effect.Commit commit : commits) {
            commit.entries().forEach(entry -> words.add(of(entry)));
            commit.publications().forEach(publication -> words.add(of(publication)));
        }
        return String.join(", ", words);
    }

    static String of(Answer<?> answer) {
        if (answer instanceof Answer.Rejected<?> rejected) {
            return rejected.problem().code();
        }
        if (answer instanceof Answer.Unavailable<?> unavailable) {
            return unavailable.reason();
        }
        return answer.getClass().getSimpleName();
    }

    static String of(SubmissionEvent event) {
        if (event instanceof SubmissionEvent.SubmitAnswered answered) {
            return of(answered.answer());
        }
        if (event instanceof SubmissionEvent.ReadAnswered answered) {
            return answered.answer() instanceof Answer.Accepted<Operation> found
                    ? found.value().status().value()
                    : of(answered.answer());
        }
        return event instanceof SubmissionEvent.Collected collected
                ? collected.findings().toString()
                : event.toString();
    }

    static String of(Recovered recovered) {
        var open = recovered.open().stream().map(Words::of).toList();
        return "frontier " + recovered.frontier() + ", settled [" + recovered.settled() + "], open " + open;
    }

    private static String of(JournalEntry entry) {
        if (entry instanceof JournalEntry.Prepared prepared) {
            return "PREPARED " + name(prepared.operationId()) + "@" + prepared.offsets();
        }
        if (entry instanceof JournalEntry.Done done) {
            return "DONE " + name(done.operationId()) + "@" + done.settled();
        }
        if (entry instanceof JournalEntry.Refused refused) {
            return "REFUSED @" + refused.settled();
        }
        if (entry instanceof JournalEntry.Checkpoint checkpoint) {
            return "CHECKPOINT " + checkpoint.frontier();
        }
        if (entry instanceof JournalEntry.Forgotten forgotten) {
            return "FORGOTTEN " + forgotten.key().kind();
        }
        return entry.toString();
    }

    private static String of(Publication publication) {
        if (publication instanceof Publication.Entered entered) {
            return "told of " + entered.status();
        }
        return "told of " + publication.getClass().getSimpleName().toUpperCase(Locale.ROOT);
    }

    private static String name(UUID operationId) {
        return "op-" + operationId.toString().substring(0, 4);
    }
}
