package io.wattle.ledger.state;

import static io.wattle.ledger.book.AccountType.COMMISSION_EXPENSE;
import static io.wattle.ledger.book.AccountType.CREDIT_IN_TRANSIT;
import static io.wattle.ledger.book.AccountType.REVENUE;
import static io.wattle.ledger.book.AccountType.TAX_PAYABLE;
import static io.wattle.ledger.book.AccountType.UNITS_SOLD;
import static io.wattle.ledger.book.AccountType.VENDOR_COMMISSION;
import static io.wattle.ledger.book.AccountType.WALLET;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.book.Posting;
import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.SaleBytes;
import io.wattle.ledger.entry.TillBytes;
import io.wattle.ledger.entry.TillFact;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.tariff.sale.QuoteLine;
import io.wattle.ledger.till.TillSale;
import io.wattle.ledger.vending.FeePaid;
import io.wattle.ledger.vending.Sale;
import io.wattle.ledger.vending.TaxShare;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a payment did, and all that is needed to undo it. What its credit holds is not in it: that goes back with the credit.
 *
 * <p>Immutable. Immutable, safe for any thread.
 *
 * @param from the account that the money came into, or the vendor's float that paid; the money goes back there
 * @param walletBeforeMinor what the wallet had
 * @param walletMinor by how much the wallet rose in all; below zero if it helped to pay
 * @param creditId the credit that it bought
 * @param dues what it posted besides, to fees, debts and taxes, and units of a balance that lives here; each once
 * @param debts what it paid off, as each debt stood before
 * @param fees standing fees, before and after
 * @param count by what it moved the meter's counters, if a tariff plan sold it and no credit says so
 * @param day of the sale, if a tariff plan sold it
 * @param dayMoneyMinor what it counted towards a limit of that day
 * @param till the shift's part, if it was taken in one
 */
