package io.wattle.protocols.dlms.object.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wattle.protocols.dlms.axdr.AxdrReader;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.cosem.ObisCode;
import io.wattle.protocols.dlms.object.MeterTimes;
import io.wattle.protocols.dlms.object.Scale;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects as utility values: bytes of each class, their malformed twins, and laws. */
class TypedObjectTest {
    private static final ObisCode NAME = new ObisCode("0.0.17.0.0.255");
    private static final MeterTimes TIMES = new MeterTimes(0);

    @ParameterizedTest
    @CsvFileSource(resources = "attributes.csv", delimiter = '|', numLinesToSkip = 1, ignoreLeadingAndTrailingWhitespace = false)
    void shouldSayWhatAnAttributeMeansOrWhatIsWrongWithIt(int classId, int attribute, String bytes, String shown) {
        CosemValue value = new AxdrReader(HexFormat.of().parseHex(bytes)).value();
        TypedObject.Described described = describe(classId, Map.of(attribute, value));
        assertThat(described.shown()).hasSize(1);
        Shown said = described.shown().getFirst();
        if (shown.startsWith("!")) {
            assertThat(said.odd()).isTrue();
            assertThat(said.text()).endsWith("(" + shown.substring(1) + ")");
        } else {
            assertThat(said.text()).isEqualTo(shown);
            assertThat(said.odd()).isFalse();
        }
    }

    @Test
    void shouldKeepAnOddValueAsItCameAndUnderstandTheRest() {
        CosemValue odd = new CosemValue.Bits("101");
        TypedObject.Described described = describe(71, Map.of(4, odd, 6, new Whole(Whole.Type.UINT32, 60), 99,
                new CosemValue.Text("maker's own")));
        assertThat(described.object()).isInstanceOfSatisfying(Limiter.class, limiter -> {
            assertThat(limiter.normal()).isEqualTo(new Part.Odd<>(odd, "is no number"));
            assertThat(limiter.overFor().known()).hasValueSatisfying(time -> assertThat(time).hasSeconds(60));
            assertThat(limiter.emergency()).isEqualTo(new Part.Absent<>());
        });
        assertThat(described.rest()).containsExactly(new Part.Known<>(new CosemValue.Text("maker's own")));
        assertThat(described.isOdd()).isTrue();
    }

    @Test
    void shouldGiveThresholdsInTheUnitOfWhatIsWatched() {
        CosemAttribute watched = new CosemAttribute(5, "1.0.1.4.0.255", 2);
        CosemValue reference = new CosemValue.Structure(List.of(new Whole(Whole.Type.UINT16, 5),
                new CosemValue.Octets(watched.name().bytes()), new Whole(Whole.Type.INT8, 2)));
        TypedObject.Described described = TypedObject.of(71, NAME,
                Map.of(2, reference, 4, new Whole(Whole.Type.UINT32, 46)),
                ScaleBook.of(watched, new Scale(2, 27)), TIMES);
        assertThat(described.shown()).extracting(Shown::text).containsExactly("5/1.0.1.4.0.255/2", "4600 W");
    }

