package io.wattle.headend.api;

import io.wattle.headend.account.Person;
import io.wattle.headend.registry.MeterRecord.Service;
import io.wattle.headend.tariff.PlanOverview;
import io.wattle.ledger.account.AccountStatus;
import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.account.Found;
import io.wattle.ledger.account.MeterTraits;
import io.wattle.ledger.account.SyncPreview;
import io.wattle.ledger.state.MeterStatus;
import io.wattle.headend.api.BalanceAnswer.LimitAnswer;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Customers, accounts and locations as the API shows them. */
final class AccountAnswers {

    private AccountAnswers() {}

    record HitAnswer(String kind, String name, List<String> meters) {}

    record FoundAnswer(String name, @Nullable String meter, List<HitAnswer> hits) {
        static FoundAnswer of(String name, Found found) {
            return new FoundAnswer(name, found.onlyMeter().orElse(null), found.hits()
                    .stream()
                    .map(hit -> new HitAnswer(hit.kind().name(), hit.name(), hit.meters()))
                    .toList());
        }
    }

    /** What somebody meant is not clear: all that it could be. */
    static Problem ambiguous(String field, String name, Found found) {
        return new Problem(409, 0, "AMBIGUOUS", field, name + " could be " + found.hits()
                .stream()
                .map(hit -> hit.kind().name() + " " + hit.name() + " with " + hit.meters())
                .collect(Collectors.joining(", or ")));
    }

    /** {@code personal} is null when the customer is forgotten. */
    record PersonAnswer(String name, List<String> phones, List<String> emails, String address, String notes) {
        static PersonAnswer of(Person person) {
            return new PersonAnswer(person.name(), person.phones(), person.emails(), person.address(), person.notes());
        }
    }

    record CustomerAnswer(String customer, boolean erased, @Nullable PersonAnswer personal, List<String> accounts) {}

    record TermsAnswer(String customerClass, String subClass, String discounts, String language,
            String contactFrequency, int thresholdDays) {
        static TermsAnswer of(AccountTerms terms) {
            return new TermsAnswer(terms.customerClass(), terms.subClass(), terms.discounts(), terms.language(),
                    terms.frequency().name(), terms.thresholdDays());
        }
    }

    /** {@code owedMinor} is what is owed beside what the wallet owes: debts, and emergency credit used. */
    record BalanceAnswer(long walletMinor, long depositMinor, long owedMinor, String currency) {}

    /** A balance in Wh or l that lives here. */
    record UnitsAnswer(String service, String unit, long amount) {}

    /** A meter of the account, where it is, and what it was told to let through if that is not all. */
    record PlaceAnswer(String meter, String service, @Nullable String location, String balanceMode, String com,
            boolean vending, @Nullable LimitAnswer limit) {}

    /** What sells to the account now, in a few lines. */
    record TariffAnswer(String service, String tariff, int version, String currency,
            List<PlanOverview.Line> overview) {}

    /** {@code customerName} is null when there is no customer, or he is forgotten; {@code places} are the first 50. */
    record AccountAnswer(String account, boolean opened, boolean closed, @Nullable String customer,
            @Nullable String customerName, @Nullable String master, TermsAnswer terms, List<String> members,
            List<String> meters, List<BalanceAnswer> balances, List<UnitsAnswer> units, List<PlaceAnswer> places,
            List<TariffAnswer> tariffs, @Nullable String address, @Nullable String notes, List<String> warnings) {

        static AccountAnswer of(AccountStatus status, @Nullable String customerName, List<BalanceAnswer> balances,
                List<UnitsAnswer> units, List<PlaceAnswer> places, List<TariffAnswer> tariffs,
                @Nullable String address, @Nullable String notes, List<String> warnings) {
            return new AccountAnswer(status.account(), status.opened(), status.closed(),
                    status.customer().orElse(null), customerName, status.master().orElse(null),
                    TermsAnswer.of(status.terms()), status.members(), status.meters(), balances, units, places,
                    tariffs, address, notes, warnings);
        }
    }

    record LocationAnswer(String location, @Nullable String address, List<String> meters, List<String> warnings) {}

    record DifferenceAnswer(String account, String field, String has, String becomes) {}

    record PreviewAnswer(String master, List<DifferenceAnswer> differences, int accounts, int left, String digest) {
        static PreviewAnswer of(SyncPreview seen) {
            return new PreviewAnswer(seen.master(), seen.differences()
                    .stream()
                    .map(one -> new DifferenceAnswer(one.account(), one.field().name(), one.has(), one.becomes()))
                    .toList(), seen.accounts().size(), seen.left(), seen.digest());
        }
    }

    record NeedAnswer(String reason, String evidence, Instant until, @Nullable String words, @Nullable String setBy) {}

    record PremisesAnswer(String meter, String service, String unit, String account, @Nullable String location,
            String balanceMode, String com,
            boolean vending, @Nullable NeedAnswer need) {}

    static PremisesAnswer premises(MeterStatus meter, @Nullable String location, MeterTraits traits,
            @Nullable NeedAnswer need) {
        String service = Service.of(meter.registerUnit().kind()).name();
        return new PremisesAnswer(meter.meter(), service, meter.balanceUnit().code(), meter.account(), location,
                traits.mode().name(), traits.com(), traits.vending(), need);
    }

    /** {@code outcome} is SAVED, UNCHANGED or REFUSED; the rest is null unless it was refused. */
    record RowAnswer(int row, String outcome, @Nullable String reason, @Nullable String field,
            @Nullable String detail) {}
}
