package io.wattle.headend.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.ledger.card.CardAlphabet;
import io.wattle.ledger.card.CardForm;
import io.wattle.ledger.card.CardHash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F050 to F054, F079: how numbers are made and understood. */
class CardNumberTest {
    private final CardNumbers numbers = new CardNumbers(new SecureRandom());

    @Property(tries = 60)
    void shouldMakeNumbersThatAreUniqueAndThatEveryChannelReadsF050F052F054(@ForAll CardAlphabet alphabet,
            @ForAll @IntRange(min = 12, max = 24) int length) {
        CardForm form = new CardForm(alphabet, length);
        if (form.weakness().isPresent()) {
            assertThatThrownBy(() -> numbers.make(form, 1)).isInstanceOf(IllegalArgumentException.class);
            return;
        }
        List<CardNumber> made = numbers.make(form, 200);
        Set<String> seen = new HashSet<>();
        for (CardNumber number : made) {
            assertThat(seen.add(number.characters())).isTrue();
            assertThat(number.characters()).hasSize(length);
            assertThat(number.characters().chars()).allMatch(one -> alphabet.characters().indexOf(one) >= 0);
            assertThat(CardNumber.parse(number.characters())).contains(number);
            assertThat(number.toString()).doesNotContain(number.characters());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            7KQ2 M4XR 9TBC           | 7KQ2M4XR9TBC
            7kq2-m4xr-9tbc           | 7KQ2M4XR9TBC
            okq2m4xri9lu             | 0KQ2M4XR191V
            1234567890123456789      | 1234567890123456789
            12345678901234567890     |
            7KQ2M4XR9TB              |
            1234567890123456789012345 |
            7KQ2M4XR9TB!             |
            7KQ2M4XR9TBé             |
            """)
    void shouldUnderstandWhatPeopleTypeF051F079(String typed, String number) {
        assertThat(CardNumber.parse(typed).map(CardNumber::characters)).isEqualTo(Optional.ofNullable(number));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            97991050945*7KQ2M4XR9TBC        | 97991050945 | 7KQ2M4XR9TBC
            ' 9799 1050945 * 7kq2 m4xr 9tbc ' | 97991050945 | 7kq2 m4xr 9tbc
            97991050945                     |  |
            97991050945*                    |  |
            *7KQ2M4XR9TBC                   |  |
            97991050945*7KQ2*M4XR9TBC       |  |
            """)
    void shouldSplitMeterAndCardF079(String text, String meter, String card) {
        assertThat(RedemptionText.parse(text))
                .isEqualTo(meter == null ? Optional.empty() : Optional.of(new RedemptionText(meter, card)));
    }

    /** Whatever comes, nothing is thrown, and nothing of the card is shown. */
    @Property
    void shouldSurviveAnyTextF079(@ForAll @StringLength(max = 400) String text) {
        Optional<RedemptionText> parts = RedemptionText.parse(text);
        parts.ifPresent(part -> {
            assertThat(part.toString()).isEqualTo(part.meter() + "*...");
            assertThat(part.meter()).doesNotContain("*");
        });
        CardNumber.parse(text).ifPresent(number -> assertThat(number.characters().length()).isBetween(12, 24));
    }

    @Test
    void shouldHashUnderAKeyInAFileThatNobodyElseReads(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("card.key");
        CardNumber number = CardNumber.parse("7KQ2M4XR9TBC").orElseThrow();
        CardHash hash;
        try (CardKey made = CardKey.create(file)) {
            hash = made.hash(number);
            assertThat(made.toString()).doesNotContain(Files.readString(file).strip());
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        try (CardKey again = CardKey.read(file); CardKey other = CardKey.create(folder.resolve("other.key"))) {
            assertThat(again.hash(number)).isEqualTo(hash);
            assertThat(other.hash(number)).isNotEqualTo(hash);
            assertThat(other.checkValue()).isNotEqualTo(again.checkValue());
        }
        assertThatThrownBy(() -> CardKey.create(file)).hasMessageContaining("already");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> CardKey.read(file)).hasMessageContaining("open to others");
    }
}
