package io.wattle.headend.sts.rollover;

import io.wattle.headend.text.CsvRow;
import io.wattle.headend.sts.offline.KeyName;
import io.wattle.protocols.sts.value.BadStsValueException;
import io.wattle.protocols.sts.value.DecoderReferenceNumber;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.KeyType;
import io.wattle.protocols.sts.value.MeterPan;
import io.wattle.protocols.sts.value.SupplyGroupCode;
import io.wattle.protocols.sts.value.TariffIndex;
import java.util.function.Function;

/** The values of one row, read field by field. Immutable. */
record RolloverRow(CsvRow row, RolloverColumns columns) {
    private static final String WHOLE = "[0-9]{1,2}";

    /** @throws BadStsValueException naming the column, and where in the line it stands */
    MeterPan pan() {
        return columns.has(RolloverColumns.PAN)
                ? value(RolloverColumns.PAN, MeterPan::new)
                : value(RolloverColumns.DRN, digits -> MeterPan.of(new DecoderReferenceNumber(digits)));
    }

    /** The key that the meter has. */
    KeyName from() {
        return new KeyName(pan(), value(RolloverColumns.SGC, SupplyGroupCode::new),
                value(RolloverColumns.TI, RolloverRow::tariffIndex),
                value(RolloverColumns.KRN, text -> new KeyRevisionNumber(whole(text))),
                isEmpty(RolloverColumns.KT)
                        ? KeyType.DUTK
                        : value(RolloverColumns.KT, text -> KeyType.of(whole(text))),
                value(RolloverColumns.EA, EncryptionAlgorithm::of));
    }

    /** The key that it is to have: what the row does not say stays as it is. */
    KeyName to() {
        KeyName from = from();
        String sgc = RolloverColumns.NEW + RolloverColumns.SGC;
        String ti = RolloverColumns.NEW + RolloverColumns.TI;
        String kt = RolloverColumns.NEW + RolloverColumns.KT;
        return new KeyName(from.pan(), isEmpty(sgc) ? from.supplyGroup() : value(sgc, SupplyGroupCode::new),
                isEmpty(ti) ? from.tariffIndex() : value(ti, RolloverRow::tariffIndex),
                value(RolloverColumns.NEW + RolloverColumns.KRN, text -> new KeyRevisionNumber(whole(text))),
                isEmpty(kt) ? from.type() : value(kt, text -> KeyType.of(whole(text))), from.encryption());
    }

    boolean threeTokens() {
        return !isEmpty(RolloverColumns.THREE_TOKENS) && value(RolloverColumns.THREE_TOKENS, text -> switch (text) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new BadStsValueException(RolloverColumns.THREE_TOKENS, "must be yes or no");
        });
    }

    private static TariffIndex tariffIndex(String text) {
        return new TariffIndex(whole(text));
    }

    private static int whole(String text) {
        if (!text.matches(WHOLE)) {
            throw new BadStsValueException("number", "must have one or two decimal digits");
        }
        return Integer.parseInt(text);
    }

    private boolean isEmpty(String column) {
        return !columns.has(column) || text(column).isEmpty();
    }

    private String text(String column) {
        return row.fields().get(columns.places().getOrDefault(column, 0));
    }

    private <T> T value(String column, Function<String, T> maker) {
        try {
            return maker.apply(text(column));
        } catch (BadStsValueException wrong) {
            int place = row.columns().get(columns.places().getOrDefault(column, 0));
            throw new BadStsValueException(column, "at column " + place + ": " + wrong.sentence());
        }
    }
}
