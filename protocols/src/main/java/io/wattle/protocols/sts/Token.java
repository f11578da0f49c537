package io.wattle.protocols.sts;

import io.wattle.protocols.sts.value.AmountCode;
import io.wattle.protocols.sts.value.CurrencyCode;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.KeyType;
import io.wattle.protocols.sts.value.StsChecks;
import io.wattle.protocols.sts.value.TariffIndex;
import io.wattle.protocols.sts.value.TokenIdentifier;

/**
 * What a token says: all classes of IEC 62055-41 that are not reserved or proprietary. Immutable; a value out of range is
 * refused with {@link io.wattle.protocols.sts.value.BadStsValueException}.
 *
 * <p>Where a token has {@code random}, it is four bits, 0 to 15, that make two tokens of the same contents differ.
 */
public sealed interface Token {

    /** 0 credit, 1 test, 2 management. */
    default int tokenClass() {
        return TokenWriter.fields(this).tokenClass();
    }

    /** 0 to 15, within the class. */
    default int subclass() {
        return TokenWriter.fields(this).subclass();
    }

    /** A token that a meter accepts once: it remembers the identifiers it has seen. */
    sealed interface Identified extends Token {
        /** The minute that it names. */
        TokenIdentifier tid();
    }

    /** A part of a key change. Holds a part of the key: shows nothing. */
    sealed interface KeySection extends Token {}

    /** What a credit token buys. */
    enum Service {
        /** In tenths of a kWh. */
        ELECTRICITY(0),
        /** In tenths of a m3. */
        WATER(1),
        /** In tenths of a m3. */
        GAS(2),
        /** In tenths of a minute. */
        TIME(3);

        private final int number;

        Service(int number) {
            this.number = number;
        }

        /** Subclass of its unit credit; four more is that of its currency credit. */
        public int number() {
            return number;
        }
    }

    // Class 0: credit

    /** Class 0, subclasses 0 to 3: units, in tenths of what the service is counted in. */
    record UnitCredit(Service service, int random, TokenIdentifier tid, AmountCode amount) implements Identified {
        public UnitCredit {
            checkRandom(random);
        }
    }

    /** Class 0, subclasses 4 to 7: money for a service, which may be negative. Has no random bits. */
    record CurrencyCredit(Service service, TokenIdentifier tid, CurrencyCode amount) implements Identified {}

    // Class 1: not encrypted, the same for all meters

    /**
     * Class 1: has a meter test itself or show something.
     *
     * @param control one bit for each test, or all bits: bit 0 load switch, 1 display, 2 total energy, 3 KRN and KT,
     *        4 TI, 6 power limit; what the others mean differs
     * @param manufacturer manufacturer code as the token carries it; 0 is for all
     */
    record MeterTest(Form form, long control, int manufacturer) implements Token {
        /** How the 44 bits are shared out. */
        public enum Form {
            /** 36 bits of control, 8 bits for a 2-digit manufacturer code. */
            SHORT_CODE(0, 36),
            /** 28 bits of control, 16 bits for a 4-digit manufacturer code. */
            LONG_CODE(1, 28),
            /** Extended read: 36 and 8 bits; what the control bits mean is in STS 202-5. */
            EXTENDED_READ(2, 36);

            final int subclass;
            final int controlBits;

            Form(int subclass, int controlBits) {
                this.subclass = subclass;
                this.controlBits = controlBits;
            }

            int manufacturerBits() {
                return 44 - controlBits;
            }
        }

        public MeterTest {
            StsChecks.requireRange("control", control, 0, (1L << form.controlBits) - 1);
            StsChecks.requireRange("manufacturer code", manufacturer, 0, (1L << form.manufacturerBits()) - 1);
        }
    }

    // Class 2: management

    /** Subclass 0: the power above which the meter cuts the supply, in watts. */
    record SetMaximumPower(int random, TokenIdentifier tid, AmountCode watts) implements Identified {
        public SetMaximumPower {
            checkRandom(random);
        }
    }

