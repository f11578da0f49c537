package io.wattle.protocols.sts;

import io.wattle.protocols.sts.Token.MeterTest.Form;
import io.wattle.protocols.sts.Token.Service;
import io.wattle.protocols.sts.value.AmountCode;
import io.wattle.protocols.sts.value.CurrencyCode;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.KeyType;
import io.wattle.protocols.sts.value.StsChecks;
import io.wattle.protocols.sts.value.TariffIndex;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.util.Arrays;
import java.util.Optional;

/**
 * From a token's fields to what it says. The methods give nothing for a subclass that is reserved or proprietary, and
 * throw {@link io.wattle.protocols.sts.value.BadStsValueException} for a value that the standard does not have.
 * Stateless.
 */
final class TokenReader {
    private TokenReader() {}

    static Optional<Token> read(TokenFields fields) {
        return switch (fields.tokenClass()) {
            case 0 -> credit(fields.subclass(), fields.data());
            case 1 -> test(fields.subclass(), fields.data());
            case 2 -> management(fields.subclass(), fields.data());
            default -> Optional.empty();
        };
    }

    private static Optional<Token> credit(int subclass, long data) {
        if (subclass > 7) {
            return Optional.empty();
        }
        Service service = Arrays.stream(Service.values())
                .filter(one -> one.number() == subclass % 4)
                .findFirst()
                .orElseThrow();
        return Optional.of(subclass < 4
                ? new Token.UnitCredit(service, random(data), tid(data), new AmountCode(low(data)))
                : new Token.CurrencyCredit(service, tid(data), currency(random(data), low(data))));
    }

    private static CurrencyCode currency(int signAndExponent, int low) {
        return new CurrencyCode(signAndExponent >= 8, (signAndExponent & 7) << 2 | low >> 14, low & 0x3FFF);
    }

    private static Optional<Token> test(int subclass, long data) {
        return Arrays.stream(Form.values())
                .filter(form -> form.subclass == subclass)
                .findFirst()
                .map(form -> new Token.MeterTest(form, data >>> form.manufacturerBits(),
                        bits(data, 0, form.manufacturerBits())));
    }

    private static Optional<Token> management(int subclass, long data) {
        return Optional.ofNullable(switch (subclass) {
            case 0 -> new Token.SetMaximumPower(random(data), tid(data), new AmountCode(low(data)));
            case 1 -> new Token.ClearCredit(random(data), tid(data), low(data));
            case 2 -> new Token.SetTariffRate(random(data), tid(data), low(data));
            case 3 -> new Token.KeySection1(bits(data, 40, 4), new KeyRevisionNumber(bits(data, 36, 4)),
                    bits(data, 35, 1) == 1, bits(data, 34, 1) == 1, KeyType.of(bits(data, 32, 2)), (int) data);
            case 4 -> new Token.KeySection2(bits(data, 40, 4), new TariffIndex(bits(data, 32, 8)), (int) data);
            case 5 -> clearTamper(data);
            case 6 -> new Token.SetMaximumUnbalance(random(data), tid(data), new AmountCode(low(data)));
            case 7 -> new Token.SetWaterFactor(random(data), tid(data), low(data));
            case 8 -> new Token.KeySection3(data);
            case 9 -> new Token.KeySection4(bits(data, 32, 12), (int) data);
            case 10 -> new Token.ExtendedSet(random(data), tid(data), bits(data, 10, 6), bits(data, 0, 10));
            default -> null;
        });
    }

    private static Token clearTamper(long data) {
        StsChecks.require(low(data) == 0, "padding", "must be zero");
        return new Token.ClearTamper(random(data), tid(data));
    }

    private static int random(long data) {
        return bits(data, 40, 4);
    }

    private static TokenIdentifier tid(long data) {
        return new TokenIdentifier(bits(data, 16, 24));
    }

    private static int low(long data) {
        return bits(data, 0, 16);
    }

    private static int bits(long data, int lowest, int count) {
        return (int) (data >>> lowest) & ((1 << count) - 1);
    }
}
