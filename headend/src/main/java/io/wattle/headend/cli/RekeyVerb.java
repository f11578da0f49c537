package io.wattle.headend.cli;

import io.wattle.headend.registry.KeyFileEditor;
import io.wattle.headend.rekey.ConnectorDoor;
import io.wattle.headend.rekey.KeyChange;
import io.wattle.headend.rekey.Rekeying;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.dlms.setup.SetupKey;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
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

    @Override
    public Integer call() {
        SecurityTerms terms = target.terms(spec);
        Set<SetupKey> wanted = EnumSet.copyOf(keys);
        try (KeyFileEditor store = target.store(); ConnectorDoor door = target.door()) {
            KeyChange change = new Rekeying(door, store, terms, new SecureRandom(), _ -> {
            }).change(target.serial(), wanted);
            return switch (change) {
                case KeyChange.Done(String words) -> {
                    spec.commandLine().getOut().println(words);
                    spec.commandLine().getOut().flush();
                    yield 0;
                }
                case KeyChange.Refused(String words) -> failed("REFUSED", words);
                case KeyChange.Open(String words) -> failed("UNKNOWN", words);
            };
        }
    }

    private int failed(String outcome, String words) {
        spec.commandLine().getErr().println("wattle: " + outcome + ": " + words);
        return 1;
    }
}
