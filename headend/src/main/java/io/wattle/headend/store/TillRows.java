package io.wattle.headend.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Rows about tills. Amounts in minor units; absent values are null. */
public final class TillRows {

    private TillRows() {}

    public record ShiftRow(String shiftId, String till, String cashier, @Nullable String vendor, long openedSequence,
            Instant openedAt, String openedBy, @Nullable Instant closedAt, @Nullable Instant countedAt,
            @Nullable String countedBy) {}

    /** One movement of a vendor's account, or of a shift. A commission has no tender. */
    public record MovementRow(long sequence, Instant happenedAt, String kind, @Nullable String shiftId,
            @Nullable String vendor, @Nullable String tender, String currency, long amountMinor, long expectedMinor,
            long commissionMinor, @Nullable String saleId, @Nullable String reference, String detail, String actor) {}

    /** Movements of one kind, of one shift and tender, added up. */
    public record MovementSum(@Nullable String shiftId, @Nullable String till, @Nullable String cashier,
            @Nullable String vendor, @Nullable String tender, String currency, String kind, long movements, long amountMinor,
            long expectedMinor, long commissionMinor) {}

    /** Postings to one account, added up: all, those below zero with the sign turned, and those above. */
    public record PostingSum(String account, String owner, String currency, long changeMinor, long inMinor,
            long outMinor) {}

    /** One account of the vault. */
    public record VaultRow(String owner, String currency) {}
}
