package io.wattle.headend.cli.card;

import io.wattle.headend.cli.verb.AnswerText;
import io.wattle.headend.cli.verb.HeadEndVerb;
import io.wattle.headend.text.JsonLine;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verbs of {@code wattle card} about cards that are printed, by their serials; all ask a running head-end. */
final class CardVerbs {

    private CardVerbs() {}

    /** {@code wattle card show}. */
    @Command(name = "show", mixinStandardHelpOptions = true, description = "One card by its serial; never its number.")
    static final class Show extends HeadEndVerb {
        @Parameters(paramLabel = "SERIAL", description = "Ten digits with the check digit.")
        private String serial = "";

        @Override
        public Integer call() {
            return show("", "cards", serial);
        }
    }

    /** {@code wattle card events}. */
    @Command(name = "events", mixinStandardHelpOptions = true, description = "What happened to a card, newest first: custody, activation, redemption.")
    static final class Events extends HeadEndVerb {
        @Parameters(paramLabel = "SERIAL", description = "Ten digits with the check digit.")
        private String serial = "";

        @Mixin
        private final Page page = new Page();

        @Override
        public Integer call() {
            return show(page.query(""), "cards", serial, "events");
        }
    }

    /** {@code wattle card hand-over}. */
    @Command(name = "hand-over", mixinStandardHelpOptions = true, description = "Says that cards change hands; the first holder of a printed batch is called printer.")
    static final class HandOver extends HeadEndVerb.ByPerson {
        @Mixin
        private final CardRange cards = new CardRange();

        @Option(names = "--from", paramLabel = "NAME", required = true, description = "Who has them.")
        private String from = "";

        @Option(names = "--to", paramLabel = "NAME", required = true, description = "Who gets them.")
        private String to = "";

        @Override
        public Integer call() {
            return done(cards.addTo(body()).with("from", from).with("to", to), to + " has " + cards.words(),
                    "card-custody");
        }
    }

    /** {@code wattle card verify}. */
    @Command(name = "verify", mixinStandardHelpOptions = true, description = "Looks at cards before they are activated: their total, every exception, and the ticket that activation asks for. Changes nothing.")
    static final class Verify extends HeadEndVerb {
        @Mixin
        private final CardRange cards = new CardRange();

        @Override
        public Integer call() {
            return post(cards.addTo(new JsonLine()), AnswerText::of, "card-verifications");
        }
    }

    /** {@code wattle card activate}. */
    @Command(name = "activate", mixinStandardHelpOptions = true, description = "Sells cards that were just verified; all of them or none.")
    static final class Activate extends HeadEndVerb.ByPerson {
        @Mixin
        private final CardRange cards = new CardRange();

        @Option(names = "--ticket", paramLabel = "TEXT", required = true, description = "That 'wattle card verify' gave.")
        private String ticket = "";

        @Option(names = "--buyer", paramLabel = "NAME", required = true, description = "Who buys them.")
        private String buyer = "";

        @Option(names = "--cashier", paramLabel = "NAME", required = true, description = "Who takes the money.")
        private String cashier = "";

        @Option(names = "--tender", paramLabel = "TENDER", defaultValue = "cash", description = "cash, cheque, bank_transfer, mobile_money or credit_card (default ${DEFAULT-VALUE}).")
        private String tender = "cash";

        @Option(names = "--shift", paramLabel = "SHIFT", description = "The cashier's open shift, such as SHIFT-17.")
        private Optional<String> shift = Optional.empty();

        @Option(names = "--reference", paramLabel = "TEXT", description = "What the tender is known by; never the number of a payment card.")
        private Optional<String> reference = Optional.empty();

        @Override
        public Integer call() {
            JsonLine body = cards.addTo(body())
                    .with("ticket", ticket)
                    .with("buyer", buyer)
                    .with("cashier", cashier)
                    .with("tender", tender.toLowerCase(Locale.ROOT))
                    .withAny("shift", shift)
                    .withAny("reference", reference);
            return done(body, cards.words() + ": activated", "card-activations");
        }
    }

    /** {@code wattle card give}. */
    @Command(name = "give", mixinStandardHelpOptions = true, description = "Activates cards that nobody pays for, at the expense of a campaign.")
    static final class Give extends HeadEndVerb.WithReason {
        @Mixin
        private final CardRange cards = new CardRange();

        @Option(names = "--ticket", paramLabel = "TEXT", required = true, description = "That 'wattle card verify' gave.")
        private String ticket = "";

        @Option(names = "--campaign", paramLabel = "NAME", required = true, description = "At whose expense.")
        private String campaign = "";

        @Override
        public Integer call() {
            return done(cards.addTo(body()).with("ticket", ticket).with("campaign", campaign), cards.words()
                    + ": activated", "card-gifts");
        }
    }

    /** {@code wattle card block}. */
    @Command(name = "block", mixinStandardHelpOptions = true, description = "Blocks cards, or with --undo lets them be used again.")
    static final class Block extends HeadEndVerb.WithReason {
        @Mixin
        private final CardRange cards = new CardRange();

        @Option(names = "--undo", description = "They may be used again.")
        private boolean undo;

        @Override
        public Integer call() {
            return done(cards.addTo(body()).with("blocked", !undo),
                    cards.words() + (undo ? ": free again" : ": blocked"),
                    "card-blocks");
        }
    }

    /** {@code wattle card forget-buyer}. */
    @Command(name = "forget-buyer", mixinStandardHelpOptions = true, description = "Forgets who bought a card, and those sold with it. Nothing brings the name back.")
    static final class ForgetBuyer extends HeadEndVerb.WithReason {
        @Parameters(paramLabel = "SERIAL", description = "Of one of the cards.")
        private String serial = "";

        @Override
        public Integer call() {
            return done(body(), serial + ": who bought it is forgotten", "cards", serial, "buyer-erasure");
        }
    }

    /** {@code wattle card expire}. */
    @Command(name = "expire", mixinStandardHelpOptions = true, description = "Says until when cards can be redeemed; without a day for ever.")
    static final class Expire extends HeadEndVerb.WithReason {
        @Mixin
        private final CardRange cards = new CardRange();

        @Option(names = "--last-day", paramLabel = "DAY", description = "Such as 2027-12-31.")
        private Optional<String> lastDay = Optional.empty();

        @Override
        public Integer call() {
            return done(cards.addTo(body()).withAny("lastDay", lastDay), cards.words() + ": good "
                    + lastDay.map(day -> "until " + day).orElse("for ever"), "card-expiries");
        }
    }
}
