package io.wattle.protocols.sts;

import io.wattle.protocols.sts.value.CurrencyCode;
import io.wattle.protocols.sts.value.TokenIdentifier;

/** From what a token says to its fields; {@link TokenReader} is the way back. Stateless. */
final class TokenWriter {
    private static final int CREDIT = 0;
    private static final int TEST = 1;
    private static final int MANAGEMENT = 2;
    private static final int CURRENCY = 4; // added to a service's number

    private TokenWriter() {}

    static TokenFields fields(Token token) {
        return switch (token) {
            case Token.UnitCredit credit -> new TokenFields(CREDIT, credit.service().number(),
                    identified(credit.random(), credit.tid(), credit.amount().bits()));
            case Token.CurrencyCredit credit -> currency(credit);
            case Token.MeterTest test -> new TokenFields(TEST, test.form().subclass,
                    test.control() << test.form().manufacturerBits() | test.manufacturer());
            case Token.SetMaximumPower limit ->
                management(0, identified(limit.random(), limit.tid(), limit.watts().bits()));
            case Token.ClearCredit clear -> management(1, identified(clear.random(), clear.tid(), clear.register()));
            case Token.SetTariffRate rate -> management(2, identified(rate.random(), rate.tid(), rate.rate()));
            case Token.KeySection1 section -> management(3, section1(section));
            case Token.KeySection2 section -> management(4, (long) section.expiryLow() << 40
                    | (long) section.tariffIndex().number() << 32 | Integer.toUnsignedLong(section.key()));
            case Token.ClearTamper clear -> management(5, identified(clear.random(), clear.tid(), 0));
            case Token.SetMaximumUnbalance limit ->
                management(6, identified(limit.random(), limit.tid(), limit.watts().bits()));
            case Token.SetWaterFactor water -> management(7, identified(water.random(), water.tid(), water.factor()));
            case Token.KeySection3 section -> management(8, section.data());
            case Token.KeySection4 section ->
                management(9, (long) section.supplyGroupHigh() << 32 | Integer.toUnsignedLong(section.key()));
            case Token.ExtendedSet set ->
                management(10, identified(set.random(), set.tid(), set.index() << 10 | set.value()));
        };
    }

    private static TokenFields management(int subclass, long data) {
        return new TokenFields(MANAGEMENT, subclass, data);
    }

    private static long identified(int random, TokenIdentifier tid, int sixteenBits) {
        return (long) random << 40 | (long) tid.minutes() << 16 | sixteenBits;
    }

    /** Sign and the upper three bits of the exponent stand where other tokens have their random bits. */
    private static TokenFields currency(Token.CurrencyCredit credit) {
        CurrencyCode amount = credit.amount();
        int signAndExponent = (amount.negative() ? 8 : 0) | amount.exponent() >> 2;
        int low = (amount.exponent() & 3) << 14 | amount.mantissa();
        return new TokenFields(CREDIT, CURRENCY + credit.service().number(),
                identified(signAndExponent, credit.tid(), low));
    }

    private static long section1(Token.KeySection1 section) {
        long flags = (section.rollover() ? 8 : 0) | (section.threeTokens() ? 4 : 0) | section.type().number();
        return (long) section.expiryHigh() << 40 | (long) section.revision().number() << 36 | flags << 32
                | Integer.toUnsignedLong(section.key());
    }
}
