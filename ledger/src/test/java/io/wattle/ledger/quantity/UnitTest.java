package io.wattle.ledger.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands on disk of a unit, and that no unit passes for another. */
class UnitTest {

    // A tariff's service is on disk as its place, a quantity's unit as its code.
    @Test
    void shouldKeepPlacesAndCodesThatAreOnDisk() {
        assertThat(Unit.Kind.values()).containsExactly(Unit.Kind.ENERGY, Unit.Kind.VOLUME, Unit.Kind.MONEY,
                Unit.Kind.GAS);
        assertThat(List.of(Unit.WATT_HOUR, Unit.LITRE, Unit.GAS_LITRE)).extracting(Unit::code)
                .containsExactly("Wh", "l", "lg")
                .allSatisfy(code -> assertThat(Unit.ofCode(code).code()).isEqualTo(code));
        assertThat(Unit.ofCode("lg").of(1_500)).isEqualTo(new Gas(1_500));
    }

    @Test
    void shouldNotAddALitreOfGasToOneOfWater() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Gas(1).plus(new Volume(1)))
                .withMessage("units differ: lg and l");
        assertThat(QuantityText.of(new Gas(1_500))).isEqualTo("1.500 m3");
    }
}
