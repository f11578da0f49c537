package io.wattle.headend.cli;

import io.wattle.headend.registry.KeyFileEditor;
import io.wattle.headend.registry.MeterSecrets;
import io.wattle.headend.rekey.ConnectorDoor;
import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.Outcome.Refusal;
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
        try (KeyFileEditor store = target.store(); ConnectorDoor door = target.door()) {
            MeterSecrets secrets = target.secrets(store);
            Outcome<CosemLink> opened = door.open(secrets.keys());
            if (!(opened instanceof Outcome.Done<CosemLink>) && !secrets.next().isEmpty()) {
                opened = door.open(secrets.nextKeys());
            }
            return switch (opened) {
                case Outcome.Done<CosemLink>(CosemLink link) -> {
                    try (link) {
                        yield say(spec, talk.apply(link, store));
                    }
                }
                case Outcome.Refused<CosemLink>(Refusal reason, String detail) ->
                    say(spec, Outcome.refused(reason, detail));
                case Outcome.Unknown<CosemLink>(Cause cause, String detail) ->
                    say(spec, Outcome.unknown(cause, detail));
            };
        }
    }

    private static int say(CommandSpec spec, Outcome<String> outcome) {
        return switch (outcome) {
            case Outcome.Done<String>(String words) -> {
                spec.commandLine().getOut().println(words);
                spec.commandLine().getOut().flush();
                yield 0;
            }
            case Outcome.Refused<String>(Refusal reason, String detail) ->
                failed(spec, "REFUSED " + reason + ": " + detail);
            case Outcome.Unknown<String>(Cause cause, String detail) ->
                failed(spec, "UNKNOWN " + cause + ": " + detail);
        };
    }

    private static int failed(CommandSpec spec, String words) {
        spec.commandLine().getErr().println("wattle: " + words);
        return 1;
    }
}
