package io.wattle.headend.peer;

import gurux.dlms.GXDLMSConnectionEventArgs;
import gurux.dlms.GXDateTime;
import gurux.dlms.GXServerReply;
import gurux.dlms.ValueEventArgs;
import gurux.dlms.enums.AccessMode;
import gurux.dlms.enums.Authentication;
import gurux.dlms.enums.Conformance;
import gurux.dlms.enums.DataType;
import gurux.dlms.enums.InterfaceType;
import gurux.dlms.enums.MethodAccessMode;
import gurux.dlms.enums.ObjectType;
import gurux.dlms.enums.SourceDiagnostic;
import gurux.dlms.enums.Unit;
import gurux.dlms.objects.GXDLMSAssociationLogicalName;
import gurux.dlms.objects.GXDLMSClock;
import gurux.dlms.objects.GXDLMSData;
import gurux.dlms.objects.GXDLMSHdlcSetup;
import gurux.dlms.objects.GXDLMSIECLocalPortSetup;
import gurux.dlms.objects.GXDLMSObject;
import gurux.dlms.objects.GXDLMSProfileGeneric;
import gurux.dlms.objects.GXDLMSRegister;
import gurux.dlms.objects.enums.BaudRate;
import gurux.dlms.objects.enums.OpticalProtocolMode;
import gurux.dlms.secure.GXDLMSSecureServer2;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A plain meter on the Gurux library, with its own HDLC: serial number, clock and register, for whoever asks. */
public final class GuruxMeter extends GXDLMSSecureServer2 {

    private GuruxMeter(int informationBytesMax) {
        super(new GXDLMSAssociationLogicalName(), setup(informationBytesMax));
        GXDLMSData serial = new GXDLMSData("0.0.96.1.0.255");
        serial.setValue("GURUX-4047".getBytes(StandardCharsets.US_ASCII));
        serial.setDataType(2, DataType.OCTET_STRING);
        getItems().add(serial);
        getItems().add(new GXDLMSClock("0.0.1.0.0.255"));
        GXDLMSRegister register = new GXDLMSRegister("1.0.1.8.0.255");
        register.setValue(12_345);
        register.setDataType(2, DataType.UINT32);
        register.setScaler(10);
        register.setUnit(Unit.ACTIVE_ENERGY);
        getItems().add(register);
        getItems().add(profile(register));
        // Its answer to a list in which one object is unknown is cut short: it is asked one by one.
        Set<Conformance> offered = getConformance();
        offered.remove(Conformance.MULTIPLE_REFERENCES);
        setConformance(offered);
        initialize();
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
     * Arguments: longest information field, and {@code mode-e} for a sign-on before HDLC. Prints its port, and ends with its
     * process.
     */
    public static void main(String[] args) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            System.out.println("port " + listener.getLocalPort());
            while (true) {
                try (Socket socket = listener.accept()) {
                    GuruxMeter meter = new GuruxMeter(Integer.parseInt(args[0]));
                    (args.length > 1 ? meter.withModeE() : meter).serve(socket);
                }
            }
        }
    }

    private void serve(Socket socket) throws Exception {
        InputStream in = socket.getInputStream();
        byte[] chunk = new byte[4_096];
        for (int count = in.read(chunk); count > 0; count = in.read(chunk)) {
            GXServerReply reply = new GXServerReply(Arrays.copyOf(chunk, count));
            do {
                handleRequest(reply);
                if (reply.getReply() != null) {
                    socket.getOutputStream().write(reply.getReply());
                    reply.setData(null);
                }
            } while (reply.isStreaming());
        }
    }

    @Override
    protected boolean isTarget(int server, int client) {
        return true;
    }

    @Override
    protected SourceDiagnostic onValidateAuthentication(Authentication authentication, byte[] password) {
        return SourceDiagnostic.NONE;
    }

    @Override
    protected @Nullable GXDLMSObject onFindObject(ObjectType type, int shortName, String logicalName) {
        return null;
    }

    @Override
    protected AccessMode onGetAttributeAccess(ValueEventArgs args) {
        return AccessMode.READ;
    }

    @Override
    protected MethodAccessMode onGetMethodAccess(ValueEventArgs args) {
        return MethodAccessMode.NO_ACCESS;
    }

    @Override
    public void onPreGet(ValueEventArgs[] args) {}

    @Override
    public void onPostGet(ValueEventArgs[] args) {}

    @Override
    public void onPreRead(ValueEventArgs[] args) {
        for (ValueEventArgs asked : args) {
            if (asked.getTarget() instanceof GXDLMSClock clock) {
                clock.setTime(clock.now());
            }
        }
    }

    @Override
    public void onPostRead(ValueEventArgs[] args) {}

    @Override
    protected void onPreWrite(ValueEventArgs[] args) {}

    @Override
    protected void onPostWrite(ValueEventArgs[] args) {}

    @Override
    protected void onConnected(GXDLMSConnectionEventArgs connection) {}

    @Override
    protected void onInvalidConnection(GXDLMSConnectionEventArgs connection) {}

    @Override
    protected void onDisconnected(GXDLMSConnectionEventArgs connection) {}

    @Override
    protected void onPreAction(ValueEventArgs[] args) {}

    @Override
    protected void onPostAction(ValueEventArgs[] args) {}
}
