package io.wattle.headend.card.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.oned.Code128Reader;
import io.wattle.ledger.card.CardSerial;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F049: others can read our bar codes. */
class Code128Test {
    private static final int HEIGHT = 40;
    private static final int SCALE = 2;

    @Property(tries = 300)
    void shouldBeReadByAnotherReaderF049(@ForAll @IntRange(min = 1, max = CardSerial.MAX) int number) throws Exception {
        String serial = new CardSerial(number).text();
        assertThat(read("0".repeat(10) + Code128.modules(serial) + "0".repeat(10))).isEqualTo(serial);
        assertThat(read(modulesOf(Code128.svg(serial)))).isEqualTo(serial);
        assertThat(Code128.svg(serial)).contains(">" + serial + "<");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123", "12a4", "١٢"})
    void shouldRefuseWhatCodeSetCCannotSay(String text) {
        assertThatThrownBy(() -> Code128.modules(text)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The picture's bars, as somebody who draws it would see them. */
    private static String modulesOf(String svg) {
        Matcher width = Pattern.compile("viewBox=\"0 0 (\\d+) ").matcher(svg);
        assertThat(width.find()).isTrue();
        char[] modules = "0".repeat(Integer.parseInt(width.group(1))).toCharArray();
        Matcher bar = Pattern.compile("M(\\d+),0h(\\d+)v").matcher(svg);
        while (bar.find()) {
            int from = Integer.parseInt(bar.group(1));
            Arrays.fill(modules, from, from + Integer.parseInt(bar.group(2)), '1');
        }
        return new String(modules);
    }

    private static String read(String modules) throws Exception {
        int width = modules.length() * SCALE;
        int[] pixels = new int[width * HEIGHT];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = modules.charAt(i % width / SCALE) == '1' ? 0 : 0xFFFFFF;
        }
        return new Code128Reader()
                .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, HEIGHT, pixels))))
                .getText();
    }
}
