package io.wattle.headend.cli.simulate;

import io.wattle.protocols.dlms.hdlc.HdlcSettings;
import io.wattle.protocols.dlms.server.ModemPlan;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How the meters of {@code wattle simulate} dial a head-end, if they do. */
final class SimulatedDialling {
    @Option(names = "--dial", paramLabel = "HOST:PORT", converter = HostAndPort.class, description = "The meters dial a head-end there, as behind mobile networks, and stay; meters.csv then says so.")
    private @Nullable InetSocketAddress headEnd;

    @Option(names = "--dial-silent", description = "With --dial: they say nothing of themselves, and wait to be asked.")
    private boolean silent;

    @Option(names = "--dial-hdlc", description = "With --dial: they speak HDLC there, in place of the wrapper.")
    private boolean hdlc;

    /** @throws ParameterException if what is said of their dialling is said of meters that do not */
    void check(CommandSpec spec) {
        if (headEnd == null && (silent || hdlc)) {
            throw new ParameterException(spec.commandLine(), "--dial-silent and --dial-hdlc go with --dial");
        }
    }

    /**
     * What a head-end has to know a meter by: by its own name if it dials, and speaks DLMS.
     *
     * @param otherwise its address if nobody dials
     */
    URI uriOf(FleetMeter meter, URI otherwise) {
        return headEnd == null || !"dlms".equals(otherwise.getScheme()) ? otherwise : inboundUri(meter);
    }

    private URI inboundUri(FleetMeter meter) {
        return hdlc ? meter.inboundHdlcUri() : meter.inboundUri();
    }

    /** Lets them dial; tells how the first of them is read. */
    List<String> begin(Fleet fleet) {
        InetSocketAddress target = headEnd;
        if (target == null) {
            return List.of();
        }
        ModemPlan pushing = ModemPlan.defaults().pushing();
        ModemPlan speaking = silent ? pushing.silently() : pushing;
        ModemPlan plan = hdlc ? speaking.overHdlc(HdlcSettings.defaults()) : speaking;
        fleet.meters().forEach(meter -> meter.dialOut(target, plan));
        return List.of("they dial in, the first as '" + inboundUri(fleet.meters().getFirst()) + "'");
    }
}
