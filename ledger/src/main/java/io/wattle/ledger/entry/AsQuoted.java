package io.wattle.ledger.entry;

import io.wattle.ledger.vending.Quoted;

/**
 * Sells only if the sale is what was quoted: else it is refused, and nothing is sold. A sale that was made before under its
 * key is answered as ever.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param sale a payment, into the wallet or not, or a conversion
 * @param quote the quote
 */
public record AsQuoted(Command sale, Quoted quote) implements Command.OfLedger {

    /**
     * Of such a sale.
     *
     * @throws IllegalArgumentException if it is no sale
     */
    public AsQuoted {
        if (!(sale instanceof Command.TakePayment || sale instanceof Command.PayIntoWallet
                || sale instanceof Command.ConvertWallet)) {
            throw new IllegalArgumentException("nothing is sold by a " + sale.getClass().getSimpleName());
        }
    }

    @Override
    public Origin origin() {
        return sale.origin();
    }
}
