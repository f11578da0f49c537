package io.wattle.headend.cli.journal;

import io.wattle.headend.text.JsonLine;
import io.wattle.ledger.entry.TillFact;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.till.TillSale;

/** What a fact about the till says, as fields of a JSON line. */
final class TillFields {

    private TillFields() {}

    static JsonLine addTo(JsonLine line, TillFact fact) {
        return switch (fact) {
            case TillFact.ShiftOpened f -> {
                f.vendor().ifPresent(vendor -> line.with("vendor", vendor));
                yield line.with("shift", f.shiftId())
                        .with("till", f.till())
                        .with("cashier", f.cashier())
                        .with("money", f.money()
                                .stream()
                                .map(one -> new JsonLine().with("currency", one.currency())
                                        .with("float", one.floatMinor())
                                        .with("saleMax", one.saleMaxMinor())
                                        .with("shiftMax", one.shiftMaxMinor()))
                                .toList());
            }
            case TillFact.FloatMoved f ->
                money(line.with("shift", f.shiftId()), "change", f.change()).with("reason", f.reason());
            case TillFact.ShiftClosed f -> line.with("shift", f.shiftId())
                    .with("declared", f.declared()
                            .stream()
                            .map(one -> money(new JsonLine().with("tender", one.tender()), "amount", one.amount()))
                            .toList());
            case TillFact.ShiftCounted f -> line.with("shift", f.shiftId())
                    .with("cashier", f.cashier())
                    .with("counts", f.counts()
                            .stream()
                            .map(one -> money(money(new JsonLine().with("tender", one.tender()), "expected",
                                    one.expected()), "counted", one.counted()))
                            .toList());
            case TillFact.TenderTaken f -> sale(line, f.sale());
            case TillFact.AccountMoneyHandled f -> {
                f.reference().ifPresent(reference -> line.with("reference", reference));
                yield line.with("shift", f.shiftId())
                        .with("account", f.account())
                        .with("tender", f.tender())
                        .with("changes", f.changes()
                                .stream()
                                .map(one -> money(new JsonLine(), "change", one))
                                .toList());
            }
            case TillFact.VendorSet f -> line.with("vendor", f.vendor())
                    .with("commissionBasisPoints", f.commissionBasisPoints());
            case TillFact.VendorToppedUp f -> {
                f.reference().ifPresent(reference -> line.with("reference", reference));
                yield money(line.with("vendor", f.vendor()), "amount", f.amount()).with("tender", f.tender());
            }
            case TillFact.SaleReversed f ->
                money(line.with("payment", f.saleId()).with("account", f.account()), "refund",
                        f.amount())
                        .with("paidBy", f.paidBy().orElse(""))
                        .with("unitsFromMeter", f.unitsFromMeter())
                        .with("reason", f.reason());
        };
    }

    private static JsonLine sale(JsonLine line, TillSale sale) {
        sale.reference().ifPresent(reference -> line.with("reference", reference));
        sale.vendor().ifPresent(vendor -> line.with("vendor", vendor).with("commission", sale.commissionMinor()));
        return money(line.with("sale", sale.saleId()).with("shift", sale.shiftId()).with("tender", sale.tender()),
                "amount", sale.amount());
    }

    private static JsonLine money(JsonLine line, String name, Money money) {
        return line.with(name, money.amountMinor()).with(name + "Unit", money.currency());
    }
}
