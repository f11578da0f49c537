package io.wattle.headend.peer;

import gurux.dlms.GXDLMSConnectionEventArgs;
import gurux.dlms.GXServerReply;
import gurux.dlms.ValueEventArgs;
import gurux.dlms.enums.AccessMode;
import gurux.dlms.enums.Authentication;
import gurux.dlms.enums.Conformance;
import gurux.dlms.enums.DataType;
import gurux.dlms.enums.MethodAccessMode;
import gurux.dlms.enums.ObjectType;
import gurux.dlms.enums.SourceDiagnostic;
import gurux.dlms.enums.Unit;
import gurux.dlms.objects.GXDLMSAssociationLogicalName;
import gurux.dlms.objects.GXDLMSAssociationShortName;
import gurux.dlms.objects.GXDLMSClock;
import gurux.dlms.objects.GXDLMSData;
import gurux.dlms.objects.GXDLMSHdlcSetup;
import gurux.dlms.objects.GXDLMSObject;
import gurux.dlms.objects.GXDLMSRegister;
import gurux.dlms.objects.GXDLMSTcpUdpSetup;
import gurux.dlms.secure.GXDLMSSecureServer2;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What meters on the Gurux library have in common: serial number, clock and register, and a socket. */
abstract class GuruxServer extends GXDLMSSecureServer2 {

    GuruxServer(GXDLMSAssociationLogicalName association, GXDLMSTcpUdpSetup setup) {
        super(association, setup);
    }

    GuruxServer(GXDLMSAssociationLogicalName association, GXDLMSHdlcSetup setup) {
        super(association, setup);
    }

    GuruxServer(GXDLMSAssociationShortName association, GXDLMSTcpUdpSetup setup) {
        super(association, setup);
    }

    /** Gives it its objects; called once, when whatever else it has was added. */
    final void furnish() {
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
        furnishMore(register);
        // Its answer to a list in which one object is unknown is cut short: it is asked one by one.
        Set<Conformance> offered = getConformance();
        offered.remove(Conformance.MULTIPLE_REFERENCES);
        setConformance(offered);
        initialize();
    }

    /** What only some have; added before the meter is told that it is whole. */
    void furnishMore(GXDLMSRegister register) {}

    /** Called for each request. */
    void beforeAnswer() {}

    final void serve(Socket socket) throws Exception {
        InputStream in = socket.getInputStream();
        byte[] chunk = new byte[4_096];
        for (int count = in.read(chunk); count > 0; count = in.read(chunk)) {
            GXServerReply reply = new GXServerReply(Arrays.copyOf(chunk, count));
            beforeAnswer();
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
        return args.getTarget() instanceof GXDLMSAssociationLogicalName
                || args.getTarget() instanceof GXDLMSAssociationShortName
                        ? MethodAccessMode.ACCESS
                        : MethodAccessMode.NO_ACCESS;
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
