package io.wattle.headend.optical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterQuantity.Energy;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Refusal;
import io.wattle.protocols.optical.message.DataSet;
import io.wattle.protocols.optical.message.DataSets;
import io.wattle.protocols.optical.message.Identification;
import io.wattle.protocols.optical.model.Interpreter;
import io.wattle.protocols.optical.model.MeterMap;
import io.wattle.protocols.optical.model.MeterMaps;
import io.wattle.protocols.optical.model.PasswordForm;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The maps that come with Wattle, held against read-outs of real meters that others have made public. */
class MeterMapTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final MeterAddress WHOEVER = MeterAddress.ofWhoever(URI.create("optical:/dev/none"));
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"landis-gyr-zmd, 54800102, 302826, 2021-01-04T23:16:43Z",
            "iskra-mt382, 31400000000000000000000037, 10192570, 2021-05-28T21:56:58Z",
            "iskra-mt174, 62810711, 80241444, 2025-09-01T19:48:58Z",
            "easymeter-q3, 0273011003684, 26107703, 2026-03-01T08:00:00Z",
            "ebz-dd3, 1EBZ0100507409, 125256, 2026-03-01T08:00:00Z",
            "hager-ehz, 0000140890, 1720481, 2026-03-01T08:00:00Z"})
    void shouldUnderstandWhatRealMetersShow(String name, String serial, long energyWh, Instant time)
            throws IOException {
        String text = sample(name);
        Identification identification = Identification.parse(text.lines().findFirst().orElseThrow().substring(1))
                .orElseThrow();
        MeterMaps maps = MapFiles.read(Optional.empty());

        MeterMap map = maps.fitting(identification).orElseThrow();
        Outcome<MeterReading> reading = new Interpreter(map, ZoneOffset.UTC).reading(sets(text), WHOEVER, NOW);

        assertThat(map.name()).isEqualTo(name);
        assertThat(reading).isEqualTo(Outcome.done(new MeterReading(serial, time, NOW, new Energy(energyWh),
                Optional.empty(), Optional.empty())));
    }

    @Test
    void shouldNameAUnitThatItDoesNotKnow() throws IOException {
        List<DataSet> sets = sets(sample("landis-gyr-zmd").replace("1.8.0(0302.8260*kWh)", "1.8.0(0302.8260*kVAh)"));
        MeterMap map = MapFiles.read(Optional.empty()).named("landis-gyr-zmd").orElseThrow();

        Outcome<MeterReading> reading = new Interpreter(map, ZoneOffset.UTC).reading(sets, WHOEVER, NOW);

        assertThat(reading).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Refusal.OTHER);
            assertThat(refused.detail()).contains("1.8.0", "kVAh");
        });
    }

    @Test
    void shouldTakeAMapOfAFolderBeforeOneOfItsOwn() throws IOException {
        Files.writeString(folder.resolve("own.yaml"), """
                name: hager-ehz
                identification: "^HAG"
                serial: 0.0.0
                register: {address: 1.8.0, unit: Wh, factor: 10}
                balance: {address: 19.10.0, unit: USD}
                relay: {address: 96.3.10, on: "1", off: "0", ready: "2", writable: true}
                clock: {stamp: 0.9.4}
                token: {address: 19.40.0, result: 19.40.1}
                profile: {address: P.01, command: R6, register: {address: 1.8.0, unit: kWh}}
                password: true
                """);

        MeterMap map = MapFiles.read(Optional.of(folder)).named("hager-ehz").orElseThrow();

        assertThat(map.password()).isEqualTo(PasswordForm.PLAIN);
        Outcome<MeterReading> reading = new Interpreter(map, ZoneOffset.ofHours(1)).reading(
                List.of(new DataSet("0.0.0", "77", ""), new DataSet("1.8.0", "12", ""),
                        new DataSet("19.10.0", "-3.50", ""), new DataSet("96.3.10", "2", ""),
                        new DataSet("0.9.4", "1260301103000", "")),
                WHOEVER, NOW);
        assertThat(reading.toString()).contains("120 Wh", "-350 USD", "READY_FOR_RECONNECTION", "2026-03-01T09:30:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name: x", "[1, 2]",
            "name: X!\nidentification: a\nserial: s\nregister: {address: 1, unit: l}",
            "name: x\nidentification: '('\nserial: s\nregister: {address: 1, unit: l}",
            "name: x\nidentification: a\nserial: s\nregister: {address: 1, unit: l, factor: -1}",
            "name: x\nidentification: a\nserial: s\nregister: {address: 1, unit: l}\nmood: good",
            "name: x\nidentification: a\nserial: s\nregister: {address: 1, unit: l}\npassword: maybe", "a: [", ""})
    void shouldNameWhatIsWrongWithAMap(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.yaml"), text);

        assertThatThrownBy(() -> MapFiles.read(Optional.of(folder))).hasMessageContaining(file.toString());
    }

    private static String sample(String name) throws IOException {
        try (InputStream in = MeterMapTest.class.getResourceAsStream(name + ".txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.joining("\n"));
        }
    }

    private static List<DataSet> sets(String text) {
        String body = text.lines().skip(1).collect(Collectors.joining("\r\n"));
        return ((DataSets.Parsed.Good) DataSets.parse(body)).sets();
    }
}
