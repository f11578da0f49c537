package io.wattle.simulator.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class MeterStateCodecTest {

    @Property
    void shouldDecodeWhatItEncoded(@ForAll long number, @ForAll int ppm, @ForAll boolean connected,
            @ForAll boolean bypass) {
        MeterState state = new MeterState(number, new MeterCounts(number + 1, number + 2, number + 3), connected,
                bypass, new MeterCounters(number + 4, number + 5), new MeterClock(number + 6, number + 7, ppm),
                new MeterTally(number + 8, number + 9, number + 10, number + 11, number + 12), Optional.empty());

        byte[] bytes = MeterStateCodec.encode(state);

        assertThat(bytes).hasSize(MeterMemory.STATE_BYTES);
        assertThat(MeterStateCodec.decode(bytes)).isEqualTo(state);
    }
}
