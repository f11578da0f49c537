package io.wattle.protocols.dlms.server;

import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.ObisCode;
import io.wattle.protocols.dlms.cosem.Query;
import io.wattle.protocols.dlms.push.Notification;
import io.wattle.protocols.dlms.server.CosemDevice.ActionResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What one client may ask of a device, done. Logical names and the association's view need no device. */
final class DeviceAccess {
    private static final int PUSH_SETUP = 40;
    private static final int PUSHES_MAX = 4; // of one request
    private static final int OPEN_MAX = 16; // unconfirmed: one that is forgotten is repeated in vain
    private static final long FIRST_PUSH_ID = 2;

    private final CosemDevice device;
    private final AccessRights rights;
    private final PushOut pushOut;
    private final List<Push> pushes = new ArrayList<>();
    private final List<Push> open = new ArrayList<>();
    private long nextPushId = FIRST_PUSH_ID;

    DeviceAccess(CosemDevice device, AccessRights rights) {
        this.pushOut = new PushOut(device);
        this.device = device;
        this.rights = rights;
    }

    /** One call to the device for all that may be read, so that the values are of one instant. */
    List<GetResult> read(List<Query> wanted) {
        Set<CosemAttribute> known = device.attributes();
        List<CosemAttribute> readable = wanted.stream()
                .filter(query -> query.selection().isEmpty())
                .map(Query::attribute)
                .filter(known::contains)
                .filter(rights::mayRead)
                .toList();
        List<CosemValue> values = readable.isEmpty() ? List.of() : device.read(readable);
        List<GetResult> results = new ArrayList<>(wanted.size());
        int next = 0;
        for (Query query : wanted) {
            if (!known.contains(query.attribute())) {
                results.add(AssociationView.read(device, rights, query.attribute()));
            } else if (!rights.mayRead(query.attribute())) {
                results.add(new GetResult.Refusal(DataAccessResult.READ_WRITE_DENIED));
            } else if (query.selection().isPresent()) {
                results.add(device.select(query)
                        .<GetResult>map(GetResult.Value::new)
                        .orElseGet(() -> new GetResult.Refusal(DataAccessResult.SCOPE_OF_ACCESS_VIOLATED)));
            } else {
                results.add(new GetResult.Value(values.get(next++)));
            }
        }
        return results;
    }

    DataAccessResult write(CosemAttribute attribute, CosemValue value) {
        if (!device.attributes().contains(attribute)) {
            return DataAccessResult.OBJECT_UNDEFINED;
        }
        return rights.mayChange() ? result(device.write(attribute, value)) : DataAccessResult.READ_WRITE_DENIED;
    }

    DataAccessResult act(CosemMethod method, CosemValue argument) {
        if (!device.methods().contains(method)) {
            return DataAccessResult.OBJECT_UNDEFINED;
        }
        return rights.mayChange() ? result(called(method, argument).result()) : DataAccessResult.READ_WRITE_DENIED;
    }

    /** What a call returns where it succeeds and returns something, else how it ended. */
    GetResult call(CosemMethod method, CosemValue argument) {
        if (!device.methods().contains(method) || !rights.mayChange()) {
            return new GetResult.Refusal(act(method, argument));
        }
        CosemDevice.Called called = called(method, argument);
        return called.value()
                .filter(_ -> called.result() == ActionResult.SUCCESS)
                .<GetResult>map(GetResult.Value::new)
                .orElseGet(() -> new GetResult.Refusal(result(called.result())));
    }

    /** What the device was told to push, once. */
    List<Push> takePushes() {
        List<Push> taken = List.copyOf(pushes);
        pushes.clear();
        return taken;
    }

    /** The client has the push with that id. */
    void confirmed(long id) {
        open.forEach(push -> push.confirm(id));
        open.removeIf(Push::isConfirmed);
    }

    private CosemDevice.Called called(CosemMethod method, CosemValue argument) {
        CosemDevice.Called called = device.call(method, argument);
        if (called.result() == ActionResult.SUCCESS && method.classId() == PUSH_SETUP && method.method() == 1
                && pushes.size() < PUSHES_MAX) {
            pushes.add(push(method.name(), nextPushId++));
        }
        return called;
    }

    private Push push(ObisCode setup, long id) {
        Notification.Data values = pushOut.values(setup, id).confirmed();
        Push push = new Push(id, () -> pushOut.write(values));
        if (open.size() == OPEN_MAX) {
            open.removeFirst();
        }
        open.add(push);
        return push;
    }

    private static DataAccessResult result(ActionResult result) {
        return switch (result) {
            case SUCCESS -> DataAccessResult.SUCCESS;
            case TEMPORARY_FAILURE -> DataAccessResult.TEMPORARY_FAILURE;
            case READ_WRITE_DENIED -> DataAccessResult.READ_WRITE_DENIED;
            case OBJECT_UNDEFINED -> DataAccessResult.OBJECT_UNDEFINED;
            case TYPE_UNMATCHED -> DataAccessResult.TYPE_UNMATCHED;
            case OTHER_REASON -> DataAccessResult.OTHER_REASON;
        };
    }
}