    /** Subclass 1: sets a register of credit to zero: 0 to 7 for the credit of that subclass, or {@link #ALL}. */
    record ClearCredit(int random, TokenIdentifier tid, int register) implements Identified {
        /** Every register. */
        public static final int ALL = 0xFFFF;

        public ClearCredit {
            checkRandom(random);
            StsChecks.require((register >= 0 && register <= 7) || register == ALL, "register",
                    "must be 0 to 7 or 65535, was " + register);
        }
    }

    /** Subclass 2: a tariff rate of 16 bits, which the standard does not define further. */
    record SetTariffRate(int random, TokenIdentifier tid, int rate) implements Identified {
        public SetTariffRate {
            checkRandom(random);
            checkSixteen("rate", rate);
        }
    }

    /**
     * Subclass 3: first section of a key change.
     *
     * @param expiryHigh upper four bits of the key expiry number
     * @param revision KRN of the new key
     * @param rollover RO: the new key is on another base date, so the meter forgets the identifiers it has seen
     * @param threeTokens 3KCT: a third section with the supply group follows; EA07 only
     * @param key the first 32 bits of the new key
     */
    record KeySection1(int expiryHigh, KeyRevisionNumber revision, boolean rollover, boolean threeTokens, KeyType type,
            int key) implements KeySection {
        public KeySection1 {
            StsChecks.requireRange("KENHO", expiryHigh, 0, 0xF);
        }

        @Override
        public String toString() {
            return "KeySection1[hidden]";
        }
    }

    /** Subclass 4: second section of a key change: lower four bits of the expiry number, TI, last 32 bits of the key. */
    record KeySection2(int expiryLow, TariffIndex tariffIndex, int key) implements KeySection {
        public KeySection2 {
            StsChecks.requireRange("KENLO", expiryLow, 0, 0xF);
        }

        @Override
        public String toString() {
            return "KeySection2[hidden]";
        }
    }

    /** Subclass 5: clears a tamper condition. */
    record ClearTamper(int random, TokenIdentifier tid) implements Identified {
        public ClearTamper {
            checkRandom(random);
        }
    }

    /** Subclass 6: by how much the power of the phases may differ, in watts. */
    record SetMaximumUnbalance(int random, TokenIdentifier tid, AmountCode watts) implements Identified {
        public SetMaximumUnbalance {
            checkRandom(random);
        }
    }

    /** Subclass 7: a water meter factor of 16 bits, which the standard does not define further. */
    record SetWaterFactor(int random, TokenIdentifier tid, int factor) implements Identified {
        public SetWaterFactor {
            checkRandom(random);
            checkSixteen("factor", factor);
        }
    }

    /**
     * Subclass 8: third section of a key change. Only the whole set tells what it holds: of four sections, the lower
     * twelve bits of the supply group and 32 bits of key; of three, the supply group in 24 bits and twenty zeros.
     */
    record KeySection3(long data) implements KeySection {
        public KeySection3 {
            StsChecks.require(data >= 0 && data < 1L << 44, "section 3", "must have 44 bits");
        }

        @Override
        public String toString() {
            return "KeySection3[hidden]";
        }
    }

    /** Subclass 9: fourth section of a key change: upper twelve bits of the supply group, 32 bits of the key. */
    record KeySection4(int supplyGroupHigh, int key) implements KeySection {
        public KeySection4 {
            StsChecks.requireRange("SGC high", supplyGroupHigh, 0, 0xFFF);
        }

        @Override
        public String toString() {
            return "KeySection4[hidden]";
        }
    }

    /** Subclass 10: an extended setting: index (6 bits) and value (10 bits); what they mean is in STS 202-5. */
    record ExtendedSet(int random, TokenIdentifier tid, int index, int value) implements Identified {
        public ExtendedSet {
            checkRandom(random);
            StsChecks.requireRange("index", index, 0, 0x3F);
            StsChecks.requireRange("value", value, 0, 0x3FF);
        }
    }

    private static void checkRandom(int random) {
        StsChecks.requireRange("RND", random, 0, 0xF);
    }

    private static void checkSixteen(String field, int value) {
        StsChecks.requireRange(field, value, 0, 0xFFFF);
    }
}
