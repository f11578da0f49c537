package io.wattle.headend.api;

import io.wattle.headend.store.StoreRows.CreditRow;
import io.wattle.headend.store.StoreRows.PaymentRow;
import io.wattle.headend.store.StoreRows.SaleLineRow;
import io.wattle.headend.store.StoreRows.SaleRow;
import io.wattle.headend.tariff.RateText;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.quantity.Unit;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A payment, or a conversion, on paper: line by line as its tariff sold it, with the tokens in the order in which they are
 * keyed in.
 *
 * @param payment empty for a conversion
 * @param sale empty where no tariff plan sold it
 * @param unit that the meter's balance is in
 */
record Receipt(Optional<PaymentRow> payment, Optional<SaleRow> sale, List<SaleLineRow> saleLines,
        List<CreditRow> credits, List<TokensAnswer> tokens, Unit unit) {

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        payment.ifPresent(one -> head(lines, one));
        sale.ifPresent(one -> sold(lines, one));
        payment.ifPresent(one -> around(lines, one));
        for (CreditRow credit : credits) {
            lines.add("Bought " + QuantityText.of(Unit.ofCode(credit.unit()).of(credit.amount())) + " for "
                    + money(credit.priceMinor(), credit.currency())
                    + (credit.state().equals("FAILED") && !isReversed()
                            ? ", taken back: the money is in the wallet"
                            : ""));
        }
        for (TokensAnswer one : tokens) {
            add(lines, one);
        }
        return lines;
    }

    private boolean isReversed() {
        return payment.filter(one -> one.reversedIn() != null).isPresent();
    }

    private static void head(List<String> lines, PaymentRow payment) {
        lines.add("Receipt " + payment.paymentId() + ", " + payment.takenAt());
        lines.add("Account " + payment.account() + ", meter " + payment.meter());
        lines.add("Paid " + money(payment.amountMinor(), payment.currency()) + " to " + payment.actor() + how(payment));
        if (payment.balanceChange() != null && payment.balanceUnit() != null) {
            lines.add("Into the balance " + QuantityText.of(Unit.ofCode(payment.balanceUnit())
                    .of(payment.balanceChange())));
        }
        if (payment.reversedIn() != null) {
            lines.add("Void: all of it was given back, by entry " + payment.reversedIn() + " of the ledger");
        }
    }

    /** A sale by a tariff says by itself how the wallet stood. */
    private void around(List<String> lines, PaymentRow payment) {
        if (sale.isEmpty() && payment.walletBefore() != null && payment.walletAfter() != null) {
            lines.add(wallet(payment.walletBefore(), payment.walletAfter(), payment.currency()));
        }
        if (payment.balanceBefore() != null && payment.balanceAfter() != null) {
            lines.add("Balance " + amount(payment.balanceBefore()) + " before, " + amount(payment.balanceAfter())
                    + " after");
        }
    }

    private static String wallet(long before, long after, String currency) {
        return "Wallet " + money(before, currency) + " before, " + money(after, currency) + " after";
    }

    private static String how(PaymentRow payment) {
        String tender = payment.tender() == null
                ? ""
                : ", " + payment.tender().toLowerCase(Locale.ROOT).replace('_', ' ');
        String reference = payment.reference() == null ? "" : " " + payment.reference();
        return tender + reference + (payment.shiftId() == null ? "" : ", " + payment.shiftId());
    }

    private void sold(List<String> lines, SaleRow one) {
        if (payment.isEmpty()) {
            lines.add("Receipt " + one.paymentId() + ", " + one.soldAt());
            lines.add("Account " + one.account() + ", meter " + one.meter());
            lines.add("Out of the wallet " + money(one.moneyMinor(), one.currency()) + " by " + one.actor());
        }
        lines.add("Tariff " + one.tariff() + ", version " + one.version());
        for (SaleLineRow line : saleLines) {
            lines.add("  " + label(line) + basis(line, one) + (line.kind().equals("FREE_UNITS")
                    ? ""
                    : ": " + money(line.amountMinor(), one.currency())));
        }
        lines.add(wallet(one.walletBeforeMinor(), one.walletAfterMinor(), one.currency()));
        if (one.arrearsBeforeMinor() > 0) {
            lines.add("Arrears " + money(one.arrearsBeforeMinor(), one.currency()) + " before, "
                    + money(one.arrearsBeforeMinor() - toArrears(), one.currency()) + " after");
        }
        if (one.nextInUnits() != null && one.nextRateMicro() != null && one.nextResetsAt() != null) {
            lines.add("Next block after " + amount(one.nextInUnits()) + " at "
                    + RateText.of(one.nextRateMicro(), one.currency()) + "; the count begins anew at "
                    + one.nextResetsAt().atOffset(ZoneOffset.UTC));
        }
    }

    private long toArrears() {
        return saleLines.stream()
                .filter(line -> line.kind().equals("ARREARS"))
                .mapToLong(SaleLineRow::amountMinor)
                .sum();
    }

    private static String label(SaleLineRow line) {
        String kind = line.kind().toLowerCase(Locale.ROOT).replace('_', ' ');
        return line.name().isEmpty() || line.name().equalsIgnoreCase(kind) ? kind : kind + " " + line.name();
    }

    private String basis(SaleLineRow line, SaleRow one) {
        if (line.units() > 0) {
            return ", " + amount(line.units())
                    + (line.rate() > 0 ? " x " + RateText.of(line.rate(), one.currency()) : "");
        }
        return line.rate() == 0 ? "" : ", " + RateText.share(line.rate());
    }

    private String amount(long units) {
        return QuantityText.of(unit.of(units));
    }

    private static String money(long minor, String currency) {
        return QuantityText.of(new Money(minor, currency));
    }

    private static void add(List<String> lines, TokensAnswer tokens) {
        for (int i = 0; i < tokens.keyChange().size(); i++) {
            lines.add("Key change " + (i + 1) + " of " + tokens.keyChange().size() + ": " + tokens.keyChange().get(i));
        }
        if (tokens.token() != null) {
            lines.add("Token: " + tokens.token());
        } else if (tokens.state().equals("ORDERED")) {
            lines.add("The token is not made yet.");
        } else if (tokens.state().equals("ISSUED") && tokens.keyChange().isEmpty()) {
            lines.add("The token was handed out and is not kept any more.");
        }
    }
}