    @Property(tries = 300)
    void shouldNeverFailWhateverAMeterAnswers(@ForAll("values") List<CosemValue> values) {
        for (int classId : List.of(1, 3, 4, 5, 7, 8, 11, 18, 20, 40, 64, 70, 71, 111, 112, 113, 115, 9_999)) {
            Map<Integer, CosemValue> attributes = new HashMap<>();
            for (int i = 0; i < values.size(); i++) {
                attributes.put(i + 2, values.get(i));
            }
            int buffer = classId == 7 ? 1 : 0;
            assertThat(describe(classId, attributes).shown()).hasSize(values.size() - buffer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-12-25", "*-12-25", "*-*-last", "*-03-last 7", "*-begin-*", "*-end-last2", "*-*-* 1",
            "2026-12-25 1"})
    void shouldReadTheDatesThatItWrites(String text) {
        assertThat(DatePattern.parse(text).text()).isEqualTo(text);
        assertThat(DatePattern.read(DatePattern.parse(text).bytes()).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-13-01", "25-12-25", "2026-12-32", "*-12-25 8", "", "tomorrow"})
    void shouldRefuseWhatIsNoDate(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> DatePattern.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "2026-07-01T12:30:00Z", "*-10-last 7 03:00", "*-01-01 00:00", "*-*-* *:30"})
    void shouldReadTheTimesThatItWrites(String text) {
        Moment moment = Moment.parse(text);
        assertThat(moment.text()).isEqualTo(text);
        assertThat(Decode.moment(moment.value(TIMES), TIMES)).isEqualTo(moment);
    }

    @Test
    void shouldReadTheCalendarThatItWrites() {
        CalendarPlan plan = plan(List.of(1, 1, 1, 1, 1, 2, 2), "00:00");
        List<CosemValue> values = plan.values(TIMES);
        Map<Integer, CosemValue> attributes = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            attributes.put(6 + i, values.get(i));
        }
        assertThat(describe(20, attributes).object()).isInstanceOfSatisfying(ActivityCalendar.class, calendar -> {
            assertThat(calendar.passive().plan()).contains(plan);
            assertThat(calendar.active().plan()).isEmpty();
        });
        assertThat(plan.faults()).isEmpty();
    }

    @Test
    void shouldSayWhyNoMeterCouldFollowACalendar() {
        assertThat(plan(List.of(1, 1, 1, 1, 1, 2, 3), "00:00").faults())
                .contains("week W1 wants day 3, which is not there");
        assertThat(plan(List.of(1, 1, 1, 1, 1, 2, 2), "06:00").faults())
                .contains("day 2 must begin with what holds from 00:00");
        assertThat(new CalendarPlan("X", List.of(), List.of(), List.of()).faults())
                .contains("seasons must be 1..64, were 0");
        CalendarPlan good = plan(List.of(1, 1, 1, 1, 1, 2, 2), "00:00");
        assertThat(new CalendarPlan("X", List.of(new CalendarPlan.Season("S", new Moment.At(Instant.EPOCH), "W9")),
                good.weeks(), good.days()).faults()).contains("season S wants week W9, which is not there");
        assertThatIllegalArgumentException().isThrownBy(() -> new CalendarPlan.Week("W1", List.of(1)));
    }

    @Provide
    Arbitrary<List<CosemValue>> values() {
        Arbitrary<CosemValue> leaves = Arbitraries.oneOf(Arbitraries.just(new CosemValue.Null()),
                Arbitraries.of(true, false).map(CosemValue.Bool::new),
                Arbitraries.longs().map(number -> new Whole(Whole.Type.INT64, number)),
                Arbitraries.integers().between(0, 9).map(number -> new Whole(Whole.Type.ENUM, number)),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(13).map(CosemValue.Octets::new),
                Arbitraries.of("", "1", "0101").map(CosemValue.Bits::new),
                Arbitraries.strings().ofMaxLength(5).map(CosemValue.Text::new),
                Arbitraries.just(new CosemValue.Raw(23, new byte[4])));
        Arbitrary<CosemValue> nested = Arbitraries.lazyOf(() -> leaves,
                () -> leaves.list().ofMaxSize(8).map(CosemValue.Structure::new),
                () -> leaves.list()
                        .ofMaxSize(8)
                        .map(CosemValue.Structure::new)
                        .list()
                        .ofMaxSize(3)
                        .map(items -> new CosemValue.Array(List.copyOf(items))));
        return nested.list().ofMinSize(1).ofMaxSize(18);
    }

    private static CalendarPlan plan(List<Integer> week, String secondDayBegins) {
        ObisCode scripts = new ObisCode("0.0.10.0.100.255");
        return new CalendarPlan("WINTER", List.of(new CalendarPlan.Season("S1", Moment.parse("*-01-01"), "W1")),
                List.of(new CalendarPlan.Week("W1", week)),
                List.of(new CalendarPlan.Day(1,
                        List.of(new CalendarPlan.Switch(DayTime.parse("00:00"), scripts, 1),
                                new CalendarPlan.Switch(DayTime.parse("07:00"), scripts, 2))),
                        new CalendarPlan.Day(2,
                                List.of(new CalendarPlan.Switch(DayTime.parse(secondDayBegins), scripts, 1)))));
    }

    private static TypedObject.Described describe(int classId, Map<Integer, CosemValue> attributes) {
        return TypedObject.of(classId, NAME, attributes, ScaleBook.empty(), TIMES);
    }
}
