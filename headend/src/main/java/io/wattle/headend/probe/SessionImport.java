package io.wattle.headend.probe;

import io.wattle.headend.probe.ImportOutcome.NotTaken;
import io.wattle.headend.probe.ImportOutcome.Reason;
import io.wattle.headend.probe.ImportOutcome.RecordOutcome;
import io.wattle.headend.reading.ReadingIntake;
import io.wattle.headend.registry.BadFileException;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.PremisesCommand;
import io.wattle.ledger.entry.ProbeAct;
import io.wattle.ledger.state.MeterStatus;
import io.wattle.protocols.meter.MeterReading;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Brings sessions of technicians into the ledger. All is checked before anything is changed; each act is noted under a key
 * made of session and place, so that one that was cut off by a crash is finished when it is brought again. Safe for use by
 * many threads: one session at a time; blocks.
 */
public final class SessionImport {
    /** How far a technician's clock may be ahead of ours. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(10);
    private static final String CHANNEL = "probe";

    private final Optional<Path> technicians;
    private final Ledger ledger;
    private final ReadingIntake intake;
    private final AnswerFolder answers;
    private final InstantSource clock;

    /**
     * @param technicians the list of them, which is read for each session, so that who is revoked is so at once; empty if no
     *        sessions are taken
     * @throws BadFileException if the list cannot be read now
     */
    public SessionImport(Optional<Path> technicians, Ledger ledger, ReadingIntake intake, AnswerFolder answers,
            InstantSource clock) {
        technicians.ifPresent(Technicians::read);
        this.technicians = technicians;
        this.ledger = ledger;
        this.intake = intake;
        this.answers = answers;
        this.clock = clock;
    }

    /** Whether somebody of that name is among the technicians, as far as their list can be read. */
    public boolean isTechnician(String name) {
        try {
            return technicians.isPresent() && Technicians.read(technicians.get()).know(name);
        } catch (BadFileException _) {
            return true; // that is said when a session is brought
        }
    }

    /** Takes it, or says why not. */
    public synchronized ImportOutcome bring(SignedSession signed) {
        if (technicians.isEmpty()) {
            return new NotTaken(Reason.NO_TECHNICIANS, "", "this head-end takes no sessions: set probe.technicians");
        }
        Technicians known;
        try {
            known = Technicians.read(technicians.get());
        } catch (BadFileException bad) {
            return new NotTaken(Reason.LIST_UNREADABLE, "", String.valueOf(bad.getMessage()));
        }
        Optional<NotTaken> unsigned = switch (known.of(signed)) {
            case SIGNED -> Optional.empty();
            case UNKNOWN -> Optional.of(new NotTaken(Reason.UNKNOWN_TECHNICIAN, "technician",
                    "nobody named " + signed.technician() + " is among the technicians"));
            case REVOKED -> Optional.of(new NotTaken(Reason.KEY_REVOKED, "signature",
                    "the key of " + signed.technician() + " that signed it was revoked"));
            case NOT_SIGNED -> Optional.of(new NotTaken(Reason.BAD_SIGNATURE, "signature",
                    "the file was changed after it was signed, or was not signed with a key of "
                            + signed.technician()));
        };
        if (unsigned.isPresent()) {
            return unsigned.get();
        }
        ProbeSession session;
        try {
            session = SessionCodec.decode(signed.payload());
        } catch (IllegalArgumentException e) {
            return new NotTaken(Reason.SESSION_UNREADABLE, "payload", String.valueOf(e.getMessage()));
        }
        if (!session.technician().equals(signed.technician())) {
            return new NotTaken(Reason.BAD_SIGNATURE, "technician", "the session is of " + session.technician()
                    + ", and signed by " + signed.technician());
        }
        Optional<AnswerFolder.Answer> before = answers.find(session.id());
        if (before.isPresent()) {
            return before.get().digest().equals(signed.digest())
                    ? before.get().taken()
                    : new NotTaken(Reason.SESSION_CHANGED, "session", "session " + session.id()
                            + " was taken before, and said something else");
        }
        return why(session).<ImportOutcome>map(refused -> refused).orElseGet(() -> take(session, signed.digest()));
    }

