package io.wattle.headend.sts;

import io.wattle.protocols.sts.Token;
import io.wattle.protocols.sts.Token.Service;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.value.AmountCode;
import io.wattle.protocols.sts.value.CurrencyCode;
import io.wattle.protocols.sts.value.TokenIdentifier;

/** What a module is to make. Immutable; a value out of range is refused with a {@code BadStsValueException}. */
public sealed interface TokenRequest {

    /** The key that the tokens are made with. */
    KeyIdentity meter();

    /** Class 0: credit for a meter. */
    record Credit(KeyIdentity meter, TokenIdentifier tid, Amount amount) implements TokenRequest {

        /** How much, of what. */
        public sealed interface Amount {}

        /** Units: tenths of a kWh, of a m3 or of a minute. */
        public record Units(Service service, AmountCode amount) implements Amount {}

        /** Money for a service. */
        public record Money(Service service, CurrencyCode amount) implements Amount {}

        /** The token itself; money has no random bits. */
        public Token token(int random) {
            return switch (amount) {
                case Units units -> new Token.UnitCredit(units.service, random, tid, units.amount);
                case Money money -> new Token.CurrencyCredit(money.service, tid, money.amount);
            };
        }
    }

    /** Class 2: a setting or an order for a meter. */
    record Management(KeyIdentity meter, TokenIdentifier tid, Order order) implements TokenRequest {

        /** What the meter is to do. */
        public sealed interface Order {}

        /** Power above which the meter cuts the supply. */
        public record MaximumPower(AmountCode watts) implements Order {}

        /** 0 to 7 for the credit of that subclass, or 65535 for all. */
        public record ClearCredit(int register) implements Order {}

        /** 16 bits that the standard does not define further. */
        public record TariffRate(int rate) implements Order {}

        public record ClearTamper() implements Order {}

        /** By how much the power of the phases may differ. */
        public record MaximumUnbalance(AmountCode watts) implements Order {}

        /** 16 bits that the standard does not define further. */
        public record WaterFactor(int factor) implements Order {}

        /** Index (6 bits) and value (10 bits) of STS 202-5. */
        public record Extended(int index, int value) implements Order {}

        public Management {
            tokenOf(0, tid, order); // refuses what no token can say
        }

        /** The token itself. */
        public Token token(int random) {
            return tokenOf(random, tid, order);
        }

        private static Token tokenOf(int random, TokenIdentifier tid, Order order) {
            return switch (order) {
                case MaximumPower limit -> new Token.SetMaximumPower(random, tid, limit.watts);
                case ClearCredit clear -> new Token.ClearCredit(random, tid, clear.register);
                case TariffRate tariff -> new Token.SetTariffRate(random, tid, tariff.rate);
                case ClearTamper _ -> new Token.ClearTamper(random, tid);
                case MaximumUnbalance limit -> new Token.SetMaximumUnbalance(random, tid, limit.watts);
                case WaterFactor water -> new Token.SetWaterFactor(random, tid, water.factor);
                case Extended set -> new Token.ExtendedSet(random, tid, set.index, set.value);
            };
        }
    }

    /**
     * A key change of one meter. Its tokens have no identifier.
     *
     * @param meter the key that the meter has, which may have expired
     * @param to the key that it is to have
     * @param now the minute, on the new key's base date, by which the new key's expiry is judged
     * @param meterHoldsSupplyGroup whether an EA07 meter takes a third token with its supply group
     */
    record KeyChange(KeyIdentity meter, KeyIdentity to, TokenIdentifier now, boolean meterHoldsSupplyGroup)
            implements
                TokenRequest {}
}
