package io.wattle.protocols.dlms.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.axdr.DateTimeCodec;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Rows of profiles: what is missing, what stands twice, what a meter leaves out, and what its clock says of itself. */
class ProfileReaderTest {
    private static final Instant START = Instant.parse("2026-05-04T00:00:00Z");
    private static final MeterTimes UTC = new MeterTimes(0);
    private static final ProfileLayout LAYOUT = new ProfileLayout(List.of(
            new ProfileColumn(new CosemAttribute(8, "0.0.1.0.0.255", 2), 0, Scale.NONE),
            new ProfileColumn(new CosemAttribute(3, "1.0.1.8.0.255", 2), 0, new Scale(1, 30))), Duration.ofHours(1));

    @Test
    void shouldTellGapsRepeatedRowsAndRowsThatDoNotFit() {
        ProfileTable table = read(row(0, 10), row(1, 11), row(1, 99), row(4, 14), structure(number(1)));
        assertThat(table.rows()).hasSize(3);
        assertThat(table.gaps()).containsExactly(new ProfileTable.Gap(START.plus(Duration.ofHours(2)), 2));
        assertThat(table.repeated()).isEqualTo(1);
        assertThat(table.unreadable()).isEqualTo(1);
        assertThat(table.measure(1, 1)).map(Measure::text).contains("110 Wh");
    }

    @Test
    void shouldFillInWhatTheStandardLetsAMeterLeaveOut() {
        CosemValue none = new CosemValue.Null();
        ProfileTable table = read(row(0, 10), structure(none, number(11)), structure(none, none));
        assertThat(table.rows()).extracting(row -> row.at().orElseThrow().at())
                .containsExactly(START, START.plus(Duration.ofHours(1)), START.plus(Duration.ofHours(2)));
        assertThat(table.measure(2, 1)).map(Measure::text).contains("110 Wh");
        assertThat(read(structure(none, number(1))).unreadable()).isEqualTo(1);
    }

    @Test
    void shouldHeedTheStatusOfTheClock() {
        MeterTimes hourAhead = new MeterTimes(60);
        // 2026-07-01 14:30:00, deviation unspecified, daylight saving; then the same in winter time, doubtful
        assertThat(hourAhead.read(octets("07EA0701030E1E0000800080")))
                .contains(new MeterTime(Instant.parse("2026-07-01T12:30:00Z"), MeterTime.DAYLIGHT_SAVING));
        assertThat(hourAhead.read(octets("07EA0701030E1E0000800002")))
                .contains(new MeterTime(Instant.parse("2026-07-01T13:30:00Z"), MeterTime.DOUBTFUL));
        assertThat(hourAhead.read(hourAhead.writeWithoutDeviation(START))).map(MeterTime::at).contains(START);
        // Both hours of the night in which clocks go back, told apart by their status alone.
        assertThat(hourAhead.read(octets("07EA0A190702000000800080")).orElseThrow().at())
                .isEqualTo(hourAhead.read(octets("07EA0A190702000000800000"))
                        .orElseThrow()
                        .at()
                        .minus(Duration.ofHours(1)));
    }

    @Property(tries = 100)
    void shouldBringRowsIntoTheirOrderWhateverOrderTheyCameIn(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 200) Integer> hours) {
        List<CosemValue> rows = new ArrayList<>();
        hours.forEach(hour -> rows.add(row(hour, hour)));
        ProfileTable table = ProfileReader.read(LAYOUT, new CosemValue.Array(rows), UTC).orElseThrow();
        List<Integer> once = hours.stream().distinct().sorted().toList();
        assertThat(table.rows()).extracting(row -> ((Whole) row.cells().get(1)).value())
                .containsExactlyElementsOf(once.stream().map(Integer::longValue).toList());
        assertThat(table.repeated()).isEqualTo(hours.size() - once.size());
        long missing = table.gaps().stream().mapToLong(ProfileTable.Gap::count).sum();
        assertThat(missing).isEqualTo(once.isEmpty() ? 0 : once.getLast() - once.getFirst() + 1 - once.size());
    }

    @Test
    void shouldReadAListOfObjectsAndLeaveOutWhatMakesNoSense() {
        CosemValue good = structure(new Whole(Whole.Type.UINT16, 3), new Whole(Whole.Type.UINT8, 0),
                new CosemValue.Octets(new byte[] {1, 0, 1, 8, 0, -1}), structure(new CosemValue.Array(List.of(
                        structure(new Whole(Whole.Type.INT8, 2), new Whole(Whole.Type.ENUM, 1), new CosemValue.Null()),
                        structure(new Whole(Whole.Type.INT8, 3), new Whole(Whole.Type.ENUM, 0),
                                new CosemValue.Null()))),
                        new CosemValue.Array(List.of(structure(new Whole(Whole.Type.INT8, 1),
                                new CosemValue.Bool(true))))));
        Optional<List<ObjectEntry>> read = ObjectEntry.readList(new CosemValue.Array(List.of(good, number(1), structure(
                number(1), number(2), new CosemValue.Octets(new byte[3])))));
        assertThat(read.orElseThrow()).hasSize(1);
        assertThat(read.orElseThrow().getFirst().readable())
                .containsExactly(new CosemAttribute(3, "1.0.1.8.0.255", 2));
        assertThat(read.orElseThrow().getFirst().methods()).containsExactly(1);
        assertThat(ObjectEntry.readList(number(1))).isEmpty();
    }

    private static ProfileTable read(CosemValue... rows) {
        return ProfileReader.read(LAYOUT, new CosemValue.Array(List.of(rows)), UTC).orElseThrow();
    }

    private static CosemValue row(int hour, long register) {
        return structure(new CosemValue.Octets(DateTimeCodec.write(START.plus(Duration.ofHours(hour)))),
                number(register));
    }

    private static CosemValue number(long value) {
        return new Whole(Whole.Type.UINT32, value);
    }

    private static CosemValue octets(String hex) {
        return new CosemValue.Octets(HexFormat.of().parseHex(hex));
    }

    private static CosemValue structure(CosemValue... fields) {
        return new CosemValue.Structure(List.of(fields));
    }
}
