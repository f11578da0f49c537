package io.wattle.headend.cli.meter;

import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.DlmsAddress;
import io.wattle.protocols.dlms.DlmsConnector;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.cosem.ObisCode;
import io.wattle.protocols.dlms.cosem.Query;
import io.wattle.protocols.dlms.object.CosemModel;
import io.wattle.protocols.dlms.object.MeterTimes;
import io.wattle.protocols.dlms.object.ObjectEntry;
import io.wattle.protocols.dlms.object.ObjectValues;
import io.wattle.protocols.dlms.object.ProfileWindow;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.optical.dlms.DlmsWays;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What {@code wattle read} shows of a DLMS meter beside a reading: its objects, what they say, and its profiles. */
final class ObjectOptions {
    private static final Instant FAR_AWAY = Instant.parse("2099-12-31T23:59:59Z");

    @Option(names = "--discover", description = "Lists the objects that the meter shows to this client, and what may be done with them.")
    private boolean discover;

    @Option(names = "--objects", description = "Reads every object that the meter shows, but not the rows of profiles.")
    private boolean all;

    @Option(names = "--profile", paramLabel = "NAME", arity = "0..1", fallbackValue = "load", description = "Reads a profile: load (the default), billing, events, or a logical name such as 1.0.99.1.0.255.")
    private @Nullable String profile;

    @Option(names = "--from", paramLabel = "TIME", description = "With --profile: rows from this time on, such as 2026-05-04T00:00:00Z.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "With --profile: rows before this time.")
    private @Nullable String to;

    @Option(names = "--last", paramLabel = "ROWS", description = "With --profile: the newest rows, so many.")
    private @Nullable Integer last;

    boolean areAsked() {
        return discover || all || profile != null || from != null || to != null || last != null;
    }

    /** A URI that stands behind {@code --profile} is read as the profile's name. */
    Optional<String> uriTakenForProfile() {
        return Optional.ofNullable(profile).filter(name -> name.startsWith("dlms"));
    }

    int read(DlmsConnector connector, MeterAddress address, CommandSpec spec, boolean json) {
        if (Stream.of(discover, all, profile != null).filter(asked -> asked).count() != 1) {
            throw new ParameterException(spec.commandLine(), "give one of --discover, --objects and --profile;"
                    + " --from, --to and --last go with --profile");
        }
        DlmsAddress spoken = DlmsWays.address(address.uri());
        ObjectPrint print = new ObjectPrint(spec.commandLine().getOut(), json,
                new MeterTimes(spoken.utcOffsetMinutes()));
        if (discover) {
            return MeterAnswer.of(spec, json,
                    ask(connector, address, link -> link.discover().toCompletableFuture().join()),
                    printing(print::entries));
        }
        if (profile != null) {
            ObisCode name = name(spec, profile, spoken.model().objects());
            ProfileWindow window = window(spec);
            return MeterAnswer.of(spec, json,
                    ask(connector, address, link -> link.profile(name, window).toCompletableFuture().join()),
                    printing(print::table));
        }
        return MeterAnswer.of(spec, json, ask(connector, address, ObjectOptions::objects), printing(print::objects));
    }

    private static <T> ToIntFunction<T> printing(Consumer<T> print) {
        return value -> {
            print.accept(value);
            return 0;
        };
    }

    /** One object after the other: a meter that refuses one of them still shows the rest. */
    private static Outcome<List<ObjectValues>> objects(CosemLink link) {
        return link.discover().toCompletableFuture().join().then(entries -> {
            Outcome<List<ObjectValues>> all = Outcome.done(List.of());
            for (ObjectEntry entry : entries) {
                all = all.then(had -> values(link, entry)
                        .map(more -> Stream.concat(had.stream(), Stream.of(more)).toList()));
            }
            return all;
        });
    }

    private static Outcome<ObjectValues> values(CosemLink link, ObjectEntry entry) {
        List<Query> queries = ObjectValues.wanted(entry).stream().map(Query::new).toList();
        Outcome<List<GetResult>> results = queries.isEmpty()
                ? Outcome.done(List.of())
                : link.query(queries).toCompletableFuture().join();
        return results.map(all -> ObjectValues.of(entry, all));
    }

    private static <T> Outcome<T> ask(DlmsConnector connector, MeterAddress address,
            Function<CosemLink, Outcome<T>> question) {
        return DlmsWays.open(connector, address).toCompletableFuture().join().then(link -> {
            try (link) {
                return question.apply(link);
            }
        });
    }

    private static ObisCode name(CommandSpec spec, String given, CosemModel model) {
        return switch (given) {
            case "load" -> model.loadProfile();
            case "billing" -> model.billingProfile();
            case "events" -> model.eventLog();
            default -> {
                try {
                    yield new ObisCode(given);
                } catch (IllegalArgumentException e) {
                    throw new ParameterException(spec.commandLine(), "--profile must be load, billing, events or a "
                            + "logical name: " + e.getMessage());
                }
            }
        };
    }

    private ProfileWindow window(CommandSpec spec) {
        if (last != null && (from != null || to != null)) {
            throw new ParameterException(spec.commandLine(), "give --last or a time, not both");
        }
        Instant begin = time(spec, "--from", from, Instant.EPOCH);
        Instant end = time(spec, "--to", to, FAR_AWAY);
        try {
            if (last != null) {
                return new ProfileWindow.Newest(last);
            }
            return from == null && to == null ? new ProfileWindow.All() : new ProfileWindow.Range(begin, end);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), (last != null ? "--last: " : "--from and --to: ")
                    + e.getMessage());
        }
    }

    private static Instant time(CommandSpec spec, String option, @Nullable String given, Instant otherwise) {
        try {
            return given == null ? otherwise : Instant.parse(given);
        } catch (DateTimeParseException e) {
            throw new ParameterException(spec.commandLine(), option
                    + " must be a time such as 2026-05-04T00:00:00Z, was: " + given);
        }
    }
}
