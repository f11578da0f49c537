package io.wattle.protocols.dlms;

import static io.wattle.protocols.dlms.DlmsBench.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.hdlc.HdlcSettings;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.Outcome;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A meter that never stops sending and never finishes: bytes are no progress, only answers are. */
class DlmsSlowMeterTest {

    /** After so many whole answers: over HDLC the first one is UA, and AARE and proof come in frames of their own. */
    @ParameterizedTest
    @CsvSource({"dlms,0", "dlms,1", "dlms,2", "dlms+hdlc,0", "dlms+hdlc,1", "dlms+hdlc,2", "dlms+hdlc,3"})
    void shouldBeGivenUpByDeadline(String scheme, int whole) throws IOException {
        boolean hdlc = scheme.equals("dlms+hdlc");
        try (DlmsBench bench = hdlc ? DlmsBench.hdlc(HdlcSettings.defaults()) : DlmsBench.plain();
                DrippingTap tap = new DrippingTap(bench.server.port(), whole)) {
            bench.meter(5);
            bench.counters.raise("SN5/1", 50).toCompletableFuture().join(); // so that nothing else is asked first
            MeterAddress address = new MeterAddress("SN5", URI.create(scheme + "://127.0.0.1:" + tap.port()
                    + (hdlc ? "?address=20&response=400&tries=2" : "?server=5")));
            Outcome<MeterLink> opened = await(bench.connector.open(address));
            Outcome<?> outcome = opened instanceof Outcome.Done<MeterLink>(MeterLink link)
                    ? await(link.read())
                    : opened;
            assertThat(outcome).isNotInstanceOf(Outcome.Done.class);
            assertThat(outcome.toString()).containsAnyOf("no answer within 1500 ms", "no answer on the link after 2",
                    "no answer to SNRM after 2");
            assertThat(await(tap.clientGone)).as("the connection is closed").isTrue();
        }
    }
}
