package io.wattle.ledger.till;

import java.util.Optional;

/**
 * How and where money is taken.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param shiftId the open shift that takes it
 * @param reference number of the cheque, of the bank, of the receipt of a card terminal; never the number of a card
 */
public record TillTender(Tender tender, String shiftId, Optional<String> reference) {}
