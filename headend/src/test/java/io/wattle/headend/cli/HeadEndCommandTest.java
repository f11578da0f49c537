package io.wattle.headend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.registry.MeterRecord;
import io.wattle.headend.registry.MeterRegistry;
import io.wattle.protocols.meter.MeterAddress;
import java.net.URI;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@code wattle headend} says when it has begun. */
class HeadEndCommandTest {

    @Test
    void shouldSayWhereMetersDialIn() {
        assertThat(HeadEndCommand.begun(meters("dlms://10.0.0.9", "dlms-inbound:M1"), 8480, Optional.of(4059)))
                .isEqualTo("2 meters, API on port 8480, meters dial in on port 4059");
        assertThat(HeadEndCommand.begun(meters("dlms://10.0.0.9"), 8480, Optional.empty()))
                .isEqualTo("1 meters, API on port 8480");
    }

    /** Nothing else tells whoever forgot the port: each meter is only not reached, as any may be. */
    @Test
    void shouldSayThatMetersWantToDialInAndCannot() {
        assertThat(HeadEndCommand.begun(meters("dlms://10.0.0.9", "dlms-inbound:M1", "dlms-inbound:M2?link=hdlc"),
                8480, Optional.empty()))
                .isEqualTo("3 meters, API on port 8480; 2 of them dial in, and cannot: dlms.inbound-host is not set");
    }

    private static MeterRegistry meters(String... uris) {
        return MeterRegistry.of(IntStream.range(0, uris.length)
                .mapToObj(i -> new MeterRecord("A-" + i, MeterRecord.Service.ELECTRICITY,
                        new MeterAddress("M" + i, URI.create(uris[i]))))
                .toList());
    }
}
