package io.wattle.headend.tariff;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.tariff.plan.TariffPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Whatever a file holds, it is a tariff or it is refused with a place in it; nothing else happens. */
class TariffFuzzTest {
    private static final List<String> PIECES = List.of("\n", "  ", ": ", "- ", "{", "}", "[", "]", "0", "-1", "1e9",
            "9999999999999999999", "&a ", "*a", "!!int ", "\"", "null", "~", "from: 2026-01-01", "#", "\t", "| ",
            "flat: 1", "rate", "percent: 15", "\u0000", "ä");

    @Property(tries = 500)
    void shouldReadOrRefuseAnyText(@ForAll @StringLength(max = 200) String text) {
        assertReadOrRefused(text);
    }

    /** Small changes to a good file get deeper than noise does. */
    @Property(tries = 3000)
    void shouldReadOrRefuseAnExampleThatWasChanged(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int changes)
            throws IOException {
        Random random = new Random(seed);
        List<Path> files = TariffFileTest.examples().sorted().toList();
        StringBuilder text = new StringBuilder(Files.readString(files.get(random.nextInt(files.size()))));
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(8));
            text.replace(at, end, random.nextBoolean() ? PIECES.get(random.nextInt(PIECES.size())) : "");
        }
        assertReadOrRefused(text.toString());
    }

    private static void assertReadOrRefused(String text) {
        try {
            TariffPlan plan = TariffFile.parse(text);
            assertThat(plan.parts()).isNotEmpty();
        } catch (TariffFileException e) {
            assertThat(e.line()).isPositive();
            assertThat(e.column()).isPositive();
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
