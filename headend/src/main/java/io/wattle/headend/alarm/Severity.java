package io.wattle.headend.alarm;

import io.wattle.ledger.entry.Fact.FindingKind;

/** How soon somebody should look. */
public enum Severity {
    /** Value appeared from nowhere. */
    CRITICAL,
    /** Value is missing, or nobody knows where it is. */
    MAJOR,
    /** Nothing is lost, and something is wrong. */
    MINOR;

    static Severity of(FindingKind kind) {
        return switch (kind) {
            case UNBACKED_CREDIT, PARTIAL_CREDIT, CREDIT_OF_OTHER_METER, REVOKED_CREDIT_SHOWN, UNBACKED_CREDIT_LOGGED,
                    METER_NOT_IN_SERVICE ->
                CRITICAL;
            case TAMPER_REPORTED, SHORTFALL, REGISTER_WENT_BACK, CREDIT_NOT_SHOWN, CREDIT_EXPIRED, USAGE_NOT_DEDUCTED ->
                MAJOR;
            case CLOCK_WRONG -> MINOR;
        };
    }
}
