package io.wattle.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.simulator.household.Service;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SerialNumbersTest {

    /** 7992739871 and its check digit 3 are the example that everybody knows. */
    @Test
    void shouldReckonTheCheckDigitAfterLuhn() {
        assertThat(SerialNumbers.luhnDigit("7992739871")).isEqualTo(3);
        assertThat(SerialNumbers.luhnDigit("0000000000")).isZero();
    }

    @Property
    void shouldHaveElevenDigitsThatPassTheCheck(@ForAll long seed, @ForAll @IntRange(max = 65_534) int number,
            @ForAll Service service) {
        String serial = SerialNumbers.of(seed, number, service);

        assertThat(serial).matches("9[678][0-9]{9}");
        assertThat(serial.charAt(10) - '0').isEqualTo(SerialNumbers.luhnDigit(serial.substring(0, 10)));
    }

    @Property(tries = 20)
    void shouldNeverRepeatWithinAFleet(@ForAll long seed) {
        assertThat(IntStream.range(0, 5_000)
                .mapToObj(number -> SerialNumbers.of(seed, number, Service.ELECTRICITY))
                .distinct()).hasSize(5_000);
    }
}
