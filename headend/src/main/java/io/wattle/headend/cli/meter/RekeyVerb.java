package io.wattle.headend.cli.meter;

import io.wattle.headend.cli.verb.UsageException;
import io.wattle.headend.registry.KeyFileEditor;
import io.wattle.headend.registry.MeterSecrets;
import io.wattle.headend.rekey.ConnectorDoor;
import io.wattle.headend.rekey.KeyChange;
import io.wattle.headend.rekey.MasterAgreement;
import io.wattle.headend.rekey.Rekeying;
import io.wattle.headend.text.JsonLine;
import io.wattle.protocols.dlms.certificate.CertificateCheck;
import io.wattle.protocols.dlms.certificate.CertificateUse;
import io.wattle.protocols.dlms.security.KeyUse;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.dlms.setup.SetupKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wattle security rekey}. */
@Command(name = "rekey", mixinStandardHelpOptions = true, description = "Gives the meter new keys, wrapped under its master key. Each is written to the file before it is sent, and the old one stays there until the meter was spoken to with the new one. After a crash, or a lost answer, run it again: it finds out what the meter has, and finishes.")
final class RekeyVerb implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Mixin
    private final MeterTarget target = new MeterTarget();

    @Option(names = "--key", paramLabel = "KEY", split = ",", description = "Which: unicast, authentication, broadcast, master, with commas between; unicast,authentication if not said.")
    private List<SetupKey> keys = List.of(SetupKey.UNICAST, SetupKey.AUTHENTICATION);

    @Option(names = "--agree", description = "Agrees with the meter on a new master key by key pairs (suites 1 and 2), for which no master key is needed; with --key master only.")
    private boolean agree;

    @Override
    public Integer call() {
        SecurityTerms terms = target.terms(spec);
        if (agree && !keys.equals(List.of(SetupKey.MASTER))) {
            throw new UsageException("--agree goes with --key master: other keys are given under the master key");
        }
        Set<SetupKey> wanted = EnumSet.copyOf(keys);
        try (KeyFileEditor store = target.store(); ConnectorDoor door = target.door(spec)) {
            KeyChange change = agree
                    ? new MasterAgreement(door, store, terms, door.clientTitle()).change(target.serial(),
                            meterKey(store, terms))
                    : new Rekeying(door, store, terms, new SecureRandom(), _ -> {
                    }).change(target.serial(), wanted);
            return switch (change) {
                case KeyChange.Done(String words) -> SecurityTalk.say(spec, target.done(words));
                case KeyChange.Refused(String words) -> failed("REFUSED", words);
                case KeyChange.Open(String words) -> failed("UNKNOWN", words);
            };
        }
    }

    /** The meter's public key for signatures: as the file has it, or out of its certificate, if that is believed. */
    private Optional<byte[]> meterKey(KeyFileEditor store, SecurityTerms terms) {
        MeterSecrets secrets = target.secrets(store);
        return secrets.find(KeyUse.PEER_SIGNING)
                .or(() -> secrets.find(KeyUse.PEER_SIGNING_CERTIFICATE)
                        .flatMap(der -> target.anchors()
                                .flatMap(anchors -> target.title()
                                        .map(title -> anchors.check(der, CertificateUse.SIGNING, title, terms.suite(),
                                                Clock.systemUTC().instant()))))
                        .flatMap(check -> check instanceof CertificateCheck.Trusted(byte[] key)
                                ? Optional.of(key)
                                : Optional.empty()));
    }

    private int failed(String outcome, String words) {
        if (target.json()) {
            SecurityTalk.say(spec, new JsonLine().with("outcome", outcome).with("detail", words).toString());
        } else {
            spec.commandLine().getErr().println("wattle: " + outcome + ": " + words);
        }
        return 1;
    }
}
