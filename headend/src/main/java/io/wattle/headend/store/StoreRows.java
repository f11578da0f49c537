package io.wattle.headend.store;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Rows of the read store, as the API gives them. Quantities are in the unit beside them; absent values are null. */
public final class StoreRows {

    private StoreRows() {}

    public record MeterRow(String serial, String account, String registerUnit, String balanceUnit,
            @Nullable Instant readAt, @Nullable Long registerValue, @Nullable Long balanceValue,
            @Nullable String supply) {}

    public record ReadingRow(long sequence, String meter, Instant takenAt, Instant recordedAt, long registerValue,
            String registerUnit, @Nullable Long balanceValue, @Nullable String balanceUnit, @Nullable String supply,
            long consumed, @Nullable Long unexplained, String actor, String channel, String mode) {}

    /** What a meter says happened at it; {@code tampering} if that became a finding, unless one was open. */
    public record EventRow(long sequence, String meter, Instant happenedAt, String kind, String detail,
            boolean tampering, Instant recordedAt, String actor, String channel, String mode) {}

    /** What a meter says its register showed. */
    public record PointRow(String meter, Instant takenAt, long registerValue, String unit, long sequence) {}

    public record CreditRow(String creditId, String paymentId, String meter, long amount, String unit, long priceMinor,
            String currency, String state, int attempts, Instant orderedAt, @Nullable Instant endedAt) {}

    /**
     * {@code balanceChange} reached a balance that lives here, and that in units stood at the last two around it; {@code
     * reversedIn} is the entry that gave it back.
     */
    public record PaymentRow(String paymentId, String meter, String account, long amountMinor, String currency,
            Instant takenAt, String actor, String channel, String mode,
            @Nullable String tender, @Nullable String reference, @Nullable String shiftId,
            @Nullable Long balanceChange, @Nullable String balanceUnit, @Nullable Long reversedIn,
            @Nullable Long walletBefore, @Nullable Long walletAfter, @Nullable Long balanceBefore,
            @Nullable Long balanceAfter) {}

    /** What a tariff plan sold with a payment or a conversion; {@code moneyMinor} is what was spent. */
    public record SaleRow(String paymentId, long sequence, String meter, String account, Instant soldAt,
            LocalDate soldOn, boolean conversion, String tariff, int version, String currency, long moneyMinor,
            long units, long freeUnits, long walletBeforeMinor, long walletAfterMinor, long arrearsBeforeMinor,
            @Nullable Long nextInUnits, @Nullable Long nextRateMicro, @Nullable Instant nextResetsAt, String actor,
            String channel, String mode) {}

    /** A line of a sale, with the meaning of {@code QuoteLine}. */
    public record SaleLineRow(String paymentId, int place, String kind, String name, long units, long rate,
            long amountMinor) {}

    /** An order of tokens; {@code what} is CREDIT, KEY_CHANGE or a kind of management token. */
    public record TokenOrderRow(String tokensId, long sequence, String meter, String what, @Nullable Long parameter,
            @Nullable String creditId, boolean withKeyChange, @Nullable Integer tid, String state,
            @Nullable String moduleId, @Nullable String keyCheckValue, @Nullable String reason, Instant orderedAt,
            @Nullable Instant endedAt, @Nullable Long endedSequence, String actor, String channel, String mode) {}

    public record FindingRow(String findingId, long sequence, String meter, String kind, @Nullable Long amount,
            @Nullable String unit, String words, Instant foundAt, String status, @Nullable String creditId,
            @Nullable String decidedBy, @Nullable String reason, @Nullable Instant endedAt) {}

    public record CorrectionRow(long sequence, long corrects, String reason, Instant madeAt, String actor,
            String channel, String mode) {}

    public record PostingRow(String account, String owner, long changeMinor, String currency) {}

    /** Serials are without their check digits; what does not apply is null or empty. */
    public record CardEventRow(long sequence, Instant happenedAt, String kind, @Nullable Integer firstSerial,
            @Nullable Integer lastSerial, String fromWhom, String toWhom, @Nullable Long amountMinor,
            @Nullable String currency, String detail, String actor, String channel, String mode) {}

    /**
     * What was deducted from a balance that lives here; {@code charged} is in {@code unit}, {@code reversedIn} is the entry
     * that gave it back to price it anew.
     */
    public record DeductionRow(String deductionId, long sequence, String meter, Instant fromAt, long fromRegister,
            Instant toAt, long toRegister, String quality, long consumed, long charged, String unit, boolean estimated,
            String priced, Instant madeAt, @Nullable Long reversedIn) {}

    /** Credit that nobody paid for, and by whose authority. */
    public record GrantRow(String grantId, long sequence, String meter, String kind, long amount, String unit,
            long owedMinor, String reason, Instant grantedAt, String actor, String channel, String mode) {}

    public record OverdraftRow(String account, String currency, long maximumMinor, String reason, long sequence,
            Instant allowedAt, String actor, String channel, String mode) {}

    /** What a technician did at a meter with a probe; {@code doneAt} by his clock, {@code number} from 0 in its session. */
    public record ProbeActRow(long sequence, String meter, String session, int number, String kind, Instant doneAt,
            String place, String outcome, Instant notedAt, String actor, String channel, String mode) {}

    /** Money of an account that was moved without a sale. */
    public record MoneyRow(long sequence, int place, String account, String move, String other, long amount,
            String currency, String reason, Instant movedAt, String actor, String channel, String mode,
            @Nullable Long total, @Nullable String tariff, @Nullable Integer tariffVersion) {}

    /** Something a customer is to be told; {@code kind} is LOW_CREDIT, DISCONNECTION or CUT. */
    public record NoticeRow(long sequence, String meter, String account, String kind, Instant noticedAt,
            @Nullable Long balance, @Nullable String unit) {}

    /** {@code personal} is sealed, and empty once the customer is forgotten. */
    @SuppressWarnings("ArrayRecordComponent") // bytes of one row, handed on and never compared
    public record CustomerRow(String customer, byte[] personal, @Nullable Instant erasedAt, Instant savedAt,
            String savedBy) {}

    /** {@code personal} is sealed. */
    @SuppressWarnings("ArrayRecordComponent") // as above
    public record SavedAccountRow(String account, @Nullable String customer, @Nullable String master,
            String customerClass, String subClass, String discounts, String language, String contactFrequency,
            int thresholdDays, byte[] personal, Instant openedAt, @Nullable Instant closedAt, String savedBy) {}

    /** {@code address} is sealed. */
    @SuppressWarnings("ArrayRecordComponent") // as above
    public record LocationRow(String location, byte[] address, Instant savedAt, String savedBy) {}

    /** An account with one of its meters; what is personal is sealed. */
    @SuppressWarnings("ArrayRecordComponent") // as above
    public record ExportRow(String account, @Nullable String customer, @Nullable String master, String customerClass,
            String subClass, String discounts, String language, String contactFrequency, int thresholdDays,
            byte[] personal, @Nullable Instant closedAt, byte @Nullable [] customerPersonal, @Nullable String meter,
            @Nullable String location, byte @Nullable [] locationAddress, @Nullable String balanceMode,
            @Nullable String com, @Nullable Boolean vending) {}
}