public record SoldSale(String saleId, String meter, String account, Money amount, AccountKey from,
        long walletBeforeMinor,
        long walletMinor, Optional<String> creditId, List<Posting> dues, List<DebtPaid> debts, List<FeeMoved> fees,
        Optional<SoldCount> count, Optional<LocalDate> day, long dayMoneyMinor, Optional<TillSale> till) {

    /** What a debt was before a payment, and what it was given on which day. */
    public record DebtPaid(DebtState before, long paidMinor, LocalDate day) {}

    /** How far a fee was paid before, if it was ever, and then. */
    public record FeeMoved(Optional<FeePaid> before, FeePaid after) {}

    /** Before the entry is applied. Empty if it takes no money that came in from outside. */
    static Optional<SoldSale> of(LedgerEntry entry, LedgerState state) {
        Fact.PaymentTaken payment = first(entry, Fact.PaymentTaken.class);
        MeterState meter = payment == null ? null : state.meters.get(payment.meter());
        if (payment == null || meter == null) {
            return Optional.empty();
        }
        Map<AccountKey, Quantity> sums = sums(entry);
        Optional<AccountKey> from = sums.entrySet()
                .stream()
                .filter(one -> isSource(one.getKey(), one.getValue(), payment.tender()))
                .map(Map.Entry::getKey)
                .findFirst();
        if (from.isEmpty()) {
            return Optional.empty();
        }
        AccountKey wallet = new AccountKey(WALLET, payment.account(), payment.tender().unit());
        Quantity rise = sums.getOrDefault(wallet, payment.tender().unit().zero());
        sums.remove(from.get());
        sums.remove(wallet);
        Fact.CreditOrdered credit = first(entry, Fact.CreditOrdered.class);
        Optional<Sale> sale = Optional.ofNullable(first(entry, Fact.SaleMade.class)).map(Fact.SaleMade::sale);
        Optional<SaleCounters> counters = meter.seldom.sales;
        return Optional.of(new SoldSale(payment.paymentId(), meter.meter, meter.account, payment.tender(),
                from.get(), state.balance(wallet).value(), rise.value(),
                Optional.ofNullable(credit).map(Fact.CreditOrdered::creditId),
                credit == null ? dues(sums) : dues(without(credit, sale, sums)),
                sale.map(one -> debts(one, state.debts.of(payment.account()))).orElse(List.of()),
                sale.map(one -> fees(one, counters)).orElse(List.of()),
                sale.filter(_ -> credit == null)
                        .map(one -> SoldCount.of(one, counters.orElseGet(SaleCounters::new).claim(one.day()))),
                sale.map(Sale::day), sale.map(Sale::moneyMinor).orElse(0L),
                Optional.ofNullable(first(entry, TillFact.TenderTaken.class)).map(TillFact.TenderTaken::sale)));
    }

    /** What redeems a card came in when the card was sold: it is not here, and cannot be given back. */
    private static boolean isSource(AccountKey account, Quantity change, Money tender) {
        boolean isOfKind = account.type() == AccountType.CASH || account.type() == AccountType.MERCHANT_ACCOUNT;
        return isOfKind && change.equals(tender.negated());
    }

    private static Map<AccountKey, Quantity> sums(LedgerEntry entry) {
        Map<AccountKey, Quantity> sums = new LinkedHashMap<>();
        for (Fact fact : entry.facts()) {
            if (fact instanceof Fact.Posted posted) {
                for (Posting posting : posted.postings()) {
                    boolean isCommission = posting.type() == VENDOR_COMMISSION || posting.type() == COMMISSION_EXPENSE;
                    if (!isCommission) {
                        sums.merge(posting.account(), posting.change(), Quantity::plus);
                    }
                }
            }
        }
        return sums;
    }

    /** What goes back with the credit: its units, their price, and their taxes. */
    private static Map<AccountKey, Quantity> without(Fact.CreditOrdered credit, Optional<Sale> sale,
            Map<AccountKey, Quantity> sums) {
        sums.keySet().removeIf(account -> account.type() == CREDIT_IN_TRANSIT || account.type() == UNITS_SOLD);
        String currency = credit.price().currency();
        long net = credit.price().amountMinor();
        for (TaxShare tax : sale.map(Sale::taxOfUnits).orElse(List.of())) {
            Money share = new Money(tax.amountMinor(), currency);
            sums.merge(new AccountKey(TAX_PAYABLE, tax.name(), share.unit()), share.negated(), Quantity::plus);
            net -= tax.amountMinor();
        }
        Money price = new Money(net, currency);
        sums.keySet()
                .stream()
                .filter(account -> account.type() == REVENUE
                        && sale.map(one -> one.tariff().equals(account.owner())).orElse(true))
                .findFirst()
                .ifPresent(account -> sums.merge(account, price.negated(), Quantity::plus));
        return sums;
    }

    private static List<Posting> dues(Map<AccountKey, Quantity> sums) {
        List<Posting> dues = new ArrayList<>();
        sums.forEach((account, change) -> {
            if (!change.isZero()) {
                dues.add(new Posting(account.type(), account.owner(), change));
            }
        });
        return List.copyOf(dues);
    }

    private static List<DebtPaid> debts(Sale sale, AccountDebts owed) {
        Map<String, Long> paid = new LinkedHashMap<>();
        for (QuoteLine line : sale.lines()) {
            if (line.kind() == QuoteLine.Kind.ARREARS) {
                paid.merge(line.name(), line.amountMinor(), Long::sum);
            }
        }
        List<DebtPaid> debts = new ArrayList<>();
        paid.forEach(
                (name, minor) -> owed.named(name).ifPresent(debt -> debts.add(new DebtPaid(debt, minor, sale.day()))));
        return List.copyOf(debts);
    }

    private static List<FeeMoved> fees(Sale sale, Optional<SaleCounters> counters) {
        return sale.fees()
                .stream()
                .map(fee -> new FeeMoved(counters.flatMap(one -> one.fee(fee.name())), fee))
                .toList();
    }

    private static <F extends Fact> @Nullable F first(LedgerEntry entry, Class<F> kind) {
        for (Fact fact : entry.facts()) {
            if (kind.isInstance(fact)) {
                return kind.cast(fact);
            }
        }
        return null;
    }

    /** What of it went to something other than the wallet and the credit, in its currency. */
    public long duesMinor() {
        long sum = 0;
        for (Posting due : dues) {
            sum += due.change() instanceof Money money ? money.amountMinor() : 0;
        }
        return sum;
    }

    /** Units of a balance that lives here. */
    public Optional<Posting> serverUnits() {
        return dues.stream().filter(due -> due.type() == AccountType.SERVER_UNITS).findFirst();
    }

    /** Everything, for hash and snapshot; {@link #read} takes the same fields in the same order. */
    void write(EntryBytes to) {
        to.text(saleId).text(meter).text(account).quantity(amount);
        to.u8(from.type().number()).text(from.owner()).i64(walletBeforeMinor).i64(walletMinor);
        to.optional(creditId, to::text);
        Lists.write(to, dues, due -> to.u8(due.type().number()).text(due.owner()).quantity(due.change()));
        Lists.write(to, debts, debt -> {
            debt.before().write(to);
            SaleBytes.date(debt.day(), to.i64(debt.paidMinor()));
        });
        Lists.write(to, fees, fee -> {
            to.optional(fee.before(), before -> SaleBytes.write(before, to));
            SaleBytes.write(fee.after(), to);
        });
        to.optional(count, one -> one.write(to)).optional(day, one -> SaleBytes.date(one, to));
        to.i64(dayMoneyMinor).optional(till, sale -> TillBytes.write(sale, to));
    }

    static SoldSale read(EntrySource from) {
        String saleId = from.text();
        String meter = from.text();
        String account = from.text();
        Money amount = from.money();
        return new SoldSale(saleId, meter, account, amount, new AccountKey(type(from), from.text(), amount.unit()),
                from.i64(), from.i64(), from.optional(from::text),
                Lists.read(from, () -> new Posting(type(from), from.text(), from.quantity())),
                Lists.read(from, () -> new DebtPaid(DebtState.read(from), from.i64(), SaleBytes.date(from))),
                Lists.read(from, () -> new FeeMoved(from.optional(() -> SaleBytes.readFee(from)),
                        SaleBytes.readFee(from))),
                from.optional(() -> SoldCount.read(from)), from.optional(() -> SaleBytes.date(from)), from.i64(),
                from.optional(() -> TillBytes.readSale(from)));
    }

    private static AccountType type(EntrySource from) {
        return AccountType.ofNumber(from.u8()).orElseThrow(() -> new IllegalStateException("no such type of account"));
    }
}
