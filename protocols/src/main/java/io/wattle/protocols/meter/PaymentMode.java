package io.wattle.protocols.meter;

/** How a meter's customer pays (COSEM Account, IC 111, payment_mode). */
public enum PaymentMode {
    /** Use first, pay later. */
    CREDIT,
    /** Pay first. */
    PREPAYMENT
}
