package io.wattle.headend.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.ChildProcess;
import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.DlmsConnector;
import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.DlmsSettings;
import io.wattle.protocols.dlms.InvocationCounters;
import io.wattle.protocols.dlms.cosem.ObisCode;
import io.wattle.protocols.dlms.object.ObjectEntry;
import io.wattle.protocols.dlms.object.ProfileTable;
import io.wattle.protocols.dlms.object.ProfileWindow;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.Outcome;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jspecify.annotations.Nullable;

/** Objects and profiles against software that we did not make, at both ends. */
class ObjectPeerTest {
    private static final Instant ON = Instant.parse("2026-01-04T00:30:00Z");
    private static final ObisCode LOAD = new ObisCode("1.0.99.1.0.255");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"128", "1024", "65535"})
    void shouldShowItsObjectsAndProfilesToGurux(String apduBytesMax) throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(ON);
        try (Fleet fleet = Fleet.builder().meters(2).seed(7).clock(now::get).start()) {
            FleetMeter meter = fleet.meters().getFirst();
            meter.truth();
            now.set(ON.plus(Duration.ofDays(2)));
            List<String> arguments;
            try (DlmsKeys keys = meter.keys()) {
                arguments = List.of(Integer.toString(meter.uri().getPort()),
                        Integer.toString(meter.device().logicalAddress()),
                        HexFormat.of().formatHex(keys.encryptionKey()),
                        HexFormat.of().formatHex(keys.authenticationKey()), "2026-01-04T06:00:00Z",
                        "2026-01-05T05:00:00Z", apduBytesMax);
            }
            try (ChildProcess child = ChildProcess.start(folder, GuruxObjects.class, arguments)) {
                int exit = child.awaitExit(60);
                assertThat(exit).as(() -> text(folder.resolve("child-errors.txt"))).isZero();
                assertThat(child.lines().getFirst()).matches("objects [2-9][0-9]");
                assertThat(child.lines().subList(1, child.lines().size())).containsExactly("columns 3",
                        "by range 24", "by entry 3", "list 3", "limit 3300");
            }
        }
    }

    /** Over the wrapper it says that it has general blocks, and answers in none that could be read. */
    @ParameterizedTest
    @CsvSource({"1024,dlms+hdlc,", "general-blocks,dlms,&without=general-block-transfer"})
    void shouldDiscoverAMeterOfGuruxAndReadItsProfile(String kind, String scheme, @Nullable String more)
            throws Exception {
        try (ChildProcess child = ChildProcess.start(folder, GuruxMeter.class, List.of(kind));
                DlmsConnector connector = new DlmsConnector(DlmsSettings.defaults(), _ -> Optional.empty(),
                        new NoCounters(), InstantSource.fixed(ON))) {
            await().atMost(Duration.ofSeconds(30)).until(() -> !child.lines().isEmpty());
            String port = child.lines().getFirst().substring("port ".length());
            MeterAddress address = new MeterAddress("GURUX-4047", URI.create(scheme + "://127.0.0.1:" + port
                    + "?client=16&server=1&auth=none" + Objects.requireNonNullElse(more, "")));
            try (CosemLink link = done(connector.openCosem(address))) {
                readAll(link);
            }
        }
    }

    private static void readAll(CosemLink link) {
        assertThat(done(link.discover())).extracting(ObjectEntry::name).contains(LOAD);
        assertThat(done(link.profile(LOAD, new ProfileWindow.All())).rows()).hasSizeGreaterThanOrEqualTo(23);
        ProfileTable all = done(link.profile(LOAD, new ProfileWindow.Range(
                Instant.parse("2026-01-04T00:00:00Z"), Instant.parse("2026-01-05T00:00:00Z"))));
        assertThat(all.rows()).hasSize(23);
        assertThat(all.gaps()).containsExactly(new ProfileTable.Gap(Instant.parse("2026-01-04T05:00:00Z"), 1));
        assertThat(all.measure(0, 1).orElseThrow().text()).isEqualTo("120000 Wh");
        ProfileTable some = done(link.profile(LOAD, new ProfileWindow.Range(
                Instant.parse("2026-01-04T10:00:00Z"), Instant.parse("2026-01-04T12:00:00Z"))));
        assertThat(some.rows()).hasSize(2);
    }

    private static <T> T done(CompletionStage<Outcome<T>> stage) {
        Outcome<T> outcome = stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            return "nothing";
        }
    }

    /** Nothing is ciphered where this is used. */
    private static final class NoCounters implements InvocationCounters {
        @Override
        public CompletionStage<OptionalLong> reserve(String holder, String nonces, int count) {
            return CompletableFuture.completedFuture(OptionalLong.empty());
        }

        @Override
        public CompletionStage<Void> raise(String holder, long next) {
            return CompletableFuture.completedFuture(null);
        }
    }
}
