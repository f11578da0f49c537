package io.wattle.headend.cli.probe;

import io.wattle.headend.cli.verb.HeadEndClient;
import io.wattle.headend.cli.verb.HeadEndVerb;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wattle probe acts}. */
@Command(name = "acts", mixinStandardHelpOptions = true, description = "What technicians did at meters and brought to a running head-end, newest first.")
final class ProbeActs extends HeadEndVerb {
    @Option(names = "--meter", paramLabel = "METER", description = "Only at that one.")
    private Optional<String> meter = Optional.empty();

    @Option(names = "--technician", paramLabel = "NAME", description = "Only by him.")
    private Optional<String> technician = Optional.empty();

    @Mixin
    private final Page page = new Page();

    @Override
    public Integer call() {
        return show(page.query(Stream.of(meter.map(one -> "meter=" + HeadEndClient.encoded(one)),
                technician.map(one -> "technician=" + HeadEndClient.encoded(one)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("&"))), "probe-acts");
    }
}
