package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.connector.journal.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** Where a sink task's parts put the effects that they want, in order, and find the account and the next ticket. */
final class Desk {
    private final boolean hasJournal;
    private final Account account = new Account();
    private List<Effect> effects = new ArrayList<>();
    private long lastTicket;

    Desk(boolean hasJournal) {
        this.hasJournal = hasJournal;
    }

    Account account() {
        return account;
    }

    long nextTicket() {
        return ++lastTicket;
    }

    void ask(Effect effect) {
        effects.add(effect);
    }

    /** Asks for a commit, with what the journal is told besides; without a journal there are publications only. */
    Effect.Commit write(
            long ticket,
            TopicPartition topicPartition,
            Tenure tenure,
            List<JournalEntry> entries,
            List<Publication> publications) {
        var all = new ArrayList<JournalEntry>();
        if (hasJournal) {
            all.addAll(entries);
            all.addAll(tenure.bookkeeping(entries));
        }
        var commit = new Effect.Commit(ticket, topicPartition, all, publications);
        effects.add(commit);
        return commit;
    }

    List<Effect> takeEffects() {
        var taken = effects;
        effects = new ArrayList<>();
        return taken;
    }
}
