package io.wattle.headend.cli.sts;

import io.wattle.headend.sts.sheet.TokenDates;
import io.wattle.headend.sts.sheet.TokenSheet;
import io.wattle.headend.text.JsonLine;
import io.wattle.protocols.sts.Decoded;
import io.wattle.protocols.sts.TokenCodec;
import io.wattle.protocols.sts.TokenDigits;
import io.wattle.protocols.sts.cipher.TokenCipher;
import io.wattle.protocols.sts.key.DecoderKey;
import io.wattle.protocols.sts.value.BadStsValueException;
import io.wattle.protocols.sts.value.BaseDate;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wattle sts decode}. */
@Command(name = "decode", mixinStandardHelpOptions = true, description = "Shows what a token says. Tests (class 1) need no key, all others the meter's. Whether a meter has seen the"
        + " token before cannot be known here. Exit code 1 if it is not a token, or not one of that key.")
final class DecodeVerb implements Callable<Integer> {
    private static final int TEST_CLASS = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(paramLabel = "TOKEN", arity = "1..*", description = "Twenty digits, with blanks and dashes as they are printed.")
    private List<String> typed = List.of();

    @Option(names = "--raw-key-file", paramLabel = "FILE", description = "The meter's own key: hexadecimal digits on one line, readable by its owner alone.")
    private @Nullable Path keyFile;

    @Option(names = "--ea", paramLabel = "07|11", defaultValue = "07", description = "Encryption of the meter with that key (default ${DEFAULT-VALUE}).")
    private String encryption = "07";

    @Option(names = "--base-date", paramLabel = "YEAR", description = "1993, 2014 or 2035: from when the meter counts minutes; without, the token's minute is shown for each.")
    private @Nullable Integer baseYear;

    @Option(names = "--zone", paramLabel = "ZONE", defaultValue = "Z", description = "The supply group's clock, such as Africa/Accra (default: UTC).")
    private ZoneId zone = ZoneOffset.UTC;

    @Option(names = "--json", description = "One JSON object instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        EncryptionAlgorithm algorithm = option("--ea", () -> EncryptionAlgorithm.of(encryption));
        List<BaseDate> baseDates = option("--base-date", this::baseDates);
        TokenDigits digits;
        try {
            digits = TokenDigits.parse(String.join(" ", typed));
        } catch (BadStsValueException notAToken) {
            return refused(notAToken.field(), notAToken.reason());
        }
        if (digits.tokenClass() != TEST_CLASS && keyFile == null) {
            return refused("key", "is missing: a token of class " + digits.tokenClass()
                    + " is encrypted; give --raw-key-file");
        }
        return switch (decoded(digits, algorithm)) {
            case Decoded.Accepted accepted -> show(TokenSheet.of(accepted.token(), new TokenDates(baseDates, zone)));
            case Decoded.Rejected rejected -> refused("token", rejected.code() + ", " + rejected.detail());
        };
    }

    private List<BaseDate> baseDates() {
        return baseYear == null ? List.of(BaseDate.values()) : List.of(BaseDate.ofYear(baseYear));
    }

    private Decoded decoded(TokenDigits digits, EncryptionAlgorithm algorithm) {
        try (DecoderKey key = keyFile == null
                ? new DecoderKey(algorithm, new byte[algorithm.keyBytes()]) // a test is not encrypted
                : RawKeyFile.read(keyFile, algorithm)) {
            return new TokenCodec(TokenCipher.standard()).decode(digits, key);
        }
    }

    private int show(TokenSheet sheet) {
        JsonLine line = new JsonLine();
        sheet.fields().forEach((name, value) -> {
            line.with(name, value);
            if (!json) {
                spec.commandLine().getOut().printf("%-14s %s%n", name, value);
            }
        });
        if (json) {
            spec.commandLine().getOut().println(line);
        }
        spec.commandLine().getOut().flush();
        return 0;
    }

    private int refused(String field, String reason) {
        if (json) {
            spec.commandLine()
                    .getOut()
                    .println(new JsonLine().with("refused", field).with("reason", reason));
            spec.commandLine().getOut().flush();
        } else {
            spec.commandLine().getErr().println("wattle: " + field + " " + reason);
        }
        return 1;
    }

    private <T> T option(String name, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (BadStsValueException wrong) {
            throw new ParameterException(spec.commandLine(), name + ": " + wrong.sentence());
        }
    }
}
