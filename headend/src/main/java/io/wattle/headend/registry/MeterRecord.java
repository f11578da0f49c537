package io.wattle.headend.registry;

import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.token.TokenTerms;
import io.wattle.protocols.meter.MeterAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * One meter of the utility.
 *
 * @param serial by which everybody knows it
 * @param account number of the customer account that pays for it
 * @param service what it measures
 * @param address where it is; empty for a keypad meter that nobody can talk to
 * @param tokenTerms how it reads STS tokens as it comes from the factory or the workshop; empty if it reads none
 */
public record MeterRecord(String serial, String account, Service service, Optional<MeterAddress> address,
        Optional<TokenTerms> tokenTerms) {

    /** What a meter measures. */
    public enum Service {
        ELECTRICITY, WATER, GAS;

        /**
         * The service of a kind of unit.
         *
         * @throws IllegalArgumentException for money, which nobody supplies
         */
        public static Service of(Unit.Kind kind) {
            return switch (kind) {
                case ENERGY -> ELECTRICITY;
                case VOLUME -> WATER;
                case GAS -> GAS;
                case MONEY -> throw new IllegalArgumentException("money is no service");
            };
        }

        /**
         * The service that a word means.
         *
         * @throws IllegalArgumentException for another word
         */
        public static Service ofWord(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        /** What its meters count. */
        public Unit unit() {
            return switch (this) {
                case ELECTRICITY -> Unit.WATT_HOUR;
                case WATER -> Unit.LITRE;
                case GAS -> Unit.GAS_LITRE;
            };
        }

        /** As files and people write it: electricity, water or gas. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A meter on line that reads no tokens. */
    public MeterRecord(String account, Service service, MeterAddress address) {
        this(address.meterSerial(), account, service, Optional.of(address), Optional.empty());
    }

    /** The same meter reading tokens. */
    public MeterRecord withTokens(TokenTerms terms) {
        return new MeterRecord(serial, account, service, address, Optional.of(terms));
    }
}
