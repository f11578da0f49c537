package io.wattle.headend.cli.account;

import io.wattle.headend.cli.verb.HeadEndVerb;
import io.wattle.headend.text.JsonLine;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verbs of {@code wattle accounts} about customers and locations. */
final class CustomerVerbs {

    private CustomerVerbs() {}

    /** {@code wattle accounts customer}. */
    @Command(name = "customer", mixinStandardHelpOptions = true, description = "A customer, and the accounts that are theirs.")
    static final class Show extends HeadEndVerb {
        @Parameters(paramLabel = "CUSTOMER", description = "By the name of the utility for them, such as C-17.")
        private String customer = "";

        @Override
        public Integer call() {
            return show("", "customers", customer);
        }
    }

    /** {@code wattle accounts save-customer}. */
    @Command(name = "save-customer", mixinStandardHelpOptions = true, description = "Makes a customer known, or changes one; what is personal is encrypted before it is kept.")
    static final class Save extends HeadEndVerb.ByPerson {
        @Parameters(paramLabel = "CUSTOMER", description = "By the name of the utility for them, such as C-17.")
        private String customer = "";

        @Option(names = "--name", paramLabel = "NAME", description = "What they are called.")
        private Optional<String> name = Optional.empty();

        @Option(names = "--phone", paramLabel = "NUMBER", description = "May be said more than once.")
        private List<String> phones = List.of();

        @Option(names = "--email", paramLabel = "ADDRESS", description = "May be said more than once.")
        private List<String> emails = List.of();

        @Option(names = "--address", paramLabel = "TEXT", description = "Where they live.")
        private Optional<String> address = Optional.empty();

        @Option(names = "--notes", paramLabel = "TEXT", description = "For the staff.")
        private Optional<String> notes = Optional.empty();

        @Override
        public Integer call() {
            JsonLine body = body().withAny("name", name).withAny("address", address).withAny("notes", notes);
            if (!phones.isEmpty()) {
                body.withTexts("phones", phones);
            }
            if (!emails.isEmpty()) {
                body.withTexts("emails", emails);
            }
            return saved(body, "customer " + customer, "customers", customer);
        }
    }

    /** {@code wattle accounts erase}. */
    @Command(name = "erase", mixinStandardHelpOptions = true, description = "Forgets a customer for good, by destroying their key; their accounts must be closed. Nothing brings it back.")
    static final class Erase extends HeadEndVerb.WithReason {
        @Parameters(paramLabel = "CUSTOMER", description = "By the name of the utility for them, such as C-17.")
        private String customer = "";

        @Override
        public Integer call() {
            return done(body(), "customer " + customer + " is forgotten", "customers", customer, "erasure");
        }
    }

    /** {@code wattle accounts location}. */
    @Command(name = "location", mixinStandardHelpOptions = true, description = "A location and the meters there.")
    static final class ShowLocation extends HeadEndVerb {
        @Parameters(paramLabel = "LOCATION", description = "Its Loc ID.")
        private String location = "";

        @Override
        public Integer call() {
            return show("", "locations", location);
        }
    }

    /** {@code wattle accounts save-location}. */
    @Command(name = "save-location", mixinStandardHelpOptions = true, description = "Makes a location known, or changes it.")
    static final class SaveLocation extends HeadEndVerb.ByPerson {
        @Parameters(paramLabel = "LOCATION", description = "Its Loc ID.")
        private String location = "";

        @Option(names = "--address", paramLabel = "TEXT", description = "Where it is.")
        private Optional<String> address = Optional.empty();

        @Override
        public Integer call() {
            return saved(body().withAny("address", address), "location " + location, "locations", location);
        }
    }
}
