package io.wattle.headend.cli.sts;

import io.wattle.headend.sts.sheet.TokenDates;
import io.wattle.headend.sts.sheet.TokenSheet;
import io.wattle.protocols.sts.Token.MeterTest;
import io.wattle.protocols.sts.TokenCodec;
import io.wattle.protocols.sts.cipher.TokenCipher;
import io.wattle.protocols.sts.value.BadStsValueException;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wattle sts test}. */
@Command(name = "test", mixinStandardHelpOptions = true, description = "Makes a token that has a meter test itself or show something. It needs no key, is the same for every meter, and"
        + " may be entered as often as one likes.")
final class TestVerb implements Callable<Integer> {
    private static final int BIT_MAX = 35;

    /** Which tests. */
    private static final class Which {
        @Option(names = "--all", description = "All tests that the meter has.")
        private boolean all;

        @Option(names = "--bit", paramLabel = "N", split = ",", description = "These: 0 load switch, 1 display, 2 total energy, 3 KRN and KT, 4 TI, 6 power limit; what others mean is"
                + " the manufacturer's.")
        private List<Integer> bits = List.of();
    }

    @ArgGroup(multiplicity = "1", exclusive = true)
    private Which which = new Which();

    @Option(names = "--form", paramLabel = "FORM", defaultValue = "short_code", description = "${COMPLETION-CANDIDATES}: for manufacturers of two digits, of four, or an extended read (default ${DEFAULT-VALUE}).")
    private MeterTest.Form form = MeterTest.Form.SHORT_CODE;

    @Option(names = "--manufacturer", paramLabel = "N", defaultValue = "0", description = "Code of the manufacturer; 0 is for all (default ${DEFAULT-VALUE}).")
    private int manufacturer;

    @Mixin
    private AnswerOptions answer = new AnswerOptions();

    @Override
    public Integer call() {
        return answer.of(this::make);
    }

    private int make(Printed printed) {
        MeterTest test = new MeterTest(form, control(), manufacturer);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tokens", List.of(new TokenCodec(TokenCipher.standard()).encode(test).grouped()));
        fields.putAll(TokenSheet.of(test, new TokenDates(List.of(), ZoneOffset.UTC)).fields());
        return printed.fields(fields);
    }

    private long control() {
        if (which.all) {
            return switch (form) {
                case SHORT_CODE, EXTENDED_READ -> (1L << 36) - 1;
                case LONG_CODE -> (1L << 28) - 1;
            };
        }
        long control = 0;
        for (int bit : which.bits) {
            if (bit < 0 || bit > BIT_MAX) {
                throw new BadStsValueException("bit", "must be 0 to " + BIT_MAX + ", was " + bit);
            }
            control |= 1L << bit;
        }
        return control;
    }
}
