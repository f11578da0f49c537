package io.wattle.headend.cli.account;

import io.wattle.headend.cli.vend.TenderOptions;
import io.wattle.headend.cli.vend.VendVerbs;
import io.wattle.headend.cli.verb.HeadEndClient;
import io.wattle.headend.cli.verb.HeadEndVerb;
import io.wattle.headend.cli.verb.MoneyText;
import io.wattle.headend.cli.verb.Words;
import io.wattle.headend.text.JsonLine;
import java.math.BigDecimal;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verbs of {@code wattle accounts} that move money without a sale, and show what was moved. */
final class AccountMoneyVerbs {

    private AccountMoneyVerbs() {}

    /** {@code wattle accounts money}. */
    @Command(name = "money", mixinStandardHelpOptions = true, description = "Moves money of an account without a sale. MOVE is deposit-taken, deposit-refunded, deposit-to-wallet, charge, transfer, refund, debt-paid, debt-from-wallet or emergency-from-wallet.")
    static final class Move extends HeadEndVerb.ByPerson {
        @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Its number.")
        private String account = "";

        @Parameters(index = "1", paramLabel = "MOVE", description = "Such as deposit-taken.")
        private String move = "";

        @Parameters(index = "2", paramLabel = "AMOUNT", description = "Such as 50.00.")
        private BigDecimal amount = BigDecimal.ZERO;

        @Option(names = "--currency", paramLabel = "CODE", required = true, description = "Such as USD.")
        private String currency = "";

        @Option(names = "--other", paramLabel = "NAME", description = "The item of a charge, the account of a transfer, the debt.")
        private Optional<String> other = Optional.empty();

        @Option(names = "--reason", paramLabel = "WORDS", description = "Why.")
        private Optional<String> reason = Optional.empty();

        @Mixin
        private final TenderOptions tender = new TenderOptions();

        @Override
        public Integer call() {
            JsonLine body = body().with("move", Words.constant(move))
                    .with("amountMinor", MoneyText.minor(spec, amount, currency))
                    .with("currency", currency)
                    .withAny("other", other)
                    .withAny("reason", reason);
            return done(tender.addTo(body), account + ": " + move + " " + amount + " " + currency, "accounts", account,
                    "money");
        }
    }

    /** {@code wattle accounts moves}. */
    @Command(name = "moves", mixinStandardHelpOptions = true, description = "The money of an account that was moved without a sale, newest first.")
    static final class Moves extends HeadEndVerb {
        @Parameters(paramLabel = "ACCOUNT", description = "Its number.")
        private String account = "";

        @Mixin
        private final Page page = new Page();

        @Override
        public Integer call() {
            return show(page.query(""), "accounts", account, "money");
        }
    }

    /** {@code wattle accounts receipt}. */
    @Command(name = "receipt", mixinStandardHelpOptions = true, description = "The receipt of one move, a charge with its taxes; the same for ever.")
    static final class MoveReceipt extends HeadEndVerb {
        @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Its number.")
        private String account = "";

        @Parameters(index = "1", paramLabel = "SEQUENCE", description = "That 'wattle accounts moves' shows.")
        private long sequence;

        @Override
        public Integer call() {
            return headEnd.get(spec, "", VendVerbs::paper, "accounts", account, "money", Long.toString(sequence),
                    "receipt");
        }
    }

    /** {@code wattle accounts overdraft}. */
    @Command(name = "overdraft", mixinStandardHelpOptions = true, description = "Lets the wallet of an account owe so much, or no more with 0.")
    static final class Overdraft extends HeadEndVerb.WithReason {
        @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Its number.")
        private String account = "";

        @Parameters(index = "1", paramLabel = "AMOUNT", description = "Such as 50.00.")
        private BigDecimal amount = BigDecimal.ZERO;

        @Option(names = "--currency", paramLabel = "CODE", required = true, description = "Such as USD.")
        private String currency = "";

        @Override
        public Integer call() {
            JsonLine body = body().with("account", account)
                    .with("maximumMinor", MoneyText.minor(spec, amount, currency))
                    .with("currency", currency);
            return done(body, "the wallet of " + account + " may owe " + amount + " " + currency, "overdrafts");
        }
    }

    /** {@code wattle accounts overdrafts}. */
    @Command(name = "overdrafts", mixinStandardHelpOptions = true, description = "The wallets that may owe, by account.")
    static final class Overdrafts extends HeadEndVerb {
        @Option(names = "--after", paramLabel = "ACCOUNT", defaultValue = "", description = "To begin after: for the next page.")
        private String after = "";

        @Override
        public Integer call() {
            return show("after=" + HeadEndClient.encoded(after), "overdrafts");
        }
    }
}
