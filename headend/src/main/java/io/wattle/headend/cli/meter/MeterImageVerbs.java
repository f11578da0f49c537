package io.wattle.headend.cli.meter;

import io.wattle.headend.cli.verb.VerbGroup;
import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.DlmsAddress;
import io.wattle.protocols.dlms.field.ImageWork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wattle meter image}. */
@Command(name = "image", mixinStandardHelpOptions = true, description = "Brings a new program into the meter: send, verify, activate. What broke off goes on with send --resume.", subcommands = {
        MeterImageVerbs.Status.class, MeterImageVerbs.Send.class, MeterImageVerbs.Activate.class})
final class MeterImageVerbs extends VerbGroup {
    /** Those may take long. */
    abstract static class ImageVerb extends MeterVerb {
        @Override
        Duration usualTimeout() {
            return Duration.ofHours(1);
        }

        final ImageWork work(CosemLink link, DlmsAddress address) {
            return new ImageWork(link, address, Clock.systemUTC(), timeout(),
                    time -> LockSupport.parkNanos(time.toNanos()));
        }
    }

    @Command(name = "status", mixinStandardHelpOptions = true, description = "Prints how far the meter is.")
    static final class Status extends ImageVerb {
        @Override
        public Integer call() {
            return show(ask((link, address) -> work(link, address).status()));
        }
    }

    @Command(name = "send", mixinStandardHelpOptions = true, description = "Sends the program, and has the meter verify it. It is not run before activate.")
    static final class Send extends ImageVerb {
        @Parameters(index = "1", paramLabel = "FILE", description = "The program as its maker gives it, 64 MB at most.")
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private Path file;

        @Option(names = "--id", paramLabel = "TEXT", required = true, description = "Its identifier, as its maker gives it.")
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private String identifier;

        @Option(names = "--resume", description = "Goes on with a transfer that broke off: the meter says which blocks it has.")
        private boolean resume;

        @Override
        public Integer call() {
            byte[] program = program();
            byte[] id = identifier.getBytes(StandardCharsets.ISO_8859_1);
            return show(ask((link, address) -> {
                ImageWork work = work(link, address);
                return work.send(id, program, resume, _ -> {
                }).then(_ -> work.verify(id, program.length));
            }));
        }

        private byte[] program() {
            try {
                if (Files.size(file) > ImageWork.BYTES_MAX) {
                    throw wrong("FILE must have at most " + ImageWork.BYTES_MAX + " bytes, has " + Files.size(file));
                }
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw unreadable(file, e);
            }
        }
    }

    @Command(name = "activate", mixinStandardHelpOptions = true, description = "Has the meter run the program that it verified.")
    static final class Activate extends ImageVerb {
        @Override
        public Integer call() {
            return show(ask((link, address) -> work(link, address).activate()));
        }
    }
}
