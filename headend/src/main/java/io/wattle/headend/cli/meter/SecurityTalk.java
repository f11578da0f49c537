package io.wattle.headend.cli.meter;

import io.wattle.headend.registry.KeyFileEditor;
import io.wattle.headend.registry.MeterSecrets;
import io.wattle.headend.rekey.ConnectorDoor;
import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.meter.Outcome;
import java.util.function.BiFunction;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/** One conversation of {@code wattle security}, and what came of it, said. */
final class SecurityTalk {
    private SecurityTalk() {}

    /** Holds it by the keys of the file, and by the next ones where those do not open it; prints, and ends with 0 or 1. */
    static int hold(CommandSpec spec, MeterTarget target, Function<CosemLink, Outcome<String>> talk) {
        return holdWith(spec, target, (link, _) -> talk.apply(link));
    }

    /** The same for a talk that changes what the file has of the meter. */
    static int holdWith(CommandSpec spec, MeterTarget target,
            BiFunction<CosemLink, KeyFileEditor, Outcome<String>> talk) {
        try (KeyFileEditor store = target.store(); ConnectorDoor door = target.door(spec)) {
            MeterSecrets secrets = target.secrets(store);
            Outcome<CosemLink> opened = door.open(secrets.keys());
            if (!(opened instanceof Outcome.Done<CosemLink>) && !secrets.next().isEmpty()) {
                opened = door.open(secrets.nextKeys());
            }
            return MeterAnswer.of(spec, target.json(), opened.then(link -> {
                try (link) {
                    return talk.apply(link, store);
                }
            }), words -> say(spec, words));
        }
    }

    static int say(CommandSpec spec, String words) {
        if (!words.isEmpty()) {
            spec.commandLine().getOut().println(words);
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
