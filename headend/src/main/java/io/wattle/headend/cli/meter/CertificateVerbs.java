package io.wattle.headend.cli.meter;

import io.wattle.headend.cli.verb.UsageException;
import io.wattle.headend.registry.KeyFileEditor;
import io.wattle.headend.text.FileWords;
import io.wattle.headend.rekey.CertificateImport;
import io.wattle.headend.rekey.MeterCertificates;
import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.certificate.MeterCertificate;
import io.wattle.protocols.dlms.setup.CertificateKind;
import io.wattle.protocols.meter.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verbs of {@code wattle security} about a meter's key pairs and certificates. */
final class CertificateVerbs {

    private CertificateVerbs() {}

    /** One conversation with one meter. */
    abstract static class Verb implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private CommandSpec spec;

        @Mixin
        protected final MeterTarget target = new MeterTarget();

        @Override
        public Integer call() {
            target.terms(spec);
            return SecurityTalk.holdWith(spec, target, this::talk);
        }

        protected final CommandSpec spec() {
            return spec;
        }

        protected abstract Outcome<String> talk(CosemLink link, KeyFileEditor store);
    }

    /** {@code wattle security certificates}. */
    @Command(name = "certificates", mixinStandardHelpOptions = true, description = "Lists the certificates that the meter has.")
    static final class Listed extends Verb {
        @Override
        protected Outcome<String> talk(CosemLink link, KeyFileEditor store) {
            return new MeterCertificates(link).list()
                    .map(target.json() ? CertificateText::json : CertificateText::table);
        }
    }

    /** {@code wattle security key-pair}. */
    @Command(name = "key-pair", mixinStandardHelpOptions = true, description = "Has the meter make a new key pair. It uses it once the certificate was imported.")
    static final class KeyPair extends Verb {
        @Option(names = "--use", paramLabel = "USE", required = true, description = "signing, agreement or tls.")
        private CertificateKind use = CertificateKind.SIGNING;

        @Override
        protected Outcome<String> talk(CosemLink link, KeyFileEditor store) {
            return new MeterCertificates(link).generate(use)
                    .map(_ -> target
                            .done("meter " + target.serial() + " has made a pair; next: wattle security request"));
        }
    }

    /** {@code wattle security request}. */
    @Command(name = "request", mixinStandardHelpOptions = true, description = "Fetches the request for the certificate of the pair that the meter made (PKCS #10), in PEM; refused unless it is signed by its own key and in the meter's name.")
    static final class Request extends Verb {
        @Option(names = "--use", paramLabel = "USE", required = true, description = "signing, agreement or tls.")
        private CertificateKind use = CertificateKind.SIGNING;

        @Override
        protected Outcome<String> talk(CosemLink link, KeyFileEditor store) {
            return new MeterCertificates(link).request(use, target.terms(spec()).suite())
                    .map(der -> target.done(CertificateText.pem("CERTIFICATE REQUEST", der)));
        }
    }

    /** {@code wattle security import}. */
    @Command(name = "import", mixinStandardHelpOptions = true, description = "Gives the meter a certificate: its own, an authority's or a client's. Its own is checked against --authorities, written to the file of keys before it is sent, and takes the place of the meter's public key there. After a crash, or a lost answer, run it again.")
    static final class Import extends Verb {
        @Option(names = "--certificate", paramLabel = "FILE", required = true, description = "X.509, in DER or PEM.")
        private Path file = Path.of("");

        @Override
        protected Outcome<String> talk(CosemLink link, KeyFileEditor store) {
            MeterCertificate certificate = read();
            return new CertificateImport(store, target.serial(), target.anchors(), target.title(),
                    target.terms(spec()).suite()).give(link, certificate, Clock.systemUTC().instant())
                    .map(target::done);
        }

        private MeterCertificate read() {
            try {
                return MeterCertificate.read(Files.readAllBytes(file))
                        .orElseThrow(() -> new UsageException(file + " is no X.509 certificate of 4096 bytes or less"));
            } catch (IOException unreadable) {
                throw new UsageException(file + " cannot be read: " + FileWords.why(unreadable));
            }
        }
    }

    /** {@code wattle security export}. */
    @Command(name = "export", mixinStandardHelpOptions = true, description = "Fetches a certificate from the meter, in PEM.")
    static final class Export extends Verb {
        @Mixin
        private final CertificateOptions which = new CertificateOptions();

        @Override
        protected Outcome<String> talk(CosemLink link, KeyFileEditor store) {
            return which.choose(link, (meter, choice) -> meter.export(choice)
                    .map(der -> target.done(CertificateText.pem("CERTIFICATE", der))));
        }
    }

    /** {@code wattle security remove}. */
    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Has the meter forget a certificate.")
    static final class Remove extends Verb {
        @Mixin
        private final CertificateOptions which = new CertificateOptions();

        @Override
        protected Outcome<String> talk(CosemLink link, KeyFileEditor store) {
            return which.choose(link, (meter, choice) -> meter.remove(choice)
                    .map(_ -> target.done("meter " + target.serial() + " has forgotten the certificate")));
        }
    }
}
