package io.wattle.protocols.dlms.object.typed;

import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.ObisCode;
import java.util.List;

/**
 * A prepayment account (class 111). Amounts are in its currency.
 *
 * @param creditStatus bits, the first is bit 0
 * @param configurations of credits and charges, and of tokens, as they came
 */
public record Account(Part<ModeAndStatus> mode, Part<Integer> creditInUse, Part<String> creditStatus,
        Part<Amount> available, Part<Amount> toClear, Part<Amount> clearanceThreshold, Part<Amount> debt,
        Part<List<ObisCode>> credits, Part<List<ObisCode>> charges, Part<Moment> opened, Part<Moment> closed,
        Part<Currency> currency, Part<Amount> lowCredit, List<Part<CosemValue>> configurations) implements TypedObject {

    /**
     * How it is paid, and whether it is open.
     *
     * @param mode 1 credit, 2 prepayment
     * @param status 1 new, 2 active, 3 closed
     */
    public record ModeAndStatus(int mode, int status) {
        String text() {
            return Words.of(Words.PAYMENT_MODE).apply(mode) + ", " + Words.of(Words.ACCOUNT_STATUS).apply(status);
        }
    }

    public Account {
        configurations = List.copyOf(configurations);
    }

    static Account of(Fields fields) {
        Part<ModeAndStatus> mode = fields.part(2, Account::mode, ModeAndStatus::text);
        Part<Integer> inUse = fields.part(3, Decode::unsigned8, String::valueOf);
        Part<String> status = fields.flags(4, Words.CREDIT_FLAGS);
        Part<Amount> available = fields.amount(5);
        Part<Amount> toClear = fields.amount(6);
        Part<Amount> clearance = fields.amount(7);
        Part<Amount> debt = fields.amount(8);
        Part<List<ObisCode>> credits = names(fields, 9);
        Part<List<ObisCode>> charges = names(fields, 10);
        List<Part<CosemValue>> configurations = List.of(fields.value(11), fields.value(12));
        Part<Moment> opened = fields.moment(13);
        Part<Moment> closed = fields.moment(14);
        Part<Currency> currency = fields.part(15, Decode::currency, Currency::text);
        Part<Amount> low = fields.amount(16);
        return new Account(mode, inUse, status, available, toClear, clearance, debt, credits, charges, opened, closed,
                currency, low, configurations);
    }

    private static Part<List<ObisCode>> names(Fields fields, int attribute) {
        return fields.part(attribute, value -> Decode.items(value, Decode::name), Words.list(ObisCode::dotted));
    }

    private static ModeAndStatus mode(CosemValue value) {
        List<CosemValue> parts = Decode.fields(value, 2);
        return new ModeAndStatus(Decode.unsigned8(parts.get(0)), Decode.unsigned8(parts.get(1)));
    }
}
