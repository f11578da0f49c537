package io.wattle.headend.store;

import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.tariff.sale.Quote.NextBlock;
import io.wattle.ledger.tariff.sale.QuoteLine;
import io.wattle.ledger.vending.Sale;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Writes sales with their lines; a part of {@link EntryWriter}. */
final class SaleWriter {
    private final Handle handle;
    private final LedgerEntry entry;

    SaleWriter(Handle handle, LedgerEntry entry) {
        this.handle = handle;
        this.entry = entry;
    }

    void write(Fact.OfSales fact) {
        switch (fact) {
            case Fact.SaleMade f -> write(f);
            case Fact.KeptInWallet _,Fact.WalletConverted _ -> {
                // The sale beside it says it.
            }
        }
    }

    private void write(Fact.SaleMade fact) {
        Sale sale = fact.sale();
        Optional<NextBlock> next = sale.around().nextBlock();
        handle.createUpdate("""
                INSERT INTO sale VALUES (:id, :sequence, :meter, :account, :soldAt, :soldOn, :conversion, :tariff,
                  :version, :currency, :money, :units, :freeUnits, :walletBefore, :walletAfter, :arrearsBefore,
                  :nextIn, :nextRate, :nextResets, :actor, :channel, :mode)""")
                .bind("id", fact.paymentId())
                .bind("sequence", entry.sequence())
                .bind("meter", fact.meter())
                .bind("account", account())
                .bind("soldAt", entry.time())
                .bind("soldOn", sale.day())
                .bind("conversion", entry.facts().stream().anyMatch(Fact.WalletConverted.class::isInstance))
                .bind("tariff", sale.tariff())
                .bind("version", sale.version())
                .bind("currency", sale.currency())
                .bind("money", sale.moneyMinor())
                .bind("units", sale.units())
                .bind("freeUnits", sale.freeUnits())
                .bind("walletBefore", sale.around().walletBeforeMinor())
                .bind("walletAfter", sale.around().walletAfterMinor())
                .bind("arrearsBefore", sale.around().arrearsBeforeMinor())
                .bind("nextIn", next.map(NextBlock::inUnits).orElse(null))
                .bind("nextRate", next.map(NextBlock::rateMicro).orElse(null))
                .bind("nextResets", next.map(NextBlock::resetsAt).orElse(null))
                .bind("actor", entry.origin().actor())
                .bind("channel", entry.origin().channel())
                .bind("mode", entry.origin().mode().name())
                .execute();
        lines(fact.paymentId(), sale.lines());
    }

    /** Of a receipt. */
    void lines(String id, List<QuoteLine> lines) {
        int place = 0;
        for (QuoteLine line : lines) {
            handle.execute("INSERT INTO sale_line VALUES (?, ?, ?, ?, ?, ?, ?)", id, place++,
                    line.kind().name(), line.name(), line.units(), line.rate(), line.amountMinor());
        }
    }

    /** Of the payment, or the conversion, that was spent. */
    private String account() {
        for (Fact fact : entry.facts()) {
            if (fact instanceof Fact.PaymentTaken payment) {
                return payment.account();
            }
            if (fact instanceof Fact.WalletConverted converted) {
                return converted.account();
            }
        }
        throw new IllegalStateException("entry " + entry.sequence() + " sells and says not for whom");
    }
}
