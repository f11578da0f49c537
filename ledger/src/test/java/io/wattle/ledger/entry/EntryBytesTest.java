package io.wattle.ledger.entry;

import io.wattle.ledger.tariff.usage.UsageCost.UsageLine;
import io.wattle.ledger.tariff.sale.QuoteLine;
import io.wattle.ledger.balance.UsagePoint;
import io.wattle.ledger.balance.Share;
import io.wattle.ledger.balance.Quality;
import io.wattle.ledger.balance.Deduction;
import io.wattle.ledger.balance.Carry;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.account.AccountData;
import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.account.BalanceMode;
import io.wattle.ledger.account.ContactFrequency;
import io.wattle.ledger.account.CriticalNeed;
import io.wattle.ledger.account.CustomerData;
import io.wattle.ledger.account.LocationData;
import io.wattle.ledger.account.MeterData;
import io.wattle.ledger.account.MeterTraits;
import io.wattle.ledger.account.MoneyMove;
import io.wattle.ledger.account.NeedReason;
import io.wattle.ledger.account.Sealed;
import io.wattle.ledger.account.SyncField;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.book.Posting;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.token.TokenOrder;
import io.wattle.ledger.token.TokenTerms;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The very bytes of some entries. */
class EntryBytesTest {

    /** If these bytes change, journals that are already written can no longer be read. */
    @Test
    void shouldKeepToTheseVeryBytes() {
        LedgerEntry entry = new LedgerEntry(7, Instant.ofEpochSecond(1_700_000_000, 5), Origin.manual("ann", "api"),
                Optional.of("k"), List.of(
                        new Fact.ReadingAccepted("m", new Reading(Instant.ofEpochSecond(1), new Energy(2),
                                Optional.of(new Energy(-3)), Optional.of(Supply.READY)), new Energy(4),
                                Optional.empty(), Optional.of(new BalanceCheck(new Energy(4), new Energy(1), true,
                                        Optional.of(new Energy(-1))))),
                        new Fact.CreditAnswered("m", "C-1", 1, Command.Answer.UNKNOWN, "?"),
                        new Fact.FindingRaised("m", "F-7-1", Fact.FindingKind.CREDIT_NOT_SHOWN, Optional.empty(), "w"),
                        new Fact.Posted(List.of(new Posting(AccountType.SHORTFALL, "m", new Energy(1))))));
        String hex = "02" + "0000000000000007" + "000000006553f10000000005" // version, sequence, time
                + "0003616e6e" + "01" + "0003617069" + "01" + "00016b" + "0004" // origin, key, count of facts
                + "02" + "00016d" + "000000000000000100000000" + "000257680000000000000002" // reading, register
                + "01" + "00025768fffffffffffffffd" + "01" + "02" + "000257680000000000000004" + "00"
                + "0000000000000004" + "0000000000000001" + "01" + "01" + "ffffffffffffffff" // used, charged, estimated, off
                + "06" + "00016d" + "0003432d31" + "00000001" + "02" + "00013f"
                + "0a" + "00016d" + "0005462d372d31" + "03" + "00" + "00" + "000177"
                + "0e" + "0001" + "0a" + "00016d" + "000257680000000000000001";
        assertThat(HexFormat.of().formatHex(EntryCodec.encode(entry))).isEqualTo(hex);
        assertThat(EntryCodec.decode(HexFormat.of().parseHex(hex))).isEqualTo(entry);
    }

    /** The same of what is said about a balance that lives here. */
    @Test
    void shouldKeepToTheBytesOfDeductions() {
        UsagePoint from = new UsagePoint(Instant.ofEpochSecond(1), 2, Quality.ACTUAL);
        UsagePoint to = new UsagePoint(Instant.ofEpochSecond(3), 4, Quality.CORRECTED);
        LedgerEntry entry = new LedgerEntry(7, Instant.ofEpochSecond(1_700_000_000, 5), Origin.manual("ann", "api"),
                Optional.empty(), List.of(new BalanceFact.UsageDeducted("m", new Deduction("D", from, to, 2,
                        new Money(5, "USD"), List.of(new Share(true, "V", 1)),
                        List.of(new UsageLine("t 1", QuoteLine.Kind.TAX, "V", 0, 6, 7)),
                        new Carry(8, -1, List.of(new Carry.TaxCarry("V", 9))), true))));
        String hex = "02" + "0000000000000007" + "000000006553f10000000005" + "0003616e6e" + "01" + "0003617069" + "00"
                + "0001" + "71" + "00016d" + "000144" + "000000000000000100000000" + "0000000000000002" + "00"
                + "000000000000000300000000" + "0000000000000004" + "02" + "0000000000000002"
                + "0003555344" + "0000000000000005" + "0001" + "01" + "000156" + "0000000000000001"
                + "0001" + "0003742031" + "09" + "000156" + "0000000000000000" + "0000000000000006"
                + "0000000000000007" + "0000000000000008" + "ffffffffffffffff" + "0001" + "000156"
                + "0000000000000009" + "01";
        assertThat(HexFormat.of().formatHex(EntryCodec.encode(entry))).isEqualTo(hex);
        assertThat(EntryCodec.decode(HexFormat.of().parseHex(hex))).isEqualTo(entry);
    }

