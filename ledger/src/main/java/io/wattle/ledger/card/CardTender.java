package io.wattle.ledger.card;

/**
 * By what a card is paid. The number (ordinal) goes into the journal.
 *
 * <p>Safe for any thread.
 */
public enum CardTender {
    CASH, CHEQUE, BANK_TRANSFER, MOBILE_MONEY, CREDIT_CARD
}
