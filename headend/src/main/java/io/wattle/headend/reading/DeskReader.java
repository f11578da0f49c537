package io.wattle.headend.reading;

import io.wattle.headend.link.Conversations;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Origin;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.util.Optional;

/** Readings that a desk makes in the middle of its own conversations. Safe for use by many threads; reading blocks. */
public final class DeskReader {
    /** What the ledger takes as a detail. */
    private static final int DETAIL_CHARS_MAX = 500;
    private final Conversations conversations;
    private final ReadingIntake intake;
    private final Origin origin;

    /**
     * @param origin the desk's own
     */
    public DeskReader(Conversations conversations, ReadingIntake intake, Origin origin) {
        this.conversations = conversations;
        this.intake = intake;
        this.origin = origin;
    }

    /** Reads the meter; done only if the ledger took the reading as well. */
    public Outcome<MeterReading> read(MeterLink link) throws InterruptedException {
        Outcome<MeterReading> outcome = conversations.answerOf(link.read());
        if (!(outcome instanceof Outcome.Done<MeterReading>(MeterReading reading))) {
            return outcome;
        }
        Optional<String> whyNot = ReadingIntake.whyNot(intake.accept(reading, origin).join());
        return whyNot.isEmpty() ? outcome : Outcome.refused(Refusal.OTHER, detail(whyNot.get()));
    }

    /** Whether the desk itself made this entry: its own readings are no occasion to look again, or it never ends. */
    public boolean isOwn(LedgerEntry entry) {
        return entry.origin().equals(origin);
    }

    /** As much of a text as the ledger takes. */
    public static String detail(String text) {
        return text.length() <= DETAIL_CHARS_MAX ? text : text.substring(0, DETAIL_CHARS_MAX);
    }
}
