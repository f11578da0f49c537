package io.wattle.headend.cli.probe;

import io.wattle.headend.probe.ProbeRecord;
import io.wattle.headend.probe.SessionFile;
import io.wattle.headend.probe.SessionLock;
import io.wattle.headend.probe.TechnicianKey;
import io.wattle.headend.sts.keystore.Passphrase;
import io.wattle.ledger.entry.ProbeAct;
import io.wattle.protocols.meter.MeterReading;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options by which what was done is kept in a session file. */
final class ProbeNotes implements AutoCloseable {
    @Option(names = "--session", paramLabel = "FILE", description = "Keep what was done in this file, signed; bring it later with wattle probe upload.")
    private Optional<Path> session = Optional.empty();

    @Option(names = "--login", paramLabel = "FILE", description = "The technician's login, made with wattle probe enrol.")
    private Optional<Path> login = Optional.empty();

    @Mixin
    private final ProbePassphrase passphrase = new ProbePassphrase();

    @Option(names = "--place", paramLabel = "TEXT", description = "Where that was, in words.")
    private String place = "";

    private Optional<TechnicianKey> key = Optional.empty();
    private Optional<SessionLock> lock = Optional.empty();

    /** Before anything is done to a meter: is there somebody to sign for it? */
    void check(CommandSpec spec, int records) {
        if (session.isPresent() != login.isPresent()) {
            throw new ParameterException(spec.commandLine(), "--session FILE and --login FILE go together");
        }
        if (place.length() > ProbeRecord.WORDS_MAX) {
            throw new ParameterException(spec.commandLine(), "--place must be at most " + ProbeRecord.WORDS_MAX
                    + " characters, was: " + place.length());
        }
        key = login.map(file -> opened(spec, file));
        if (session.isPresent() && key.isPresent()) {
            // Held until all is kept: nothing is done to a meter that another probe then writes over.
            lock = Optional.of(SessionLock.of(session.get()));
            SessionFile.check(session.get(), key.get(), records);
        }
    }

    @Override
    public void close() {
        lock.ifPresent(SessionLock::close);
        lock = Optional.empty();
    }

    private TechnicianKey opened(CommandSpec spec, Path file) {
        try (Passphrase secret = passphrase.read(spec, "Passphrase of " + file)) {
            return TechnicianKey.read(file, secret);
        }
    }

    void read(CommandSpec spec, MeterReading reading) {
        keep(spec, ProbeAct.Kind.READ, reading.meterSerial(), "read", Optional.of(reading));
    }

    void act(CommandSpec spec, ProbeAct.Kind kind, String meter, String outcome) {
        keep(spec, kind, meter, outcome, Optional.empty());
    }

    private void keep(CommandSpec spec, ProbeAct.Kind kind, String meter, String outcome,
            Optional<MeterReading> reading) {
        if (session.isPresent() && key.isPresent()) {
            SessionFile.add(session.get(), key.get(), new ProbeRecord(kind, meter,
                    Instant.now().truncatedTo(ChronoUnit.MILLIS), place, plain(outcome), reading));
            spec.commandLine().getErr().println("wattle: kept in " + session.get());
        }
    }

    /** What a meter says may hold anything. */
    private static String plain(String words) {
        String printable = words.replaceAll("[^\\x20-\\x7E]", "?");
        return printable.substring(0, Math.min(printable.length(), ProbeRecord.WORDS_MAX));
    }
}
