package io.wattle.headend.store;

import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.token.TokenOrder;
import org.jdbi.v3.core.Handle;

/** Writes what an entry says about tokens into the tables, within the caller's transaction. */
final class TokenWriter {
    private final Handle handle;

    TokenWriter(Handle handle) {
        this.handle = handle;
    }

    void write(LedgerEntry entry, Fact.TokensOrdered fact) {
        EntryWriter.origin(entry, handle.createUpdate("""
                INSERT INTO token_order VALUES (:id, :sequence, :meter, :what, :value, :credit, :keyChange, :tid,
                  'ORDERED', NULL, NULL, NULL, :orderedAt, NULL, NULL, :actor, :channel, :mode)"""))
                .bind("id", fact.tokensId())
                .bind("meter", fact.meter())
                .bind("what", what(fact.order()))
                .bind("value", fact.order() instanceof TokenOrder.Management act ? (Long) act.value() : null)
                .bind("credit", fact.order() instanceof TokenOrder.Credit credit ? credit.creditId() : null)
                .bind("keyChange", fact.keyChangeTo().isPresent())
                .bind("tid", fact.tid().orElse(null))
                .bind("orderedAt", entry.time())
                .execute();
    }

    void write(LedgerEntry entry, Fact.TokensIssued fact) {
        handle.createUpdate("""
                UPDATE token_order SET state = 'ISSUED', module_id = :module, key_check_value = :check,
                  ended_at = :endedAt, ended_sequence = :sequence WHERE tokens_id = :id""")
                .bind("module", fact.moduleId())
                .bind("check", fact.keyCheckValue())
                .bind("endedAt", entry.time())
                .bind("sequence", entry.sequence())
                .bind("id", fact.tokensId())
                .execute();
    }

    void write(LedgerEntry entry, Fact.TokensRefused fact) {
        handle.createUpdate("""
                UPDATE token_order SET state = 'REFUSED', reason = :reason, ended_at = :endedAt,
                  ended_sequence = :sequence WHERE tokens_id = :id""")
                .bind("reason", fact.reason())
                .bind("endedAt", entry.time())
                .bind("sequence", entry.sequence())
                .bind("id", fact.tokensId())
                .execute();
    }

    private static String what(TokenOrder order) {
        return switch (order) {
            case TokenOrder.Credit _ -> "CREDIT";
            case TokenOrder.Management act -> act.kind().name();
            case TokenOrder.KeyChange _ -> "KEY_CHANGE";
        };
    }
}
