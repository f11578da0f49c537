package io.wattle.headend.api;

import io.wattle.headend.store.StoreRows.CreditRow;
import io.wattle.headend.store.StoreRows.PaymentRow;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.quantity.Unit;
import java.util.ArrayList;
import java.util.List;

/** A payment on paper, line by line, with the tokens in the order in which they are keyed in. Stateless. */
final class Receipt {

    private Receipt() {}

    static List<String> of(PaymentRow payment, List<CreditRow> credits, List<TokensAnswer> tokens) {
        List<String> lines = new ArrayList<>();
        lines.add("Receipt " + payment.paymentId() + ", " + payment.takenAt());
        lines.add("Account " + payment.account() + ", meter " + payment.meter());
        lines.add("Paid " + QuantityText.of(new Money(payment.amountMinor(), payment.currency())) + " to "
                + payment.actor());
        for (CreditRow credit : credits) {
            lines.add("Bought " + QuantityText.of(Unit.ofCode(credit.unit()).of(credit.amount())) + " for "
                    + QuantityText.of(new Money(credit.priceMinor(), credit.currency()))
                    + (credit.state().equals("FAILED") ? ", taken back: the money is in the wallet" : ""));
        }
        for (TokensAnswer one : tokens) {
            add(lines, one);
        }
        return lines;
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
