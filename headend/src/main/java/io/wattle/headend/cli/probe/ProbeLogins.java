package io.wattle.headend.cli.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattle.headend.cli.verb.HeadEndClient;
import io.wattle.headend.probe.SessionFile;
import io.wattle.headend.probe.SessionLock;
import io.wattle.headend.probe.SignedSession;
import io.wattle.headend.probe.TechnicianKey;
import io.wattle.headend.sts.keystore.Passphrase;
import io.wattle.headend.text.JsonLine;
import io.wattle.protocols.serial.PortInfo;
import io.wattle.protocols.serial.SerialPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verbs of {@code wattle probe} that need no meter. */
final class ProbeLogins {

    private ProbeLogins() {}

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists this machine's serial ports.")
    static final class Ports implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private CommandSpec spec;

        @Override
        public Integer call() {
            List<PortInfo> ports = SerialPorts.list();
            ports.forEach(port -> spec.commandLine().getOut().printf("%-28s %s%n", port.name(), port.description()));
            if (ports.isEmpty()) {
                spec.commandLine().getOut().println("no serial port is known to this machine");
            }
            spec.commandLine().getOut().flush();
            return 0;
        }
    }

    @Command(name = "enrol", mixinStandardHelpOptions = true, description = "Makes a technician's login: a private key that stays in FILE, and a line for the head-end's list of technicians, which is printed.")
    static final class Enrol implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private CommandSpec spec;

        @Option(names = "--name", paramLabel = "NAME", required = true, description = "Who signs.")
        private String name = "";

        @Option(names = "--login", paramLabel = "FILE", required = true, description = "Made new; only its owner may read it.")
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private Path login;

        @Mixin
        private final ProbePassphrase passphrase = new ProbePassphrase();

        @Override
        public Integer call() {
            try (Passphrase secret = passphrase.read(spec, "A passphrase for " + login + ", 12 characters or more")) {
                spec.commandLine().getOut().println(TechnicianKey.enrol(name, login, secret));
                spec.commandLine().getOut().flush();
                return 0;
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--name: " + e.getMessage(), e);
            }
        }
    }

    @Command(name = "rekey", mixinStandardHelpOptions = true, description = "Gives a login another key, and prints its line for the head-end's list. Put it there, bring what the old key signed, and then write 'revoked' in front of the old line.")
    static final class Rekey implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private CommandSpec spec;

        @Option(names = "--login", paramLabel = "FILE", required = true, description = "The login; its key is replaced.")
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private Path login;

        @Mixin
        private final ProbePassphrase passphrase = new ProbePassphrase();

        @Option(names = "--new-passphrase-file", paramLabel = "FILE", description = "Holds another passphrase for the new key; without, it stays.")
        private Optional<Path> next = Optional.empty();

        @Override
        public Integer call() {
            try (Passphrase now = passphrase.read(spec, "Passphrase of " + login)) {
                String line;
                if (next.isPresent()) {
                    try (Passphrase then = ProbePassphrase.read(spec, next, "")) {
                        line = TechnicianKey.rekey(login, now, then);
                    }
                } else {
                    line = TechnicianKey.rekey(login, now, now);
                }
                spec.commandLine().getOut().println(line);
                spec.commandLine().getOut().flush();
                return 0;
            }
        }
    }

    @Command(name = "upload", mixinStandardHelpOptions = true, description = "Brings a session to a running head-end. The file is then named FILE.brought; brought again, it changes nothing.")
    static final class Upload implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private CommandSpec spec;

        @Mixin
        private final HeadEndClient headEnd = new HeadEndClient();

        @Parameters(paramLabel = "FILE", description = "A session.")
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private Path file;

        @Override
        public Integer call() {
            SessionFile.signed(file); // leaves nothing behind where there is no session
            try (SessionLock _ = SessionLock.of(file)) {
                return bring();
            }
        }

        private int bring() {
            SignedSession signed = SessionFile.signed(file);
            Base64.Encoder base64 = Base64.getEncoder();
            int code = headEnd.post(spec, new JsonLine().with("technician", signed.technician())
                    .with("payload", base64.encodeToString(signed.payload()))
                    .with("signature", base64.encodeToString(signed.signature())), Upload::words, "probe-sessions");
            if (code == 0 && !file.toString().endsWith(".brought")) {
                rename();
            }
            return code;
        }

        private void rename() {
            try {
                Files.move(file, file.resolveSibling(file.getFileName() + ".brought"),
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException("it was brought, and the file cannot be renamed", e);
            }
        }

        private static String words(JsonNode answer) {
            StringBuilder words = new StringBuilder("session " + answer.path("session").asText() + " of "
                    + answer.path("technician").asText() + " is in the ledger");
            answer.path("records")
                    .forEach(record -> words.append("\n  ")
                            .append(record.path("meter").asText())
                            .append(' ')
                            .append(record.path("kind").asText())
                            .append(": ")
                            .append(record.path("words").asText()));
            return words.toString();
        }
    }
}
