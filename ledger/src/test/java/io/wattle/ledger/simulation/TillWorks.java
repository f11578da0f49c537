package io.wattle.ledger.simulation;

import io.wattle.ledger.entry.AccountCommand;
import io.wattle.ledger.entry.CardCommand;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.TillCommand;
import io.wattle.ledger.entry.TillFact;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.till.ShiftMoney;
import io.wattle.ledger.till.Tender;
import io.wattle.ledger.till.TenderSum;
import io.wattle.ledger.till.TillTender;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Opens shifts, sells in them, closes and counts them, gives sales back: by the right people and by others. */
final class TillWorks {
    private static final Origin ANN = Origin.manual("ann", "api");
    private static final String[] CASHIERS = {"bob", "eve"};
    private static final Tender[] TENDERS = {Tender.CASH, Tender.CASH, Tender.CHEQUE, Tender.MOBILE_MONEY};

    private final Random random;
    private final ModelTill till;
    private final Model model;

    TillWorks(Random random, Model model) {
        this.random = random;
        this.model = model;
        this.till = model.figures.till;
    }

    Command work(String key) {
        ModelTill.Shift shift = till.any(random);
        if (till.vendors.isEmpty()) {
            return new TillCommand.SetVendor(ANN, key, "shop", 250);
        }
        return switch (random.nextInt(10)) {
            case 0, 1 -> new TillCommand.OpenShift(ANN, key, "till " + random.nextInt(3), cashier(), Optional.empty(),
                    List.of(new ShiftMoney("USD", random.nextInt(3) * 1_000L, 350, 5_000)));
            case 2 -> vendorShift(key, cashier());
            case 3 -> new TillCommand.MoveFloat(ANN, key, shift.id,
                    new Money((random.nextBoolean() ? 1L : -1L) * (1 + random.nextInt(400)), "USD"),
                    "lift");
            case 4, 5 -> new TillCommand.CloseShift(by(shift.cashier), key, shift.id, sums());
            case 6, 7 -> new TillCommand.CountShift(random.nextInt(8) == 0 ? by(shift.cashier) : ANN, key, shift.id,
                    sums());
            case 8 -> new TillCommand.SetVendor(ANN, key, "shop", random.nextInt(500));
            default -> new TillCommand.TopUpVendor(ANN, key, "shop", new Money(random.nextInt(2_000) + 1, "USD"),
                    Tender.BANK_TRANSFER, Optional.of("bank " + key));
        };
    }

    Command sell(String key, String meter, Money money) {
        ModelTill.Shift shift = till.any(random);
        Tender tender = TENDERS[random.nextInt(TENDERS.length)];
        return new TillCommand.TakeAtTill(by(random.nextInt(20) == 0 ? cashier() : shift.cashier), key, meter, money,
                random.nextInt(4) == 0, new TillTender(tender, shift.id,
                        tender == Tender.CASH ? Optional.empty() : Optional.of("slip " + key)));
    }

    Command reverse(Origin origin, String key) {
        List<String> sales = random.nextInt(3) == 0
                ? model.figures.sales.paymentIds()
                : List.copyOf(till.sales.keySet());
        String sale = sales.isEmpty() ? "P-1" : sales.get(Math.max(0, sales.size() - 1 - random.nextInt(5)));
        return new TillCommand.ReverseSale(origin, key, sale,
                random.nextInt(3) == 0 ? Optional.of(till.any(random).id) : Optional.empty(), "typed wrongly");
    }

