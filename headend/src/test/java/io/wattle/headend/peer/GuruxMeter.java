package io.wattle.headend.peer;

import gurux.dlms.GXDateTime;
import gurux.dlms.enums.Conformance;
import gurux.dlms.enums.InterfaceType;
import gurux.dlms.enums.ObjectType;
import gurux.dlms.objects.GXDLMSAssociationLogicalName;
import gurux.dlms.objects.GXDLMSHdlcSetup;
import gurux.dlms.objects.GXDLMSIECLocalPortSetup;
import gurux.dlms.objects.GXDLMSObject;
import gurux.dlms.objects.GXDLMSProfileGeneric;
import gurux.dlms.objects.GXDLMSRegister;
import gurux.dlms.objects.GXDLMSTcpUdpSetup;
import gurux.dlms.objects.enums.BaudRate;
import gurux.dlms.objects.enums.OpticalProtocolMode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;

/** A plain meter on the Gurux library, with its own HDLC: serial number, clock and register, for whoever asks. */
public final class GuruxMeter extends GuruxServer {

    private GuruxMeter(int informationBytesMax) {
        super(new GXDLMSAssociationLogicalName(), setup(informationBytesMax));
        furnish();
    }

    /** Over the wrapper, and it says that it has general blocks. */
    private GuruxMeter() {
        super(new GXDLMSAssociationLogicalName(), new GXDLMSTcpUdpSetup());
        furnish();
        Set<Conformance> offered = getConformance();
        offered.add(Conformance.GENERAL_BLOCK_TRANSFER);
        setConformance(offered);
    }

    @Override
    void furnishMore(GXDLMSRegister register) {
        getItems().add(profile(register));
    }

    /** A day of hours, one of them missing; its rows are held in memory, as the library wants them. */
    private GXDLMSProfileGeneric profile(GXDLMSRegister register) {
        GXDLMSProfileGeneric profile = new GXDLMSProfileGeneric("1.0.99.1.0.255");
        GXDLMSObject clock = getItems().findByLN(ObjectType.CLOCK, "0.0.1.0.0.255");
        profile.setCapturePeriod(3_600);
        profile.setSortObject(clock);
        profile.addCaptureObject(clock, 2, 0);
        profile.addCaptureObject(register, 2, 0);
        List<Object[]> rows = new ArrayList<>();
        for (int hour = 0; hour < 24; hour++) {
            if (hour != 5) {
                Instant at = Instant.parse("2026-01-04T00:00:00Z").plus(Duration.ofHours(hour));
                rows.add(new Object[] {new GXDateTime(Date.from(at)),
                        12_000 + hour});
            }
        }
        profile.setBuffer(rows.toArray(Object[][]::new));
        profile.setProfileEntries(1_000); // it captures one more now and then
        return profile;
    }

    private static GXDLMSHdlcSetup setup(int informationBytesMax) {
        GXDLMSHdlcSetup setup = new GXDLMSHdlcSetup();
        setup.setMaximumInfoLengthReceive(informationBytesMax);
        setup.setMaximumInfoLengthTransmit(informationBytesMax);
        return setup;
    }

    /** Before a probe: it waits for a sign-on, and changes over to HDLC. */
    private GuruxMeter withModeE() {
        GXDLMSIECLocalPortSetup port = new GXDLMSIECLocalPortSetup();
        port.setDefaultMode(OpticalProtocolMode.DEFAULT);
        port.setDefaultBaudrate(BaudRate.BAUDRATE_300);
        port.setProposedBaudrate(BaudRate.BAUDRATE_9600);
        port.setDeviceAddress("\\2PEER"); // stands behind the speed in its identification: mode E offers HDLC there
        setLocalPortSetup(port);
        setFlaID("GRX");
        getSettings().setInterfaceType(InterfaceType.HDLC_WITH_MODE_E);
        return this;
    }

    /**
     * Arguments: longest information field, and {@code mode-e} for a sign-on before HDLC; or {@code general-blocks}. Prints
     * its port, and ends with its process.
     */
    public static void main(String[] args) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            System.out.println("port " + listener.getLocalPort());
            while (true) {
                try (Socket socket = listener.accept()) {
                    meter(args).serve(socket);
                }
            }
        }
    }

    private static GuruxMeter meter(String[] args) {
        if (args[0].equals("general-blocks")) {
            return new GuruxMeter();
        }
        GuruxMeter meter = new GuruxMeter(Integer.parseInt(args[0]));
        return args.length > 1 ? meter.withModeE() : meter;
    }
}
