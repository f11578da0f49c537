package io.wattle.protocols.dlms.server;

import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.ExceptionResponse;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.apdu.ServiceRequest;
import io.wattle.protocols.dlms.apdu.ServiceResponse;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.server.CosemDevice.ActionResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** GET, SET and ACTION of one open association: asks the device, and cuts long answers into blocks. Not thread safe. */
final class DeviceServices {
    private static final int BLOCK_HEAD_BYTES = 16; // tags, invoke id, last, number, choice, length
    private static final int PROTECTION_BYTES = 25; // tag, length, control, counter, authentication tag

    private final CosemDevice device;
    private final AccessRights rights;
    private final boolean takesLists;
    private final int replyBytesMax;
    private byte[] pending = new byte[0];
    private int pendingInvokeId;
    private long blockNumber;

    /** @param agreed with the client: services, and the longest reply that it takes, ciphered, in bytes */
    DeviceServices(CosemDevice device, AccessRights rights, Initiate agreed) {
        this.device = device;
        this.rights = rights;
        this.takesLists = agreed.takesLists();
        this.replyBytesMax = agreed.apduBytesMax() - PROTECTION_BYTES;
    }

    /** The plain response to a plain request. */
    byte[] answer(ServiceRequest request) {
        return switch (request) {
            case ServiceRequest.Get get -> get(get);
            case ServiceRequest.GetList list -> takesLists ? getList(list) : ExceptionResponse.notAllowed();
            case ServiceRequest.GetNext next -> nextBlock(next);
            case ServiceRequest.Set set -> ServiceResponse.set(set.invokeId(), write(set.attribute(), set.value()));
            case ServiceRequest.Act act -> ServiceResponse.act(act.invokeId(), act(act.method(), act.argument()));
            case ServiceRequest.Malformed _ -> ExceptionResponse.notAllowed();
        };
    }

    private byte[] get(ServiceRequest.Get get) {
        GetResult result = read(List.of(get.attribute())).getFirst();
        byte[] whole = ServiceResponse.get(get.invokeId(), result);
        if (whole.length > replyBytesMax && result instanceof GetResult.Value(CosemValue value)) {
            return firstBlock(get.invokeId(), new AxdrWriter().value(value).toByteArray());
        }
        return whole;
    }

    private byte[] getList(ServiceRequest.GetList list) {
        List<GetResult> results = read(list.attributes());
        byte[] whole = ServiceResponse.getList(list.invokeId(), results);
        if (whole.length <= replyBytesMax) {
            return whole;
        }
        AxdrWriter items = new AxdrWriter().length(results.size());
        results.forEach(result -> result.write(items));
        return firstBlock(list.invokeId(), items.toByteArray());
    }

    /** One call to the device for all that may be read, so that the values are of one instant. */
    private List<GetResult> read(List<CosemAttribute> wanted) {
        Set<CosemAttribute> known = device.attributes();
        List<CosemAttribute> readable = wanted.stream().filter(known::contains).filter(rights::mayRead).toList();
        List<CosemValue> values = readable.isEmpty() ? List.of() : device.read(readable);
        List<GetResult> results = new ArrayList<>(wanted.size());
        int next = 0;
        for (CosemAttribute attribute : wanted) {
            if (!known.contains(attribute)) {
                results.add(new GetResult.Refusal(DataAccessResult.OBJECT_UNDEFINED));
            } else if (!rights.mayRead(attribute)) {
                results.add(new GetResult.Refusal(DataAccessResult.READ_WRITE_DENIED));
            } else {
                results.add(new GetResult.Value(values.get(next++)));
            }
        }
        return results;
    }

    private DataAccessResult write(CosemAttribute attribute, CosemValue value) {
        if (!device.attributes().contains(attribute)) {
            return DataAccessResult.OBJECT_UNDEFINED;
        }
        return rights.mayChange() ? result(device.write(attribute, value)) : DataAccessResult.READ_WRITE_DENIED;
    }

    private DataAccessResult act(CosemMethod method, CosemValue argument) {
        if (!device.methods().contains(method)) {
            return DataAccessResult.OBJECT_UNDEFINED;
        }
        return rights.mayChange() ? result(device.act(method, argument)) : DataAccessResult.READ_WRITE_DENIED;
    }

    private byte[] firstBlock(int invokeId, byte[] whole) {
        pending = whole;
        pendingInvokeId = invokeId;
        blockNumber = 0;
        return block(invokeId);
    }

    private byte[] nextBlock(ServiceRequest.GetNext next) {
        // The next block of another exchange is none of this one: the invoke id tells them apart.
        if (pending.length == 0 || next.invokeId() != pendingInvokeId) {
            return ServiceResponse.getBlockRefused(next.invokeId(), next.blockNumber(),
                    DataAccessResult.NO_LONG_GET_IN_PROGRESS);
        }
        if (next.blockNumber() != blockNumber) {
            pending = new byte[0];
            return ServiceResponse.getBlockRefused(next.invokeId(), next.blockNumber(),
                    DataAccessResult.DATA_BLOCK_NUMBER_INVALID);
        }
        return block(next.invokeId());
    }

    private byte[] block(int invokeId) {
        int count = Math.min(pending.length, replyBytesMax - BLOCK_HEAD_BYTES);
        byte[] block = Arrays.copyOf(pending, count);
        pending = Arrays.copyOfRange(pending, count, pending.length);
        blockNumber++;
        return ServiceResponse.getBlock(invokeId, pending.length == 0, blockNumber, block);
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
