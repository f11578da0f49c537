package io.wattle.ledger.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Facts of every kind as bytes that were written once: journals that exist can be read, and mean what they meant. */
class GoldenFactsTest {
    private static final String FILE = "facts.golden";
    private static final int SAMPLES = 20_000;
    private static final int CHARACTERS_MAX = 900;

    /** A line: the kind, its entry in hex, and what it says; with a tab between. */
    private record Line(String kind, String hex, String words) {

        static Line of(String text) {
            String[] parts = text.split("\t", -1);
            return new Line(parts[0], parts[1], parts[2]);
        }

        static Line of(Fact fact) {
            LedgerEntry entry = new LedgerEntry(1, Instant.EPOCH, Origin.automatic("a", "b"), Optional.empty(),
                    List.of(fact));
            return new Line(kindOf(fact.getClass()), HexFormat.of().formatHex(EntryCodec.encode(entry)),
                    escaped(fact.toString()));
        }

        @Override
        public String toString() {
            return kind + "\t" + hex + "\t" + words;
        }
    }

    @TestFactory
    Stream<DynamicTest> shouldReadAndWriteWhatWasWrittenOnce() {
        return lines().stream().map(line -> DynamicTest.dynamicTest(line.kind(), () -> {
            byte[] record = HexFormat.of().parseHex(line.hex());
            LedgerEntry entry = EntryCodec.decode(record);
            assertThat(entry.facts()).singleElement().satisfies(fact -> {
                assertThat(kindOf(fact.getClass())).isEqualTo(line.kind());
                assertThat(escaped(fact.toString())).isEqualTo(line.words());
            });
            assertThat(EntryCodec.encode(entry)).isEqualTo(record);
        }));
    }

    @Test
    void shouldHaveALineForEveryKindOfFact() {
        List<String> had = lines().stream().map(Line::kind).toList();
        List<String> missing = kinds(Fact.class).filter(kind -> !had.contains(kind)).toList();
        assertThat(missing).as(() -> FILE + " needs a line for each; these would do:\n" + proposals(missing))
                .isEmpty();
    }

    private static String proposals(List<String> kinds) {
        Map<String, Line> found = new LinkedHashMap<>();
        JqwikSession.run(() -> {
            Arbitrary<Fact> facts = EntryCodecTest.facts();
            facts.sampleStream().limit(SAMPLES).map(Line::of).forEach(line -> {
                if (kinds.contains(line.kind()) && line.toString().length() <= CHARACTERS_MAX) {
                    found.merge(line.kind(), line, (one, other) -> one.hex().length() >= other.hex().length()
                            ? one
                            : other);
                }
            });
        });
        return found.values().stream().map(Line::toString).sorted().collect(Collectors.joining("\n"));
    }

    /** Every record that a fact can be, by its name and its family's. */
    private static Stream<String> kinds(Class<?> family) {
        return family.isSealed()
                ? Arrays.stream(family.getPermittedSubclasses()).flatMap(GoldenFactsTest::kinds).distinct()
                : Stream.of(kindOf(family));
    }

    private static String kindOf(Class<?> fact) {
        return Objects.requireNonNull(fact.getEnclosingClass()).getSimpleName() + "." + fact.getSimpleName();
    }

    private static String escaped(String words) {
        return words.chars()
                .mapToObj(one -> one < ' ' || one == 127 ? "\\u%04x".formatted(one) : Character.toString(one))
                .collect(Collectors.joining());
    }

    private static List<Line> lines() {
        try (InputStream file = GoldenFactsTest.class.getResourceAsStream(FILE)) {
            return file == null
                    ? List.of()
                    : new String(file.readAllBytes(), StandardCharsets.UTF_8).lines()
                            .filter(line -> !line.startsWith("#"))
                            .map(Line::of)
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
