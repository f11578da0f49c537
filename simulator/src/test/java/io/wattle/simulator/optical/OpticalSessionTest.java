package io.wattle.simulator.optical;

import static io.wattle.simulator.optical.OpticalBench.QUICK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.protocols.optical.message.DataSet;
import io.wattle.protocols.optical.message.Identification;
import io.wattle.protocols.optical.message.Trouble;
import io.wattle.protocols.optical.openmuc.J62056Reader;
import io.wattle.protocols.optical.session.OpticalException;
import io.wattle.protocols.optical.session.OpticalSession;
import io.wattle.protocols.optical.session.Password;
import io.wattle.protocols.optical.session.ReadOut;
import io.wattle.protocols.optical.session.TroubleCounts;
import io.wattle.protocols.serial.LineSettings;
import io.wattle.protocols.serial.SerialLine;
import io.wattle.protocols.serial.SerialPorts;
import io.wattle.simulator.fault.OpticalFault;
import io.wattle.simulator.fault.OpticalFault.Kind;
import io.wattle.simulator.meter.MeterTruth;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Our session before simulated meters, over real lines. */
@Timeout(60)
class OpticalSessionTest {
    private static final Optional<Password> PASSWORD = Optional.of(new Password("00000000"));
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"WTLxwattle, A, 300", "WTLBwattle, B, 1200", "WTL5wattle, C, 9600", "WTl6wattle, C, 19200",
            "WTL5\\2wattle, E, 9600"})
    void shouldReadOutInEveryModeThatAnswers(String identification, Identification.Mode mode, int baud)
            throws IOException {
        for (OpticalServer.Kind kind : OpticalServer.Kind.values()) {
            try (OpticalBench bench = new OpticalBench(kind,
                    OpticalManners.standard().withIdentification(identification), 1);
                    SerialLine line = bench.open();
                    OpticalSession session = bench.session(line)) {
                bench.clock.advance(Duration.ofHours(30));

                ReadOut readOut = session.readOut("");

                assertThat(readOut.identification().mode()).isEqualTo(mode);
                assertThat(readOut.identification().baud()).isEqualTo(baud);
                assertThat(readOut.identification().name()).isEqualTo("wattle");
                assertShows(readOut, bench.meter().truth());
                assertThat(bench.troubles.seen()).isEmpty();
            }
        }
    }

    @Test
    void shouldHearAMeterThatSpeaksUnasked() throws IOException {
        try (PseudoCable pty = PseudoCable.open(folder);
                OpticalBench bench = OpticalBench.raw(OpticalManners.standard().withIdentification("WTL3wattle"));
                SerialLine line = SerialPorts.open(pty.left(), OpticalBench.PATIENCE);
                SerialLine far = SerialPorts.open(pty.right(), OpticalBench.PATIENCE);
                OpticalSession session = new OpticalSession(line, QUICK, bench.troubles)) {
            CompletableFuture<ReadOut> heard = CompletableFuture.supplyAsync(() -> {
                try {
                    return session.listen(2_400, Duration.ofSeconds(5));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            bench.server.bus().push(far);

            assertShows(heard.join(), bench.meter().truth());
        }
    }

    @ParameterizedTest
    @CsvSource({"WTLxwattle", "WTLBwattle", "WTL5wattle"})
    void shouldGiveTheSameValuesAsAReaderMadeByOthersOverAPseudoTerminal(String identification) throws Exception {
        try (PseudoCable pty = PseudoCable.open(folder);
                OpticalBench bench = OpticalBench.raw(OpticalManners.standard());
                SerialLine far = SerialPorts.open(pty.right(), OpticalBench.PATIENCE);
                SerialLine line = SerialPorts.open(pty.left(), OpticalBench.PATIENCE)) {
            MeterBus bus = new MeterBus(List.of(bench.meter()),
                    OpticalManners.standard().withIdentification(identification));
            Thread meter = Thread.ofPlatform().start(() -> {
                try {
                    bus.serve(far);
                } catch (IOException e) {
                    // The line was closed: the test is over.
                }
            });

            ReadOut theirs = J62056Reader.readOut(line, QUICK, "");
            ReadOut ours;
            try (OpticalSession session = new OpticalSession(line, QUICK, new TroubleCounts())) {
                ours = session.readOut("");
            }

            assertThat(theirs.sets()).isEqualTo(ours.sets());
            assertThat(theirs.identification().manufacturer()).isEqualTo("WTL");
            assertShows(theirs, bench.meter().truth());
            meter.interrupt();
            meter.join(5_000);
        }
    }

    @Test
    void shouldReadTheMeterThatIsMeantOnABusOfSeveral() throws IOException {
        try (OpticalBench bench = new OpticalBench(OpticalServer.Kind.RAW, OpticalManners.standard(), 3);
                SerialLine line = bench.open();
                OpticalSession session = bench.session(line)) {
            for (var meter : bench.meters()) {
                assertShows(session.readOut(meter.serial()), meter.truth());
            }
            assertThatThrownBy(() -> session.readOut("12345678901")).isInstanceOfSatisfying(OpticalException.class,
                    nobody -> assertThat(nobody.trouble()).isEqualTo(Trouble.NO_ANSWER));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void shouldOvercomeWhatHappensOnce(Kind kind) throws IOException {
        for (int good = 0; good < 2; good++) {
            try (OpticalBench bench = OpticalBench.raw(OpticalManners.standard());
                    SerialLine line = bench.open();
                    OpticalSession session = bench.session(line)) {
                bench.server.bus().inject(new OpticalFault(kind, good, 1));

                assertShows(session.readOut(""), bench.meter().truth());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"WRONG_CHECK, WRONG_CHECK", "WRONG_PARITY, WRONG_PARITY", "LIFTED, CUT_SHORT", "LOST, NO_ANSWER"})
    void shouldGiveUpAndSayWhyAndCountIt(Kind kind, Trouble trouble) throws IOException {
        try (OpticalBench bench = OpticalBench.raw(OpticalManners.standard());
                SerialLine line = bench.open();
                OpticalSession session = bench.session(line)) {
            bench.server.bus().inject(OpticalFault.after(1, kind));

            assertThatThrownBy(() -> session.readOut("")).isInstanceOf(OpticalException.class);

            assertThat(bench.troubles.seen()).containsKey(trouble);
        }
    }

    @Test
    void shouldReadAndWriteSingleValuesInProgrammingMode() throws IOException {
        try (OpticalBench bench = OpticalBench.raw(OpticalManners.standard());
                SerialLine line = bench.open();
                OpticalSession session = bench.session(line)) {
            session.beginProgramming("", _ -> PASSWORD);

            assertThat(session.readValue("0.0.0")).containsExactly(new DataSet("0.0.0", bench.meter().serial(), ""));
            session.writeValue("96.3.10", "0");
            assertThat(bench.meter().truth().connected()).isFalse();
            session.writeValue("0.9.2", "270101");
            session.writeValue("0.9.1", "120000");
            assertThat(session.readValue("0.9.1")).extracting(DataSet::value).containsExactly("120000");
            assertThat(session.readValue("0.9.2")).extracting(DataSet::value).containsExactly("270101");
            assertThatThrownBy(() -> session.readValue("1.2.3")).hasMessageContaining("ER06");
            assertThatThrownBy(() -> session.writeValue("1.8.0", "1")).hasMessageContaining("ER07");
        }
    }

    @Test
    void shouldReadALongProfileInParts() throws IOException {
        try (OpticalBench bench = OpticalBench.raw(OpticalManners.standard());
                SerialLine line = bench.open();
                OpticalSession session = bench.session(line)) {
            bench.clock.advance(Duration.ofDays(20));
            session.beginProgramming("", _ -> PASSWORD);

            List<DataSet> sets = session.readList("R5", "P.01", "(0260302000000;0260330000000)");

            assertThat(sets).hasSize(6 + 20 * 24);
            assertThat(sets.getFirst()).isEqualTo(new DataSet("P.01", "0260302110000", ""));
        }
    }

    @Test
    void shouldBeTurnedDownWithAWrongPassword() throws IOException {
        try (OpticalBench bench = OpticalBench.raw(OpticalManners.standard());
                SerialLine line = bench.open();
                OpticalSession session = bench.session(line)) {
            assertThatThrownBy(() -> session.beginProgramming("", _ -> Optional.of(new Password("secret99"))))
                    .isInstanceOfSatisfying(OpticalException.class,
                            refused -> assertThat(refused.trouble()).isEqualTo(Trouble.WRONG_PASSWORD))
                    .hasMessageNotContaining("secret99");
        }
    }

    @Test
    void shouldNotRepeatAnInstructionWhoseAnswerIsLost() throws IOException {
        try (OpticalBench bench = OpticalBench.raw(OpticalManners.standard());
                SerialLine line = bench.open();
                OpticalSession session = bench.session(line)) {
            session.beginProgramming("", _ -> PASSWORD);
            bench.server.bus().inject(OpticalFault.once(Kind.LOST));

            assertThatThrownBy(() -> session.writeValue("96.3.10", "0")).isInstanceOfSatisfying(OpticalException.class,
                    lost -> assertThat(lost.isInstructed()).isTrue());

            assertThat(bench.meter().truth().relayOperations()).isEqualTo(1);
        }
    }

    @Test
    void shouldWakeAMeterThatSleeps() throws IOException {
        try (OpticalBench bench = OpticalBench.raw(OpticalManners.standard());
                SerialLine line = bench.open();
                OpticalSession session = new OpticalSession(line, QUICK.withWakeUp(), bench.troubles)) {
            assertShows(session.readOut(""), bench.meter().truth());
        }
    }

    @Test
    void shouldHandTheLineOverForHdlc() throws IOException {
        for (OpticalServer.Kind kind : OpticalServer.Kind.values()) {
            try (OpticalBench bench = new OpticalBench(kind, OpticalManners.standard(), 1);
                    SerialLine line = bench.open();
                    OpticalSession session = bench.session(line)) {
                SerialLine open = session.handOverToHdlc("");
                assertThat(open).isSameAs(line);
                open.configure(LineSettings.eightNoneOne(9_600));
            }
        }
    }

    @Test
    void shouldSayThatAMeterOffersNoHdlc() throws IOException {
        try (OpticalBench bench = OpticalBench.raw(OpticalManners.standard().withIdentification("WTL5wattle"));
                SerialLine line = bench.open();
                OpticalSession session = bench.session(line)) {
            assertThatThrownBy(() -> session.handOverToHdlc("")).hasMessageContaining("HDLC");
        }
    }

    @Test
    void shouldKeepToTheSpeedOfTheLineWhenPaced() throws IOException {
        try (OpticalBench bench = OpticalBench.raw(OpticalManners.standard().withPacing());
                SerialLine line = bench.open();
                OpticalSession session = new OpticalSession(line,
                        QUICK.withTimes(Duration.ofMillis(1_500), Duration.ofSeconds(20)), bench.troubles)) {
            long began = System.nanoTime();
            assertShows(session.readOut(""), bench.meter().truth());
            // 15 characters of 10 bits at 300 baud, and some 200 at 9600.
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(600));
        }
    }

    private static void assertShows(ReadOut readOut, MeterTruth truth) {
        assertThat(readOut.sets()).contains(
                new DataSet("1.8.0", BigDecimal.valueOf(truth.register(), 3).toPlainString(), "kWh"),
                new DataSet("19.10.0", BigDecimal.valueOf(truth.balance(), 3).toPlainString(), "kWh"),
                new DataSet("96.3.10", truth.connected() ? "1" : "0", ""));
    }
}
