package io.wattle.headend.cli.simulate;

import io.wattle.headend.cli.verb.Durations;
import io.wattle.headend.cli.verb.Shutdown;
import io.wattle.headend.demo.FleetFiles;
import io.wattle.protocols.dlms.DlmsAddress;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.serial.LineSettings;
import io.wattle.protocols.serial.SerialLine;
import io.wattle.protocols.serial.SerialPorts;
import io.wattle.simulator.SimulatedClock;
import io.wattle.simulator.control.ControlPort;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetBuilder;
import io.wattle.simulator.scenario.StsPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wattle simulate}: meters for whoever wants to talk to some. */
@Command(name = "simulate", mixinStandardHelpOptions = true, description = "Runs a fleet of simulated meters, over DLMS on loopback TCP or through an MQTT broker, and writes what a head-end needs to"
        + " find them.")
public final class SimulateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(names = "--meters", paramLabel = "N", defaultValue = "10", description = "How many (default ${DEFAULT-VALUE}).")
    private int meters;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "What serials, keys and households follow from (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "4059", description = "First TCP port, 0 takes free ones (default ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--ports", paramLabel = "N", defaultValue = "1", description = "Ports to spread the meters over (default ${DEFAULT-VALUE}).")
    private int ports;

    @Option(names = "--water-every", paramLabel = "N", defaultValue = "0", description = "Every so many-th meter counts water; 0 for none (default ${DEFAULT-VALUE}).")
    private int waterEvery;

    @Option(names = "--gas-every", paramLabel = "N", defaultValue = "0", description = "Every so many-th meter counts gas, where it counts no water; 0 for none (default ${DEFAULT-VALUE}).")
    private int gasEvery;

    @Option(names = "--sts-every", paramLabel = "N", defaultValue = "0", description = "Every so many-th meter takes STS tokens; 0 for none, 1 for all (default ${DEFAULT-VALUE}).")
    private int stsEvery;

    @Option(names = "--security", paramLabel = "TERMS", description = "What meters ask of their client, such as auth=lls or 'auth=hls7&suite=2'; given more than once, the meters take turns. Names as in docs/dlms.md; auth=hls5 if not said.")
    private List<String> security = new ArrayList<>();

    @Option(names = "--control-port", paramLabel = "PORT", description = "Takes what people do at meters over HTTP on 127.0.0.1, such as POST /meters/SERIAL/keypad with {\"token\": \"20 digits\"}; 0 takes a free port.")
    private @Nullable Integer controlPort;

    @Option(names = "--hdlc-port", paramLabel = "PORT", description = "The meters answer on this TCP port too, over HDLC on a shared line; 0 takes a free port.")
    private @Nullable Integer hdlcPort;

    @Option(names = "--udp-port", paramLabel = "PORT", description = "The meters answer datagrams on this UDP port too; 0 takes a free port.")
    private @Nullable Integer udpPort;

    @Option(names = "--serial", paramLabel = "LINE", description = "The meters answer on this serial port too, over HDLC; 8N1 at --baud.")
    private @Nullable String serialPort;

    @Option(names = "--baud", paramLabel = "N", defaultValue = "9600", description = "Speed of --serial (default ${DEFAULT-VALUE}).")
    private int baud;

    @Mixin
    private final SimulatedProbe probe = new SimulatedProbe();

    @Mixin
    private final SimulatedBroker broker = new SimulatedBroker();

    @Mixin
    private final SimulatedDialling dialling = new SimulatedDialling();

    @Option(names = "--speed", paramLabel = "N", defaultValue = "1", description = "Simulated seconds per second (default ${DEFAULT-VALUE}).")
    private int speed;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "wattle-fleet", description = "Folder for meters.csv, keys.txt and the meters' own memory (default ${DEFAULT-VALUE}).")
    private Path out = Path.of("wattle-fleet");

    @Option(names = "--for", paramLabel = "TIME", converter = Durations.class, description = "Ends by itself after so long, such as 60s or 5m.")
    private @Nullable Duration duration;

    @Override
    public Integer call() throws InterruptedException {
        dialling.check(spec);
        FleetFiles files = FleetFiles.in(out);
        CountDownLatch told = new CountDownLatch(1);
        try (Fleet fleet = builder(files).start();
                SimulatedProbe.Opened probes = probe.open(spec, fleet, out);
                SimulatedBroker.Speaking speaking = broker.open(spec, fleet, InstantSource.system());
                @Nullable
                ControlPort control = controlPort == null ? null : ControlPort.start(fleet, controlPort)) {
            files.write(fleet, meter -> dialling.uriOf(meter, speaking.uriOf(meter)));
            if (serialPort != null) {
                fleet.serve(line(serialPort));
            }
            if (udpPort != null) {
                int bound = datagrams(fleet, udpPort);
                say("  wattle read '" + fleet.meters().getFirst().datagramUri(bound) + "' --meter "
                        + fleet.meters().getFirst().serial() + " --keys " + files.keys());
            }
            dialling.begin(fleet, files).forEach(this::say);
            Shutdown.hook(told::countDown, () -> {
            });
            tell(fleet, files);
            broker.words(fleet).ifPresent(this::say);
            probes.ports()
                    .forEach(port -> say("  wattle probe read " + port + " --unpaced"
                            + (fleet.meters().size() == 1 ? "" : " --address " + fleet.meters().getFirst().serial())));
            if (stsEvery > 0) {
                say("tokens are made with the key in "
                        + files.writeVendingKey(fleet, StsPlan.every(stsEvery).vending()));
            }
            if (control != null) {
                say("keypads on http://127.0.0.1:" + control.port() + "/meters/SERIAL/keypad");
            }
            if (duration == null) {
                told.await();
            } else if (told.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
                return 0;
            }
        }
        return 0;
    }

    private int datagrams(Fleet fleet, int port) {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(spec.commandLine(), "--udp-port must be 0..65535, was: " + port);
        }
        return fleet.serveDatagrams(port);
    }

    private SerialLine line(String port) {
        try {
            SerialLine line = SerialPorts.open(port, Duration.ofSeconds(10));
            line.configure(LineSettings.eightNoneOne(baud));
            return line;
        } catch (IOException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--serial: " + e.getMessage());
        }
    }

    private FleetBuilder builder(FleetFiles files) {
        Instant start = Fleet.lastSimulatedTime(files.memory()).orElseGet(Instant::now);
        try {
            checkControlPort();
            FleetBuilder builder = Fleet.builder();
            if (hdlcPort != null || serialPort != null || probe.isWanted()) {
                builder.hdlcPort(hdlcPort == null ? 0 : hdlcPort);
            }
            return builder.meters(meters)
                    .seed(seed)
                    .waterEvery(waterEvery)
                    .gasEvery(gasEvery)
                    .sts(StsPlan.every(stsEvery))
                    .security(security.isEmpty()
                            ? List.of(SecurityTerms.USUAL)
                            : security.stream().map(DlmsAddress::terms).toList())
                    .port(port)
                    .ports(ports)
                    .clock(new SimulatedClock(start, speed))
                    .memory(files.memory());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private void checkControlPort() {
        if (controlPort != null && (controlPort < 0 || controlPort > 65_535)) {
            throw new IllegalArgumentException("--control-port must be 0..65535, was: " + controlPort);
        }
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private void tell(Fleet fleet, FleetFiles files) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(fleet.meters().size() + " meters, seed " + seed + ", listed in " + files.meters() + ", keys in "
                + files.keys());
        fleet.meters()
                .stream()
                .limit(3)
                .forEach(meter -> out.println("  wattle read '" + meter.uri() + "' --meter "
                        + meter.serial() + " --keys " + files.keys()));
        fleet.hdlcPort()
                .ifPresent(hdlc -> out.println("  wattle read '" + fleet.meters()
                        .getFirst()
                        .uriOver("dlms+hdlc://127.0.0.1:" + hdlc) + "' --meter " + fleet.meters().getFirst().serial()
                        + " --keys " + files.keys()));
        out.flush();
    }
}