    static TillCommand withKey(TillCommand command, String key) {
        return switch (command) {
            case TillCommand.OpenShift c ->
                new TillCommand.OpenShift(c.origin(), key, c.till(), c.cashier(), c.vendor(), c.money());
            case TillCommand.MoveFloat c ->
                new TillCommand.MoveFloat(c.origin(), key, c.shiftId(), c.change(), c.reason());
            case TillCommand.CloseShift c ->
                new TillCommand.CloseShift(c.origin(), key, c.shiftId(), c.declared());
            case TillCommand.CountShift c -> new TillCommand.CountShift(c.origin(), key, c.shiftId(), c.counted());
            case TillCommand.TakeAtTill c ->
                new TillCommand.TakeAtTill(c.origin(), key, c.meter(), c.tender(), c.keep(), c.how());
            case TillCommand.ActivateAtTill c -> new TillCommand.ActivateAtTill(
                    (CardCommand.ActivateCards) CardWorks.withKey(c.cards(), key), c.shiftId(), c.reference());
            case TillCommand.MoveAtTill c ->
                new TillCommand.MoveAtTill((AccountCommand.MoveMoney) AccountWorks.withKey(c.money(), key), c.how());
            case TillCommand.CloseAtTill c -> new TillCommand.CloseAtTill(
                    (AccountCommand.CloseAccount) AccountWorks.withKey(c.closing(), key), c.how());
            case TillCommand.SetVendor c ->
                new TillCommand.SetVendor(c.origin(), key, c.vendor(), c.commissionBasisPoints());
            case TillCommand.TopUpVendor c ->
                new TillCommand.TopUpVendor(c.origin(), key, c.vendor(), c.amount(), c.tender(), c.reference());
            case TillCommand.ReverseSale c ->
                new TillCommand.ReverseSale(c.origin(), key, c.saleId(), c.shiftId(), c.reason());
        };
    }

    static boolean fits(TillCommand command, TillFact fact) {
        return switch (command) {
            case TillCommand.OpenShift c -> fact instanceof TillFact.ShiftOpened f && f.cashier().equals(c.cashier())
                    && f.money().equals(c.money());
            case TillCommand.MoveFloat c ->
                fact.equals(new TillFact.FloatMoved(c.shiftId(), c.change(), c.reason()));
            case TillCommand.CloseShift c -> fact.equals(new TillFact.ShiftClosed(c.shiftId(), c.declared()));
            case TillCommand.CountShift c -> fact instanceof TillFact.ShiftCounted f
                    && f.shiftId().equals(c.shiftId()) && f.counted().equals(c.counted());
            case TillCommand.TakeAtTill c -> fact instanceof TillFact.TenderTaken f
                    && f.sale().meter().equals(c.meter()) && f.sale().amount().equals(c.tender())
                    && f.sale().shiftId().equals(c.how().shiftId()) && f.sale().tender() == c.how().tender();
            case TillCommand.ActivateAtTill c -> fact instanceof TillFact.TenderTaken f
                    && f.sale().shiftId().equals(c.shiftId());
            case TillCommand.MoveAtTill c -> fact instanceof TillFact.AccountMoneyHandled f
                    && f.shiftId().equals(c.how().shiftId()) && f.account().equals(c.money().account());
            case TillCommand.CloseAtTill c -> fact instanceof TillFact.AccountMoneyHandled f
                    && f.shiftId().equals(c.how().shiftId()) && f.account().equals(c.closing().account());
            case TillCommand.SetVendor c ->
                fact.equals(new TillFact.VendorSet(c.vendor(), c.commissionBasisPoints()));
            case TillCommand.TopUpVendor c ->
                fact.equals(new TillFact.VendorToppedUp(c.vendor(), c.amount(), c.tender(), c.reference()));
            case TillCommand.ReverseSale c -> fact instanceof TillFact.SaleReversed f
                    && f.saleId().equals(c.saleId()) && f.shiftId().equals(c.shiftId());
        };
    }

    private Command vendorShift(String key, String cashier) {
        return new TillCommand.OpenShift(by(cashier), key, "shop " + random.nextInt(2), cashier, Optional.of("shop"),
                List.of(new ShiftMoney("USD", 0, 350, 5_000)));
    }

    private List<TenderSum> sums() {
        return random.nextInt(4) == 0
                ? List.of()
                : List.of(new TenderSum(Tender.CASH, new Money(random.nextInt(3_000), "USD")),
                        new TenderSum(Tender.CHEQUE, new Money(random.nextInt(300), "USD")));
    }

    private String cashier() {
        return CASHIERS[random.nextInt(CASHIERS.length)];
    }

    private static Origin by(String person) {
        return Origin.manual(person, "api");
    }
}
