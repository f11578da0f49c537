package io.wattle.headend.cli.meter;

import io.wattle.headend.cli.verb.VerbGroup;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.ObisCode;
import io.wattle.protocols.dlms.field.PushWork;
import io.wattle.protocols.dlms.object.typed.PushTarget;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wattle meter push}. */
@Command(name = "push", mixinStandardHelpOptions = true, description = "The push setup: what the meter sends by itself, and where to.", subcommands = {
        MeterPushVerbs.Show.class, MeterPushVerbs.Change.class, MeterPushVerbs.Now.class})
final class MeterPushVerbs extends VerbGroup {
    /** With the numbers of class 40. */
    enum Transport {
        TCP(0), UDP(1), FTP(2), SMTP(3), SMS(4), HDLC(5);

        private final int number;

        Transport(int number) {
            this.number = number;
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Prints objects, destination, times and retries.")
    static final class Show extends MeterVerb {
        @Override
        public Integer call() {
            return show(ask((link, address) -> new PushWork(link, address).read()));
        }
    }

    @Command(name = "set", mixinStandardHelpOptions = true, description = "Changes destination, objects and retries; what is not said stays.")
    static final class Change extends MeterVerb {
        @Option(names = "--to", paramLabel = "DESTINATION", description = "Host and port, or number.")
        private Optional<String> destination = Optional.empty();

        @Option(names = "--by", paramLabel = "TRANSPORT", description = "tcp, udp, ftp, smtp, sms or hdlc (default ${DEFAULT-VALUE}); goes with --to.")
        private Transport transport = Transport.TCP;

        @Option(names = "--object", paramLabel = "CLASS/NAME/ATTRIBUTE", description = "What is pushed, such as 3/1.0.1.8.0.255/2; once for each, in order.")
        private List<String> objects = List.of();

        @Option(names = "--retries", paramLabel = "N", description = "How often it tries again, 0..255.")
        private Optional<Integer> retries = Optional.empty();

        @Override
        public Integer call() {
            if (destination.isEmpty() && objects.isEmpty() && retries.isEmpty()) {
                throw wrong("say what to set: --to, --object or --retries");
            }
            if (retries.filter(count -> count < 0 || count > 255).isPresent()) {
                throw wrong("--retries must be 0..255, was: " + retries.get());
            }
            PushWork.Change change = new PushWork.Change(
                    destination.map(to -> new PushTarget(transport.number, to, 0)),
                    objects.isEmpty() ? Optional.empty() : Optional.of(objects.stream().map(this::item).toList()),
                    retries);
            return show(ask((link, address) -> new PushWork(link, address).change(change)));
        }

        private PushTarget.Item item(String text) {
            String[] parts = text.split("/", -1);
            if (parts.length != 3 || !parts[0].matches("[0-9]{1,5}") || !parts[2].matches("[0-9]{1,3}")
                    || Integer.parseInt(parts[0]) > 65_535 || Integer.parseInt(parts[2]) > 127) {
                throw wrong("--object must be such as 3/1.0.1.8.0.255/2, was: " + text);
            }
            try {
                return new PushTarget.Item(new CosemAttribute(Integer.parseInt(parts[0]), new ObisCode(parts[1]),
                        Integer.parseInt(parts[2])), 0);
            } catch (IllegalArgumentException e) {
                throw wrong("--object " + text.toLowerCase(Locale.ROOT) + ": " + e.getMessage());
            }
        }
    }

    @Command(name = "now", mixinStandardHelpOptions = true, description = "Has the meter push now, and prints its setup.")
    static final class Now extends MeterVerb {
        @Override
        public Integer call() {
            return show(ask((link, address) -> {
                PushWork push = new PushWork(link, address);
                return push.pushNow().then(_ -> push.read());
            }));
        }
    }
}
