package io.wattle.protocols.dlms.object.typed;

/**
 * One kind of credit (class 112). Amounts are in the account's currency.
 *
 * @param type 0 token, 1 reserved, 2 emergency, 3 by time, 4 by consumption
 * @param status 0 enabled, 1 selectable, 2 selected, 3 in use, 4 exhausted
 */
public record Credit(Part<Amount> current, Part<Integer> type, Part<Integer> priority, Part<Amount> warning,
        Part<Amount> limit, Part<String> configuration, Part<Integer> status, Part<Amount> preset,
        Part<Amount> threshold, Part<Moment> period) implements TypedObject {

    static Credit of(Fields fields) {
        return new Credit(fields.amount(2), fields.choice(3, Words.CREDIT_TYPE),
                fields.part(4, Decode::unsigned8, String::valueOf), fields.amount(5), fields.amount(6),
                fields.flags(7, Words.CREDIT_CONFIGURATION), fields.choice(8, Words.CREDIT_STATUS), fields.amount(9),
                fields.amount(10), fields.moment(11));
    }
}