    private Optional<NotTaken> why(ProbeSession session) {
        Instant latest = clock.instant().plus(CLOCKS_APART);
        for (int i = 0; i < session.records().size(); i++) {
            ProbeRecord record = session.records().get(i);
            String field = "records[" + i + "]";
            if (record.at().isAfter(latest)) {
                return Optional.of(new NotTaken(Reason.ACT_IN_THE_FUTURE, field + ".at",
                        record.at() + " is in the future: is the clock of the technician's machine wrong?"));
            }
            Optional<MeterStatus> meter = ledger.ask(view -> view.meter(record.meter())).join();
            if (meter.isEmpty()) {
                return Optional.of(new NotTaken(Reason.METER_NOT_KNOWN, field + ".meter",
                        "no meter is registered under " + record.meter()));
            }
            if (record.reading().filter(reading -> !fits(reading, meter.get())).isPresent()) {
                return Optional.of(new NotTaken(Reason.METER_COUNTS_OTHERWISE, field + ".reading", "meter "
                        + record.meter() + " counts " + meter.get().registerUnit().code() + " and holds "
                        + meter.get().balanceUnit().code()));
            }
        }
        return Optional.empty();
    }

    private static boolean fits(MeterReading reading, MeterStatus meter) {
        return ReadingIntake.quantity(reading.register()).unit().equals(meter.registerUnit())
                && reading.balance()
                        .map(balance -> ReadingIntake.quantity(balance).unit().equals(meter.balanceUnit()))
                        .orElse(true);
    }

    private ImportOutcome take(ProbeSession session, String digest) {
        List<RecordOutcome> outcomes = new ArrayList<>();
        Origin by = Origin.manual(session.technician(), CHANNEL);
        for (int i = 0; i < session.records().size(); i++) {
            ProbeRecord record = session.records().get(i);
            Outcome noted = ledger.submit(new PremisesCommand.NoteProbeAct(by, "probe-" + session.id() + "-" + i,
                    record.meter(), new ProbeAct(session.id(), i, record.kind(), record.at(), record.place(),
                            record.outcome())))
                    .join();
            if (noted instanceof Outcome.Refused refused && refused.reason().retryable()) {
                return busy(refused);
            }
            String words = noted instanceof Outcome.Refused refused
                    ? "not noted: " + refused.reason() + ", " + refused.detail()
                    : "noted";
            if (record.reading().isPresent()) {
                Outcome read = intake.accept(record.reading().get(), by).join();
                if (read instanceof Outcome.Refused refused && refused.reason().retryable()) {
                    return busy(refused);
                }
                words += "; " + ReadingIntake.whyNot(read).orElseGet(() -> counts(read));
            }
            outcomes.add(new RecordOutcome(i, record.meter(), record.kind().name(), words));
        }
        ImportOutcome.Taken taken = new ImportOutcome.Taken(session.id(), session.technician(), outcomes);
        answers.keep(digest, taken);
        return taken;
    }

    private static String counts(Outcome read) {
        String found = read instanceof Outcome.Accepted(LedgerEntry entry)
                ? entry.facts()
                        .stream()
                        .filter(Fact.FindingRaised.class::isInstance)
                        .map(fact -> ", with a finding: " + ((Fact.FindingRaised) fact).words())
                        .collect(Collectors.joining())
                : "";
        return "the reading counts" + found;
    }

    private static NotTaken busy(Outcome.Refused refused) {
        return new NotTaken(Reason.LEDGER_BUSY, "", refused.reason() + ", " + refused.detail()
                + "; what was taken of it is not taken twice when it is brought again");
    }
}
