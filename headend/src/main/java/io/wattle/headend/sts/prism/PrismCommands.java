package io.wattle.headend.sts.prism;

import static io.wattle.headend.sts.prism.PtvdFields.hex;
import static io.wattle.headend.sts.prism.PtvdFields.number;
import static io.wattle.headend.sts.prism.PtvdFields.printable;

import io.wattle.headend.sts.TokenRequest.KeyChange;
import io.wattle.headend.sts.Verification.Genuine;
import io.wattle.headend.sts.prism.PtvdFields.Field;
import io.wattle.protocols.sts.TokenDigits;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.value.BadStsValueException;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The order of arguments, and what an answer must hold: the part that public sources show. Stateless. */
final class PrismCommands {
    private static final int NUMERIC_CARRIER = 2; // TCT of twenty digits that people type
    private static final int TOKEN_HEX = 17;
    private static final int TOKEN_DIGITS = 20;
    private static final int TID_HEX = 6;
    private static final int CURRENCY_CLASS_AND_UP = 4;
    private static final int CLASS_PLACE = 27;

    private PrismCommands() {}

    /** Credit or management: register, PAN, TI, EA, TCT, subclass, amount, TID. */
    static String token(int register, KeyIdentity meter, Genuine wanted) {
        boolean money = wanted.tokenClass() == 0 && wanted.subclass() >= CURRENCY_CLASS_AND_UP;
        return number(register) + printable(meter.pan().digits()) + number(meter.tariffIndex().number())
                + encryption(meter) + number(NUMERIC_CARRIER) + number(wanted.subclass())
                + hex(wanted.valueBits().orElse(0), money ? 6 : 4)
                + hex(wanted.tid().map(TokenIdentifier::minutes).orElse(0), TID_HEX);
    }

    /** Key change: old register, new register, PAN, old TI, EA, TCT, new TI, count. */
    static String keyChange(int oldRegister, int newRegister, KeyChange change) {
        return number(oldRegister) + number(newRegister) + printable(change.to().pan().digits())
                + number(change.meter().tariffIndex().number()) + encryption(change.to()) + number(NUMERIC_CARRIER)
                + number(change.to().tariffIndex().number()) + number(tokens(change));
    }

    /** Verification: register, PAN, TI, EA, twenty digits. */
    static String verify(int register, KeyIdentity meter, TokenDigits token) {
        return number(register) + printable(meter.pan().digits()) + number(meter.tariffIndex().number())
                + encryption(meter) + printable(token.digits());
    }

    /** How many tokens a key change has. */
    static int tokens(KeyChange change) {
        if (change.to().encryption() == EncryptionAlgorithm.EA11) {
            return 4;
        }
        return change.meterHoldsSupplyGroup() ? 3 : 2;
    }

    /** The token of an answer; empty if there is none of that class, or its two forms are not the same number. */
    static Optional<List<TokenDigits>> tokenOf(String answer, int tokenClass) {
        return PtvdFields.parse(answer)
                .filter(fields -> types(fields).equals("PP"))
                .flatMap(fields -> tokens(fields.get(0).value(), fields.get(1).value(), 1, tokenClass));
    }

    /** The tokens of a key change's answer: rollover, count, hex of all, digits of all. */
    static Optional<List<TokenDigits>> keyChangeOf(String answer, KeyChange change) {
        int count = tokens(change);
        String rollover = change.meter().baseDate() == change.to().baseDate() ? "0" : "1";
        return PtvdFields.parse(answer)
                .filter(fields -> types(fields).equals("NNPP") && fields.get(0).value().equals(rollover)
                        && fields.get(1).value().equals(String.valueOf(count)))
                .flatMap(fields -> tokens(fields.get(2).value(), fields.get(3).value(), count, 2));
    }

    /** What a verification says: result, class, subclass, amount, TID. A result other than 0 needs nothing more. */
    sealed interface Verified {
        record Good(Genuine genuine) implements Verified {}

        record Bad(String status) implements Verified {}
    }

    static Optional<Verified> verifiedOf(String answer) {
        return PtvdFields.parse(answer).flatMap(fields -> {
            if (!fields.isEmpty() && fields.getFirst().type() == 'N' && !fields.getFirst().value().matches("0+")) {
                String result = fields.getFirst().value();
                return Optional.of(new Verified.Bad(result.length() == 1 ? "0" + result : result));
            }
            return types(fields).equals("NNNHH") ? genuine(fields) : Optional.empty();
        });
    }

    private static Optional<Verified> genuine(List<Field> fields) {
        try {
            int value = Integer.parseInt("0" + fields.get(3).value(), 16);
            TokenIdentifier tid = new TokenIdentifier(Integer.parseInt("0" + fields.get(4).value(), 16));
            return Optional.of(new Verified.Good(new Genuine(Integer.parseInt(fields.get(1).value()),
                    Integer.parseInt(fields.get(2).value()), Optional.of(tid), OptionalInt.of(value))));
        } catch (BadStsValueException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<List<TokenDigits>> tokens(String hex, String digits, int count, int tokenClass) {
        if (!hex.matches("[0-9A-Fa-f]{" + count * TOKEN_HEX + "}")
                || !digits.matches("[0-9]{" + count * TOKEN_DIGITS + "}")) {
            return Optional.empty();
        }
        List<TokenDigits> tokens = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            BigInteger number = new BigInteger(hex.substring(i * TOKEN_HEX, (i + 1) * TOKEN_HEX), 16);
            String twenty = digits.substring(i * TOKEN_DIGITS, (i + 1) * TOKEN_DIGITS);
            boolean good = number.equals(new BigInteger(twenty)) && number.bitLength() <= 66
                    && (number.shiftRight(CLASS_PLACE).intValue() & 3) == tokenClass;
            if (!good) {
                return Optional.empty();
            }
            tokens.add(new TokenDigits(twenty));
        }
        return Optional.of(tokens);
    }

    private static String types(List<Field> fields) {
        StringBuilder types = new StringBuilder();
        fields.forEach(field -> types.append(field.type()));
        return types.toString();
    }

    private static String encryption(KeyIdentity meter) {
        return number(Integer.parseInt(meter.encryption().digits()));
    }
}
