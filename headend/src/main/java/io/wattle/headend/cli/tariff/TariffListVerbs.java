package io.wattle.headend.cli.tariff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattle.headend.cli.verb.AnswerText;
import io.wattle.headend.cli.verb.HeadEndClient;
import io.wattle.headend.cli.verb.HeadEndVerb;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verbs of {@code wattle tariff} that show what a running head-end has. */
final class TariffListVerbs {

    private TariffListVerbs() {}

    /** {@code wattle tariff list}. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "The tariffs of a running head-end, and how far each version has come.")
    static final class Versions extends HeadEndVerb {
        @Parameters(arity = "0..1", paramLabel = "NAME", description = "Only this tariff.")
        private Optional<String> name = Optional.empty();

        @Override
        public Integer call() {
            return show(name.map(one -> "name=" + HeadEndClient.encoded(one)).orElse(""), "tariffs");
        }
    }

    /** {@code wattle tariff show}. */
    @Command(name = "show", mixinStandardHelpOptions = true, description = "One version of a tariff at a running head-end, with its text.")
    static final class Show extends HeadEndVerb {
        @Parameters(index = "0", paramLabel = "NAME", description = "The tariff's name.")
        private String name = "";

        @Parameters(index = "1", paramLabel = "VERSION", description = "Its version.")
        private int version;

        @Override
        public Integer call() {
            return headEnd.get(spec, "", Show::words, "tariffs", name, Integer.toString(version));
        }

        /** The overview says for people what the parts are; with --json they are there as values. */
        private static String words(JsonNode answer) {
            ObjectNode shown = answer.deepCopy();
            if (shown.get("text") instanceof ObjectNode text) {
                text.remove("parts");
            }
            return AnswerText.of(shown);
        }
    }

    /** {@code wattle tariff in-force}. */
    @Command(name = "in-force", mixinStandardHelpOptions = true, description = "By which version a running head-end sells.")
    static final class InForce extends HeadEndVerb {
        @Option(names = "--service", paramLabel = "SERVICE", defaultValue = "electricity", description = "electricity, water or gas (default ${DEFAULT-VALUE}).")
        private String service = "electricity";

        @Option(names = "--currency", paramLabel = "CODE", required = true, description = "Such as USD.")
        private String currency = "";

        @Option(names = "--class", paramLabel = "CLASS", defaultValue = "domestic", description = "Customer class, or class/sub-class (default ${DEFAULT-VALUE}).")
        private String customerClass = "domestic";

        @Option(names = "--at", paramLabel = "INSTANT", description = "When (default: now).")
        private Optional<String> at = Optional.empty();

        @Override
        public Integer call() {
            return show("service=" + HeadEndClient.encoded(service) + "&currency=" + HeadEndClient.encoded(currency)
                    + "&class=" + HeadEndClient.encoded(customerClass)
                    + at.map(when -> "&at=" + HeadEndClient.encoded(when)).orElse(""), "tariffs", "in-force");
        }
    }
}
