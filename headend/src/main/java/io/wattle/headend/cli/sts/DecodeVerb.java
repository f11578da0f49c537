package io.wattle.headend.cli.sts;

import io.wattle.headend.sts.SecurityModule;
import io.wattle.headend.sts.Verification;
import io.wattle.headend.sts.sheet.TokenDates;
import io.wattle.headend.sts.sheet.TokenSheet;
import io.wattle.headend.sts.sheet.VerifiedToken;
import io.wattle.protocols.sts.Decoded;
import io.wattle.protocols.sts.TokenCodec;
import io.wattle.protocols.sts.TokenDigits;
import io.wattle.protocols.sts.cipher.TokenCipher;
import io.wattle.protocols.sts.key.DecoderKey;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.value.BaseDate;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wattle sts decode}. */
@Command(name = "decode", mixinStandardHelpOptions = true, description = "Shows what a token says. Tests (class 1) need no key; all others the meter's own in a file, or a keystore and"
        + " which key the meter has. Whether a meter has seen the token before cannot be known here. Exit code 1 if it is"
        + " not a token, or not one of that key.")
final class DecodeVerb implements Callable<Integer> {
    private static final int TEST_CLASS = 1;
    private static final int CLASS_MAX = 2;

    @Parameters(paramLabel = "TOKEN", arity = "1..*", description = "Twenty digits, with blanks and dashes as they are printed.")
    private List<String> typed = List.of();

    @Option(names = "--raw-key-file", paramLabel = "FILE", description = "The meter's own key: hexadecimal digits on one line, readable by its owner alone. --ea says for which"
            + " encryption.")
    private @Nullable Path keyFile;

    @ArgGroup(exclusive = false)
    private @Nullable ModuleOptions modules;

    @Mixin
    private MeterOptions meter = new MeterOptions();

    @Option(names = "--base-date", paramLabel = "YEAR", description = "1993, 2014 or 2035: from when a meter with --raw-key-file counts minutes; without, the token's minute is"
            + " shown for each.")
    private @Nullable Integer baseYear;

    @Mixin
    private ZoneOption clock = new ZoneOption();

    @Mixin
    private AnswerOptions answer = new AnswerOptions();

    @Override
    public Integer call() {
        return answer.of(this::decode);
    }

    private int decode(Printed printed) {
        TokenDigits digits = TokenDigits.parse(String.join(" ", typed));
        if (digits.tokenClass() == TEST_CLASS) {
            EncryptionAlgorithm any = EncryptionAlgorithm.EA07; // a test is not encrypted
            return show(printed, decoded(digits, new DecoderKey(any, new byte[any.keyBytes()])));
        }
        if (digits.tokenClass() > CLASS_MAX) {
            return printed.refused("token", "has class 3, which is reserved");
        }
        if (keyFile != null) {
            return show(printed, decoded(digits, RawKeyFile.read(keyFile, meter.encryption())));
        }
        return modules == null
                ? printed.refused("key", "is missing: a token of class " + digits.tokenClass()
                        + " is encrypted; give --raw-key-file, or --keystore and the meter")
                : verified(printed, digits, modules);
    }

    private static Decoded decoded(TokenDigits digits, DecoderKey fresh) {
        try (DecoderKey key = fresh) {
            return new TokenCodec(TokenCipher.standard()).decode(digits, key);
        }
    }

    private int show(Printed printed, Decoded decoded) {
        return switch (decoded) {
            case Decoded.Accepted accepted -> printed.fields(TokenSheet.of(accepted.token(), dates()).fields());
            case Decoded.Rejected rejected -> printed.refused("token", rejected.code() + ", " + rejected.detail());
        };
    }

    private int verified(Printed printed, TokenDigits digits, ModuleOptions keys) {
        try (SecurityModule module = keys.openToLook()) {
            KeyIdentity identity = meter.identity(module);
            TokenDates dates = new TokenDates(List.of(identity.baseDate()), clock.zone());
            return switch (module.verify(identity, digits)) {
                case Verification.Genuine genuine -> printed.fields(VerifiedToken.sheet(genuine, dates).fields());
                case Verification.Rejected rejected -> printed.refused("token", rejected.code() + ", "
                        + rejected.detail());
                case Verification.Refused(String field, String reason) -> printed.refused(field, reason);
                case Verification.Unknown(String reason) -> printed.refused("security module", reason);
            };
        }
    }

    private TokenDates dates() {
        return new TokenDates(baseYear == null ? List.of(BaseDate.values()) : List.of(BaseDate.ofYear(baseYear)),
                clock.zone());
    }
}
