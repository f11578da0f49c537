package io.wattle.headend.cli.simulate;

import io.wattle.protocols.serial.SerialLine;
import io.wattle.protocols.serial.SerialPorts;
import io.wattle.simulator.optical.MeterBus;
import io.wattle.simulator.optical.OpticalManners;
import io.wattle.simulator.optical.OpticalServer;
import io.wattle.simulator.optical.PseudoCable;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options by which a fleet also answers to probes: a bus of its meters, each under its serial number. */
final class SimulatedProbe {
    private static final Duration OPENING = Duration.ofSeconds(10);

    @Option(names = "--optical-port", paramLabel = "PORT", description = "The meters answer to wattle probe (IEC 62056-21) behind a raw serial server on this TCP port; 0 takes a free port.")
    private Optional<Integer> rawPort = Optional.empty();

    @Option(names = "--rfc2217-port", paramLabel = "PORT", description = "The same behind a serial server that takes speed and parity over the wire (RFC 2217).")
    private Optional<Integer> rfc2217Port = Optional.empty();

    @Option(names = "--optical", paramLabel = "LINE", description = "The same on this serial port, as before a probe.")
    private Optional<String> linePort = Optional.empty();

    @Option(names = "--optical-pty", description = "The same at the end of a cable of two pseudo terminals, made with socat; the other end is for wattle probe.")
    private boolean pty;

    @Option(names = "--identification", paramLabel = "TEXT", defaultValue = "WTL5\\2wattle", description = "What the meters present themselves with, without slash; its fourth character tells mode and speed: WTLxwattle is mode A, WTLBwattle B, WTL5wattle C (default ${DEFAULT-VALUE}, mode E).")
    private String identification = "WTL5\\2wattle";

    /** Whether any is asked for; then the fleet has to speak HDLC too. */
    boolean isWanted() {
        return rawPort.isPresent() || rfc2217Port.isPresent() || linePort.isPresent() || pty;
    }

    /**
     * What was opened.
     *
     * @param ports where a probe finds the meters
     * @param closing once nobody needs to be told that a line is gone
     */
    record Opened(List<String> ports, List<Runnable> closings, AtomicBoolean closing) implements AutoCloseable {
        @Override
        public void close() {
            closing.set(true);
            closings.reversed().forEach(Runnable::run);
        }
    }

    /**
     * Opens what is asked for; who asks closes it.
     *
     * @param folder for the ends of a cable
     */
    Opened open(CommandSpec spec, Fleet fleet, Path folder) {
        Opened opened = new Opened(new ArrayList<>(), new ArrayList<>(), new AtomicBoolean());
        try {
            if (rawPort.isPresent()) {
                serve("--optical-port", fleet, rawPort.get(), OpticalServer.Kind.RAW, opened);
            }
            if (rfc2217Port.isPresent()) {
                serve("--rfc2217-port", fleet, rfc2217Port.get(), OpticalServer.Kind.RFC2217, opened);
            }
            if (linePort.isPresent()) {
                serve(spec, fleet, linePort.get(), opened);
                opened.ports().add("PORT-AT-THE-OTHER-END-OF-" + linePort.get());
            }
            if (pty) {
                PseudoCable cable = cable(folder);
                opened.closings().add(cable::close);
                serve(spec, fleet, cable.right(), opened);
                opened.ports().add(cable.left());
            }
            return opened;
        } catch (IllegalArgumentException e) {
            opened.close();
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static PseudoCable cable(Path folder) {
        try {
            return PseudoCable.open(folder.toAbsolutePath());
        } catch (IOException e) {
            throw new IllegalArgumentException("--optical-pty: " + e.getMessage(), e);
        }
    }

    private void serve(String option, Fleet fleet, int port, OpticalServer.Kind kind, Opened opened) {
        try {
            OpticalServer server = OpticalServer.start(port, kind, bus(fleet));
            opened.ports().add(server.port());
            opened.closings().add(server::close);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
        }
    }

    private void serve(CommandSpec spec, Fleet fleet, String name, Opened opened) {
        try {
            SerialLine line = SerialPorts.open(name, OPENING);
            MeterBus bus = bus(fleet);
            Thread.ofPlatform().daemon().name("optical-line").start(() -> {
                try {
                    bus.serve(line);
                } catch (IOException gone) {
                    if (!opened.closing().get()) {
                        spec.commandLine().getErr().println("wattle: " + gone.getMessage());
                    }
                }
            });
            opened.closings().add(line::close);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("--optical " + name + ": " + e.getMessage(), e);
        }
    }

    private MeterBus bus(Fleet fleet) {
        return new MeterBus(fleet.meters().stream().map(FleetMeter::device).toList(),
                OpticalManners.standard().withIdentification(identification), Optional.of(fleet::serveOneLink));
    }
}
