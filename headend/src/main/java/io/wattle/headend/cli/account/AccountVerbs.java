package io.wattle.headend.cli.account;

import io.wattle.headend.cli.vend.TenderOptions;
import io.wattle.headend.cli.verb.AnswerText;
import io.wattle.headend.cli.verb.HeadEndClient;
import io.wattle.headend.cli.verb.HeadEndVerb;
import io.wattle.headend.cli.verb.Words;
import io.wattle.headend.text.JsonLine;
import io.wattle.ledger.account.SyncField;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verbs of {@code wattle accounts} about one account; all ask a running head-end. */
final class AccountVerbs {

    private AccountVerbs() {}

    /** {@code wattle accounts find}. */
    @Command(name = "find", mixinStandardHelpOptions = true, description = "What a name stands for: a meter by its serial, an account by its number, a location by its Loc ID.")
    static final class Find extends HeadEndVerb {
        @Parameters(paramLabel = "NAME", description = "Any of them.")
        private String name = "";

        @Override
        public Integer call() {
            return show("name=" + HeadEndClient.encoded(name), "find");
        }
    }

    /** {@code wattle accounts show}. */
    @Command(name = "show", mixinStandardHelpOptions = true, description = "An account with its balances, its members and its meters.")
    static final class Show extends HeadEndVerb {
        @Parameters(paramLabel = "ACCOUNT", description = "Its number.")
        private String account = "";

        @Override
        public Integer call() {
            return show("", "accounts", account);
        }
    }

    /** {@code wattle accounts save}. */
    @Command(name = "save", aliases = "open", mixinStandardHelpOptions = true, description = "Opens an account, or changes one.")
    static final class Save extends HeadEndVerb.ByPerson {
        @Parameters(paramLabel = "ACCOUNT", description = "Its number.")
        private String account = "";

        @Option(names = "--customer", paramLabel = "CUSTOMER", description = "Whose it is.")
        private Optional<String> customer = Optional.empty();

        @Option(names = "--master", paramLabel = "ACCOUNT", description = "The account that it belongs to.")
        private Optional<String> master = Optional.empty();

        @Option(names = "--class", paramLabel = "CLASS", description = "Chooses the tariff, such as domestic.")
        private Optional<String> customerClass = Optional.empty();

        @Option(names = "--sub-class", paramLabel = "CLASS", description = "The same, more closely.")
        private Optional<String> subClass = Optional.empty();

        @Option(names = "--discounts", paramLabel = "NAMES", description = "Of the tariff's discounts by agreement, with commas between.")
        private Optional<String> discounts = Optional.empty();

        @Option(names = "--language", paramLabel = "CODE", description = "In which the customer is written to.")
        private Optional<String> language = Optional.empty();

        @Option(names = "--contact", paramLabel = "HOW-OFTEN", description = "always, daily, weekly or never.")
        private Optional<String> contact = Optional.empty();

        @Option(names = "--threshold-days", paramLabel = "DAYS", description = "How many days before the balance ends the customer is warned.")
        private Optional<Integer> thresholdDays = Optional.empty();

        @Option(names = "--address", paramLabel = "TEXT", description = "Where bills go.")
        private Optional<String> address = Optional.empty();

        @Option(names = "--notes", paramLabel = "TEXT", description = "For the staff.")
        private Optional<String> notes = Optional.empty();

        @Override
        public Integer call() {
            JsonLine body = body().withAny("customer", customer)
                    .withAny("master", master)
                    .withAny("customerClass", customerClass)
                    .withAny("subClass", subClass)
                    .withAny("discounts", discounts)
                    .withAny("language", language)
                    .withAny("contactFrequency", contact.map(Words::constant))
                    .withAny("thresholdDays", thresholdDays)
                    .withAny("address", address)
                    .withAny("notes", notes);
            return saved(body, "account " + account, "accounts", account);
        }
    }

    /** {@code wattle accounts final-balance}. */
    @Command(name = "final-balance", mixinStandardHelpOptions = true, description = "What closing an account would come to in each currency.")
    static final class FinalBalance extends HeadEndVerb {
        @Parameters(paramLabel = "ACCOUNT", description = "Its number.")
        private String account = "";

        @Override
        public Integer call() {
            return show("", "accounts", account, "final-balance");
        }
    }

    /** {@code wattle accounts close}. */
    @Command(name = "close", mixinStandardHelpOptions = true, description = "A customer moves out: deposit and wallet pay what is owed, and the rest is paid out, or goes to another account.")
    static final class Close extends HeadEndVerb.WithReason {
        @Parameters(paramLabel = "ACCOUNT", description = "Its number.")
        private String account = "";

        @Option(names = "--transfer-to", paramLabel = "ACCOUNT", description = "Where the rest goes (default: it is paid out).")
        private Optional<String> transferTo = Optional.empty();

        @Option(names = "--leave-debts", description = "Although more is owed than there is.")
        private boolean leaveDebts;

        @Mixin
        private final TenderOptions tender = new TenderOptions();

        @Override
        public Integer call() {
            JsonLine body = body().withAny("transferTo", transferTo).with("leaveDebts", leaveDebts);
            return done(tender.addTo(body), "account " + account + " is closed", "accounts", account, "closing");
        }
    }

    /** {@code wattle accounts synchronise}. */
    @Command(name = "synchronise", mixinStandardHelpOptions = true, description = "Copies fields of a master account to its accounts: without --digest it says what would change, with the digest of that it is done.")
    static final class Synchronise extends HeadEndVerb {
        @Parameters(paramLabel = "MASTER", description = "Its number.")
        private String master = "";

        @Option(names = "--field", paramLabel = "FIELD", required = true, split = ",", description = "One of ${COMPLETION-CANDIDATES}; may be said more than once.")
        private List<SyncField> fields = List.of();

        @Option(names = "--digest", paramLabel = "HEX", description = "That the preview gave.")
        private Optional<String> digest = Optional.empty();

        @Option(names = "--person", paramLabel = "NAME", defaultValue = "", description = "Who does it; with --digest.")
        private String person = "";

        @Override
        public Integer call() {
            JsonLine body = new JsonLine().withTexts("fields", fields.stream().map(Enum::name).toList());
            return digest
                    .map(seen -> done(body.with("digest", seen).with("person", Words.said(spec, "--person", person)),
                            "the accounts of " + master + " have them", "accounts", master, "synchronisation"))
                    .orElseGet(() -> headEnd.post(spec, body, AnswerText::of, "accounts", master,
                            "synchronisation-preview"));
        }
    }
}