    /** The same of what is said about tokens. */
    @Test
    void shouldKeepToTheseVeryBytesOfTokens() {
        TokenTerms terms = new TokenTerms("600727000000000009", "123456", "01", 1, 2, 255, 2014, "04", "11");
        LedgerEntry entry = new LedgerEntry(7, Instant.EPOCH, Origin.automatic("a", "b"), Optional.empty(), List.of(
                new Fact.TokenTermsSet("m", terms),
                new Fact.TokensOrdered("m", "T-7", new TokenOrder.Credit("C-1"), Optional.empty(), Optional.of(9)),
                new Fact.TokensOrdered("m", "T-7", new TokenOrder.Management(TokenOrder.Kind.CLEAR_CREDIT, 3),
                        Optional.empty(), Optional.of(9)),
                new Fact.TokensOrdered("m", "T-7", new TokenOrder.KeyChange(), Optional.of(terms), Optional.empty()),
                new Fact.TokensIssued("m", "T-7", "x", "ABCD"), new Fact.TokensRefused("m", "T-7", "y"),
                new Fact.CreditHandedOver("m", "C-1", new Energy(100)),
                new Fact.KeyChangePlanned("m", Optional.of(terms)), new Fact.KeyChangePlanned("m", Optional.empty())));
        String termsHex = "0012" + "363030373237303030303030303030303039" + "0006313233343536" + "00023031"
                + "0102ff" + "07de" + "00023034" + "00023131" + "0003555443";
        String hex = "02" + "0000000000000007" + "0".repeat(24) + "000161" + "00" + "000162" + "00" + "0009"
                + "32" + "00016d" + termsHex
                + "33" + "00016d" + "0003542d37" + "01" + "0003432d31" + "00" + "01" + "00000009"
                + "33" + "00016d" + "0003542d37" + "02" + "01" + "0000000000000003" + "00" + "01" + "00000009"
                + "33" + "00016d" + "0003542d37" + "03" + "01" + termsHex + "00"
                + "34" + "00016d" + "0003542d37" + "000178" + "000441424344"
                + "35" + "00016d" + "0003542d37" + "000179"
                + "36" + "00016d" + "0003432d31" + "000257680000000000000064"
                + "37" + "00016d" + "01" + termsHex + "37" + "00016d" + "00";
        assertThat(HexFormat.of().formatHex(EntryCodec.encode(entry))).isEqualTo(hex);
        assertThat(EntryCodec.decode(HexFormat.of().parseHex(hex))).isEqualTo(entry);
    }

    /** The same of what is said about accounts. */
    @Test
    void shouldKeepToTheseVeryBytesOfAccounts() {
        Sealed sealed = Sealed.of(new byte[] {1, 2});
        AccountTerms terms = new AccountTerms("a", "b", "c", "d", ContactFrequency.WEEKLY, 7);
        LedgerEntry entry = new LedgerEntry(7, Instant.EPOCH, Origin.automatic("a", "b"), Optional.empty(), List.of(
                new AccountFact.CustomerSaved(new CustomerData("c", sealed)), new AccountFact.CustomerErased("c", "r"),
                new AccountFact.AccountSaved(
                        new AccountData("x", Optional.of("c"), Optional.empty(), terms, sealed)),
                new AccountFact.AccountClosed("x", Optional.of("y"), true, "r"),
                new AccountFact.LocationSaved(new LocationData("l", sealed)),
                new AccountFact.AccountsSynchronised("x",
                        new TreeSet<>(List.of(SyncField.SUB_CLASS, SyncField.THRESHOLD_DAYS)), terms, List.of("y"),
                        "z"),
                new PremisesFact.MeterPlaced(new MeterData("m", Optional.of("l"),
                        new MeterTraits(BalanceMode.BOTH, "g", false))),
                new PremisesFact.CriticalNeedSet("m", Optional.of(new CriticalNeed(NeedReason.CRITICAL_NEED, "e",
                        Instant.ofEpochSecond(1), sealed))),
                new PremisesFact.MeterAssigned("m", "y", "r"),
                new PremisesFact.ProbeActNoted("m", new ProbeAct("s", 7, ProbeAct.Kind.CLOCK, Instant.ofEpochSecond(1),
                        "p", "o")),
                new AccountFact.MoneyMoved("x", MoneyMove.CHARGE, "i", new Money(5, "USD"), "r")));
        String termsHex = "000161" + "000162" + "000163" + "000164" + "02" + "0007";
        String hex = "02" + "0000000000000007" + "0".repeat(24) + "000161" + "00" + "000162" + "00" + "000b"
                + "46" + "000163" + "00020102" + "47" + "000163" + "000172"
                + "48" + "000178" + "01000163" + "00" + termsHex + "00020102"
                + "49" + "000178" + "01000179" + "01" + "000172" + "4a" + "00016c" + "00020102"
                + "4b" + "000178" + "02" + "01" + "05" + termsHex + "0001" + "000179" + "00017a"
                + "4c" + "00016d" + "0100016c" + "02" + "000167" + "00"
                + "4d" + "00016d" + "01" + "01" + "000165" + "0000000000000001" + "00000000" + "00020102"
                + "4e" + "00016d" + "000179" + "000172"
                + "7d" + "00016d" + "000173" + "00000007" + "02" + "0000000000000001" + "00000000" + "000170" + "00016f"
                + "4f" + "000178" + "03" + "000169" + "0003555344" + "0000000000000005" + "000172";
        assertThat(HexFormat.of().formatHex(EntryCodec.encode(entry))).isEqualTo(hex);
        assertThat(EntryCodec.decode(HexFormat.of().parseHex(hex))).isEqualTo(entry);
    }
}
