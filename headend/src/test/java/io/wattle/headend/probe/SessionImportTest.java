package io.wattle.headend.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.headend.probe.ImportOutcome.NotTaken;
import io.wattle.headend.probe.ImportOutcome.Reason;
import io.wattle.headend.reading.ReadingIntake;
import io.wattle.headend.registry.BadFileException;
import io.wattle.headend.sts.keystore.Passphrase;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.LedgerConfig;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.PremisesCommand;
import io.wattle.ledger.entry.ProbeAct;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.LedgerView;
import io.wattle.ledger.tariff.FlatRate;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.RelayState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.CsvSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionImportTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final Passphrase PASSPHRASE = Passphrase.of("a long walk to the meter".toCharArray());
    @TempDir
    Path folder;
    private Ledger ledger;
    private TechnicianKey ama;
    private Path list;
    private SessionImport sessions;

    @BeforeEach
    void setUp() throws IOException {
        ledger = Ledger.open(LedgerConfig.of(folder.resolve("journal"),
                Map.of(Unit.Kind.ENERGY, new FlatRate("rate", "USD", 20))), () -> NOW);
        ledger.submit(new Command.RegisterMeter(Origin.automatic("test", "test"), "m1", "a1", Unit.WATT_HOUR,
                Unit.WATT_HOUR)).join();
        Path login = folder.resolve("ama");
        list = Files.writeString(folder.resolve("technicians"), TechnicianKey.enrol("Ama", login, PASSPHRASE));
        ama = TechnicianKey.read(login, PASSPHRASE);
        sessions = imports(Optional.of(list));
    }

    @AfterEach
    void tearDown() {
        ledger.close();
    }

    @Test
    void shouldTakeASessionOnceAndAnswerTheSameAgain() {
        SignedSession signed = ama.sign(session(act("m1", NOW.minusSeconds(60), "accepted"),
                read("m1", NOW.minusSeconds(30), new MeterQuantity.Energy(1_000))));

        ImportOutcome first = sessions.bring(signed);
        long sequence = sequence();

        assertThat(first).isInstanceOfSatisfying(ImportOutcome.Taken.class,
                taken -> assertThat(taken.records()).extracting(ImportOutcome.RecordOutcome::words)
                        .containsExactly("noted", "noted; the reading counts"));
        assertThat(sequence).isEqualTo(1 + 3);
        assertThat(sessions.bring(signed)).isEqualTo(first);
        assertThat(sequence()).isEqualTo(sequence);
    }

    @Test
    void shouldTakeNothingTwiceWhenItsAnswerWasLost() throws IOException {
        SignedSession signed = ama.sign(session(act("m1", NOW.minusSeconds(60), "accepted"),
                read("m1", NOW.minusSeconds(30), new MeterQuantity.Energy(1_000))));
        sessions.bring(signed);
        long sequence = sequence();
        Files.delete(folder.resolve("answers").resolve(ID + ".json"));

        assertThat(sessions.bring(signed)).isInstanceOf(ImportOutcome.Taken.class);

        assertThat(sequence()).isEqualTo(sequence);
    }

    @Test
    void shouldFinishWhatACrashCutOffAfterItsFirstRecord() {
        ProbeRecord first = act("m1", NOW.minusSeconds(60), "accepted");
        SignedSession signed = ama.sign(session(first, act("m1", NOW.minusSeconds(40), "used already"),
                read("m1", NOW.minusSeconds(30), new MeterQuantity.Energy(1_000))));
        // As far as it came: the first act is on disk, no answer is.
        ledger.submit(new PremisesCommand.NoteProbeAct(Origin.manual("Ama", "probe"), "probe-" + ID + "-0", "m1",
                new ProbeAct(ID, 0, first.kind(), first.at(), first.place(), first.outcome()))).join();
        long before = sequence();

        assertThat(sessions.bring(signed)).isInstanceOfSatisfying(ImportOutcome.Taken.class,
                taken -> assertThat(taken.records()).extracting(ImportOutcome.RecordOutcome::words)
                        .containsExactly("noted", "noted", "noted; the reading counts"));
        assertThat(sequence()).isEqualTo(before + 3);
    }

    @Test
    void shouldRefuseASessionThatSaysSomethingElseThanTheOneTaken() {
        sessions.bring(ama.sign(session(act("m1", NOW, "accepted"))));
        refused(Reason.SESSION_CHANGED, ama.sign(session(act("m1", NOW, "rejected"))));
    }

    @Test
    void shouldRefuseTheWholeSessionForOneRecordThatCannotBe() {
        ProbeRecord good = act("m1", NOW, "accepted");
        refused(Reason.ACT_IN_THE_FUTURE, ama.sign(session(good, act("m1", NOW.plus(Duration.ofHours(1)), "x"))));
        refused(Reason.METER_NOT_KNOWN, ama.sign(session(good, act("m2", NOW, "x"))));
        refused(Reason.METER_COUNTS_OTHERWISE,
                ama.sign(session(good, read("m1", NOW, new MeterQuantity.Volume(5)))));
    }

    /** Signed by who may, and yet not to be taken: his program may be another than ours. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
            "2026-03-02T10:07:00Z; +99999999-01-01T00:00:00Z; at must be",
            "2026-03-02T10:07:00Z; -99999999-01-01T00:00:00Z; at must be",
            "\"kind\":\"READ\"; \"kind\":\"STEAL\"; records[0]", "\"value\":1000; \"value\":1000.5; whole number",
            "\"value\":1000; \"value\":99999999999999999999; whole number",
            "\"unit\":\"Wh\"; \"unit\":\"?\"; records[0]",
            "\"outcome\":\"read\"; \"outcome\":\"\"; outcome", "\"outcome\":\"read\"; \"outcome\":7; outcome",
            "CONNECTED; BURNING; records[0]", "\"meter\":\"m1\"; \"meter\":\"\"; meter",
            "\"session\":; \"session\":\"x\",\"session\":; JSON", "\"records\":[; \"records\":[[; JSON",
            "]}; ; JSON"})
    void shouldRefuseASignedSessionThatCannotBe(String there, @Nullable String instead, String named) throws Exception {
        String payload = new String(ama.sign(session(read("m1", NOW.minusSeconds(31), new MeterQuantity.Energy(1_000))))
                .payload(), StandardCharsets.UTF_8);
        String when = NOW.minusSeconds(31).toString();
        String changed = payload.replace(there.startsWith("2026") ? when : there, instead == null ? "" : instead);
        assertThat(changed).isNotEqualTo(payload);
        long before = sequence();

        assertThat(sessions.bring(ama.signBytes(changed.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOfSatisfying(NotTaken.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.SESSION_UNREADABLE);
                    assertThat(refused.detail()).contains(named);
                });
        assertThat(sequence()).isEqualTo(before);
    }

    @Test
    void shouldRefuseWhoIsNotKnownAndWhatIsNotSigned() throws IOException {
        SignedSession signed = ama.sign(session(act("m1", NOW, "accepted")));
        byte[] changed = signed.payload();
        changed[changed.length - 4] ^= 1;
        refused(Reason.BAD_SIGNATURE, new SignedSession("Ama", changed, signed.signature()));
        refused(Reason.BAD_SIGNATURE, new SignedSession("Ama", signed.payload(), new byte[3]));
        refused(Reason.UNKNOWN_TECHNICIAN, new SignedSession("Eve", signed.payload(), signed.signature()));
        Path eve = folder.resolve("eve");
        Files.writeString(list, TechnicianKey.enrol("Eve", eve, PASSPHRASE) + "\n");
        // Eve signs a session in which Ama is said to have been there.
        refused(Reason.BAD_SIGNATURE, new SignedSession("Eve", signed.payload(), TechnicianKey.read(eve, PASSPHRASE)
                .sign(session(act("m1", NOW, "accepted")))
                .signature()));
        sessions = imports(Optional.empty());
        refused(Reason.NO_TECHNICIANS, signed);
    }

    @Test
    void shouldKeepALoginFromOthersAndFromWhoDoesNotKnowItsPassphrase() throws IOException {
        Path login = folder.resolve("ama");
        assertThat(Files.getPosixFilePermissions(login)).hasSize(2);
        assertThat(Files.readString(login)).startsWith("technician Ama\nargon2id 19456 2 1 ");
        assertThat(ama.toString()).doesNotContain(Files.readAllLines(login).get(1).substring(8));
        assertThatThrownBy(() -> TechnicianKey.enrol("Ama", login, PASSPHRASE)).isInstanceOf(BadFileException.class);
        assertThatThrownBy(() -> TechnicianKey.read(login, Passphrase.of("a long walk to the moon!".toCharArray())))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("passphrase");
        assertThatThrownBy(
                () -> TechnicianKey.enrol("Eve", folder.resolve("eve"), Passphrase.of("short".toCharArray())))
                .hasMessageContaining("12 bytes");
        assertThat(folder.resolve("eve")).doesNotExist();
        // The name is part of the seal: nobody signs as another with his own key.
        String renamed = Files.readString(login).replace("Ama", "Eve");
        Files.writeString(login, renamed);
        assertThatThrownBy(() -> TechnicianKey.read(login, PASSPHRASE)).isInstanceOf(BadFileException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "technician Ama", "technician Ama\ned25519 MC4CAQAwBQYDK2VwBCIEIA==",
            "technician Ama\nargon2id 1 2 1 AAAA AAAA", "technician Ama\nargon2id 999999999 2 1 AAAA AAAA",
            "technician Ama\nargon2id 19456 2 1 ! AAAA", "technician Ama\nargon2id 19456 2 1 AAAA"})
    void shouldNotBeConfusedByAFileThatIsNoLogin(String text) throws IOException {
        Path login = folder.resolve("ama");
        Files.writeString(login, text);
        assertThatThrownBy(() -> TechnicianKey.read(login, PASSPHRASE)).isInstanceOf(BadFileException.class);
    }

    @Test
    void shouldTakeWhatTheOldKeySignedUntilItIsRevokedAndThenNoMore() throws IOException {
        SignedSession before = ama.sign(session(act("m1", NOW, "accepted")));
        String old = Files.readString(list).strip();
        Path login = folder.resolve("ama");
        Passphrase next = Passphrase.of("another way to the meter".toCharArray());
        String fresh = TechnicianKey.rekey(login, PASSPHRASE, next);
        ama = TechnicianKey.read(login, next);
        SignedSession after = ama.sign(new ProbeSession("0".repeat(32), "Ama", List.of(act("m1", NOW, "accepted"))));
        refused(Reason.BAD_SIGNATURE, after);

        Files.writeString(list, old + "\n" + fresh + "\n");
        assertThat(sessions.bring(after)).isInstanceOf(ImportOutcome.Taken.class);
        assertThat(sessions.bring(before)).isInstanceOf(ImportOutcome.Taken.class);

        Files.writeString(list, "revoked " + old + "\n" + fresh + "\n");
        refused(Reason.KEY_REVOKED, before);
        assertThat(sessions.bring(after)).isInstanceOf(ImportOutcome.Taken.class);
        Files.writeString(list, old + "\nrubbish\n");
        refused(Reason.LIST_UNREADABLE, after);
        assertThatThrownBy(() -> imports(Optional.of(list))).isInstanceOf(BadFileException.class);
        assertThatThrownBy(() -> TechnicianKey.read(login, PASSPHRASE)).isInstanceOf(BadFileException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "abc Ama", "MCowBQYDK2VwAyEA Ama", "revoked abc Ama"})
    void shouldNameWhatIsWrongWithAListOfTechnicians(String line) throws IOException {
        Path file = Files.writeString(folder.resolve("list"), "# keys\n" + line + "\n");
        assertThatThrownBy(() -> Technicians.read(file)).isInstanceOf(BadFileException.class)
                .hasMessageContaining("2");
    }

    private void refused(Reason reason, SignedSession signed) {
        long before = sequence();
        assertThat(sessions.bring(signed)).isInstanceOfSatisfying(NotTaken.class,
                refused -> assertThat(refused.reason()).isEqualTo(reason));
        assertThat(sequence()).isEqualTo(before);
    }

    private SessionImport imports(Optional<Path> technicians) {
        return new SessionImport(technicians, ledger, new ReadingIntake(ledger),
                new AnswerFolder(folder.resolve("answers")), () -> NOW);
    }

    private long sequence() {
        return ledger.ask(LedgerView::lastSequence).join();
    }

    private static ProbeSession session(ProbeRecord... records) {
        return new ProbeSession(ID, "Ama", List.of(records));
    }

    private static ProbeRecord act(String meter, Instant at, String outcome) {
        return new ProbeRecord(ProbeAct.Kind.TOKEN, meter, at, "Ring Road 7", outcome, Optional.empty());
    }

    private static ProbeRecord read(String meter, Instant at, MeterQuantity register) {
        return new ProbeRecord(ProbeAct.Kind.READ, meter, at, "", "read",
                Optional.of(new MeterReading(meter, at, at, register, Optional.of(new MeterQuantity.Energy(500)),
                        Optional.of(RelayState.CONNECTED))));
    }
}
