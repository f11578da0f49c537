package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.REVENUE;
import static io.wattle.ledger.book.AccountType.TAX_PAYABLE;
import static io.wattle.ledger.book.AccountType.WALLET;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.account.MoneyMove;
import io.wattle.ledger.entry.AccountCommand;
import io.wattle.ledger.entry.AccountFact;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.tariff.plan.Tax;
import io.wattle.ledger.tariff.sale.QuoteLine;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Taxes on what an account is charged besides units. */
class ChargeTaxTest extends PlanSaleDesk {
    private static final List<Tax.Base> CHARGES = List.of(Tax.Base.CHARGES);

    private static Tax tax(String name, long ppm, boolean inclusive, List<Tax.Base> on, String... onTaxes) {
        return new Tax(name, new Tax.Percent(ppm), inclusive, on, List.of(onTaxes), List.of(), 0);
    }

    private static Command charge(String key, long minor) {
        return new AccountCommand.MoveMoney(Desk.ANN, key, ACCOUNT, MoneyMove.CHARGE, "connection", usd(minor), "new");
    }

    @Test
    void shouldTakeTheTaxesThatTheTariffHasOnChargesF003() throws IOException {
        open(PRICE, tax("Levy", 50_000, false, CHARGES), tax("VAT", 150_000, false, CHARGES, "Levy"),
                tax("Energy tax", 500_000, false, List.of(Tax.Base.ENERGY)));
        desk.tell(keep("w", 2_000));
        assertThat(desk.say(charge("c", 999))).isEqualTo("MoneyMoved ChargeTaxed Posted");
        // 5 % of 9.99 is 0.50; 15 % of 9.99 and of those 0.50 is 1.57: each is rounded once, half up
        assertThat(desk.balance(REVENUE, "connection")).isEqualTo(999);
        assertThat(desk.balance(TAX_PAYABLE, "Levy")).isEqualTo(50);
        assertThat(desk.balance(TAX_PAYABLE, "VAT")).isEqualTo(157);
        assertThat(desk.balance(WALLET, ACCOUNT)).isEqualTo(2_000 - 1_206);
        assertThat(desk.say(charge("c", 999))).as("once").startsWith("Existing #");
        assertThat(desk.say(charge("d", 700))).as("8.45 with taxes").isEqualTo("BALANCE_TOO_LOW amount");
        AccountFact.ChargeTaxed taxed = desk.entries.stream()
                .flatMap(entry -> entry.facts().stream())
                .filter(AccountFact.ChargeTaxed.class::isInstance)
                .map(AccountFact.ChargeTaxed.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(taxed.total()).isEqualTo(usd(1_206));
        assertThat(taxed.taxes()).extracting(QuoteLine::name).containsExactly("Levy", "VAT");
        assertThat(AccountDesk.hashes(desk)).containsOnly(desk.state.stateHash());
    }

    @Test
    void shouldTakeATaxThatIsInThePriceOutOfIt() {
        open(PRICE, tax("VAT", 250_000, true, List.of(Tax.Base.ENERGY, Tax.Base.CHARGES)));
        desk.tell(keep("w", 1_000));
        assertThat(desk.say(charge("c", 500))).isEqualTo("MoneyMoved ChargeTaxed Posted");
        assertThat(desk.balance(TAX_PAYABLE, "VAT")).isEqualTo(100);
        assertThat(desk.balance(REVENUE, "connection")).isEqualTo(400);
        assertThat(desk.balance(WALLET, ACCOUNT)).isEqualTo(500);
    }
}
