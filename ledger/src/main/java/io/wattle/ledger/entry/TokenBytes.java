package io.wattle.ledger.entry;

import io.wattle.ledger.token.TokenOrder;
import io.wattle.ledger.token.TokenTerms;

/**
 * Token terms and what tokens are ordered for, as they stand in the journal and in snapshots.
 *
 * <p>Without state, safe for any thread.
 */
public final class TokenBytes {
    private static final int CREDIT = 1;
    private static final int MANAGEMENT = 2;
    private static final int KEY_CHANGE = 3;

    private TokenBytes() {}

    /** Writes terms. */
    public static void write(TokenTerms terms, EntryBytes to) {
        to.text(terms.meterPan()).text(terms.supplyGroup()).text(terms.tariffIndex());
        to.u8(terms.keyRevision()).u8(terms.keyType()).u8(terms.keyExpiry()).u16(terms.baseYear());
        to.text(terms.keyGeneration()).text(terms.encryption()).text(terms.zone());
    }

    /** Reads terms that {@link #write(TokenTerms, EntryBytes)} wrote. */
    public static TokenTerms readTerms(EntrySource from) {
        return new TokenTerms(from.text(), from.text(), from.text(), from.u8(), from.u8(), from.u8(), from.u16(),
                from.text(), from.text(), from.text());
    }

    /** Writes what is ordered. */
    public static void write(TokenOrder order, EntryBytes to) {
        switch (order) {
            case TokenOrder.Credit credit -> to.u8(CREDIT).text(credit.creditId());
            case TokenOrder.Management act -> to.u8(MANAGEMENT).enumerated(act.kind()).i64(act.value());
            case TokenOrder.KeyChange _ -> to.u8(KEY_CHANGE);
        }
    }

    /** Reads what {@link #write(TokenOrder, EntryBytes)} wrote. */
    public static TokenOrder readOrder(EntrySource from) {
        int number = from.u8();
        return switch (number) {
            case CREDIT -> new TokenOrder.Credit(from.text());
            case MANAGEMENT -> new TokenOrder.Management(from.enumerated(TokenOrder.Kind.values()), from.i64());
            case KEY_CHANGE -> new TokenOrder.KeyChange();
            default -> throw from.malformed("unknown number " + number + " of a token order");
        };
    }
}
