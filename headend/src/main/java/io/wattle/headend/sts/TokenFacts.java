package io.wattle.headend.sts;

import io.wattle.protocols.sts.Token;
import io.wattle.protocols.sts.value.CurrencyCode;
import java.util.Optional;
import java.util.OptionalInt;

/** What may be said about a token without saying anything about a key. Stateless. */
public final class TokenFacts {
    private TokenFacts() {}

    /** The token as a verification shows it. */
    public static Verification.Genuine of(Token token) {
        return new Verification.Genuine(token.tokenClass(), token.subclass(),
                token instanceof Token.Identified identified ? Optional.of(identified.tid()) : Optional.empty(),
                valueBits(token));
    }

    /** 16 bits, or 20 of a currency amount: sign and exponent in front, as modules take them. */
    public static OptionalInt valueBits(Token token) {
        return switch (token) {
            case Token.UnitCredit credit -> OptionalInt.of(credit.amount().bits());
            case Token.CurrencyCredit credit -> OptionalInt.of(bits(credit.amount()));
            case Token.SetMaximumPower limit -> OptionalInt.of(limit.watts().bits());
            case Token.ClearCredit clear -> OptionalInt.of(clear.register());
            case Token.SetTariffRate tariff -> OptionalInt.of(tariff.rate());
            case Token.ClearTamper _ -> OptionalInt.of(0);
            case Token.SetMaximumUnbalance limit -> OptionalInt.of(limit.watts().bits());
            case Token.SetWaterFactor water -> OptionalInt.of(water.factor());
            case Token.ExtendedSet set -> OptionalInt.of(set.index() << 10 | set.value());
            case Token.MeterTest _ -> OptionalInt.empty();
            case Token.KeySection _ -> OptionalInt.empty();
        };
    }

    private static int bits(CurrencyCode amount) {
        return (amount.negative() ? 1 << 19 : 0) | amount.exponent() << 14 | amount.mantissa();
    }
}
