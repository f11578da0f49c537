package io.wattle.protocols.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TelnetDecoderTest {

    @Property
    void shouldGiveBackAnyDataHoweverItIsSplit(@ForAll @Size(max = 60) byte[] data,
            @ForAll @IntRange(max = 60) int cut) {
        byte[] wire = Rfc2217Line.escaped(data);
        int at = Math.min(cut, wire.length);
        TelnetDecoder decoder = new TelnetDecoder();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        decoder.take(wire, at);
        out.writeBytes(decoder.takeData());
        decoder.take(Arrays.copyOfRange(wire, at, wire.length), wire.length - at);
        out.writeBytes(decoder.takeData());
        assertThat(out.toByteArray()).isEqualTo(data);
        assertThat(decoder.takeWords()).isEmpty();
    }

    @Property
    void shouldNeverFailOnNoise(@ForAll @Size(max = 2000) byte[] noise) {
        TelnetDecoder decoder = new TelnetDecoder();
        decoder.take(noise, noise.length);
        assertThat(decoder.takeData().length).isLessThanOrEqualTo(noise.length);
    }

    @Property
    void shouldReadBackEverySetting(@ForAll @IntRange(min = 300, max = 115_200) int baud) {
        TelnetDecoder decoder = new TelnetDecoder();
        byte[] words = ComPort.settings(LineSettings.sevenEvenOne(baud), 0);
        decoder.take(words, words.length);
        assertThat(decoder.takeWords()).hasSize(4)
                .first()
                .isInstanceOfSatisfying(TelnetDecoder.Word.Subnegotiation.class,
                        word -> assertThat(ComPort.value(word.bytes())).contains((long) baud));
    }
}
