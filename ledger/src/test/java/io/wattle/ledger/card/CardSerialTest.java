package io.wattle.ledger.card;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardSerialTest {

    /** The example of the thesis: 572 has the check digit 4. */
    @Test
    void shouldHaveTheCheckDigitOfDammF049() {
        assertThat(new CardSerial(572).text()).isEqualTo("0000005724");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5724", "0000005725", "00000057244", "000000572x", "0000000000", "٠٠٠٠٠٠٥٧٢٤"})
    void shouldRefuseWhatIsNoSerialF049(String text) {
        assertThat(CardSerial.parse(text)).isEmpty();
    }

    @Property
    void shouldNoticeEveryWrongDigitAndEveryTwoThatChangedPlacesF049(
            @ForAll @IntRange(min = 1, max = CardSerial.MAX) int number,
            @ForAll @IntRange(max = 9) int at, @ForAll @IntRange(max = 9) int digit) {
        CardSerial serial = new CardSerial(number);
        StringBuilder wrong = new StringBuilder(serial.text());
        wrong.setCharAt(at, (char) ('0' + digit));
        assertThat(CardSerial.parse(wrong.toString()).isPresent()).isEqualTo(wrong.toString().equals(serial.text()));
        if (at > 0) {
            StringBuilder swapped = new StringBuilder(serial.text());
            swapped.setCharAt(at, serial.text().charAt(at - 1));
            swapped.setCharAt(at - 1, serial.text().charAt(at));
            assertThat(CardSerial.parse(swapped.toString()).isPresent())
                    .isEqualTo(swapped.toString().equals(serial.text()));
        }
        assertThat(CardSerial.parse(" " + serial.text().substring(0, 5) + " " + serial.text().substring(5)))
                .contains(serial);
    }
}
