package io.wattle.ledger.decide;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.LogEntry;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision.Repeat;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides about a meter's own log of credits. */
final class LogDecisions {
    static final int LINES_MAX = 32;
    private final Duration window;

    LogDecisions(Duration window) {
        this.window = window;
    }

    Decision record(Command.RecordCreditLog command, LedgerState state, long sequence, Instant time) {
        Optional<Refuse> malformed = malformed(command.lines());
        if (malformed.isPresent()) {
            return malformed.get();
        }
        MeterState meter = state.meters.get(command.meter());
        if (meter == null) {
            return Decider.unknownMeter(command.meter());
        }
        Optional<Refuse> refused = RetiredMeter.inService(meter).or(() -> wrongUnit(meter, command.lines()));
        if (refused.isPresent()) {
            return refused.get();
        }
        LogFacts facts = new LogFacts(meter, state, sequence, time.plus(window));
        for (LogEntry line : command.lines()) {
            if (line.logSequence() > meter.seldom().lastLogSequence()) {
                facts.add(line);
            }
        }
        return facts.all().isEmpty()
                ? new Repeat(meter.seldom().lastLogEntry())
                : new Accept(Optional.empty(), facts.all());
    }

    private static Optional<Refuse> malformed(List<LogEntry> lines) {
        if (lines.isEmpty() || lines.size() > LINES_MAX) {
            return Optional.of(new Refuse(Refusal.MALFORMED, "lines", "must be 1.." + LINES_MAX + " lines, was: "
                    + lines.size()));
        }
        long before = 0;
        for (LogEntry line : lines) {
            Optional<Refuse> bad = Wellformed.name("lines.reference", line.reference());
            if (bad.isPresent()) {
                return bad;
            }
            if (line.logSequence() <= before) {
                return Optional.of(new Refuse(Refusal.MALFORMED, "lines.logSequence", "must be above " + before
                        + ", was: " + line.logSequence()));
            }
            if (!line.amount().isPositive() || line.amount().value() > Wellformed.VALUE_MAX) {
                return Optional.of(new Refuse(Refusal.MALFORMED, "lines.amount", "must be 1.." + Wellformed.VALUE_MAX
                        + ", was: " + line.amount()));
            }
            before = line.logSequence();
        }
        return Optional.empty();
    }

    private static Optional<Refuse> wrongUnit(MeterState meter, List<LogEntry> lines) {
        return lines.stream()
                .filter(line -> !line.amount().unit().equals(meter.balanceUnit()))
                .findFirst()
                .map(line -> new Refuse(Refusal.WRONG_UNIT, "lines.amount", "must be in " + meter.balanceUnit().code()
                        + ", was in " + line.amount().unit().code()));
    }
}
