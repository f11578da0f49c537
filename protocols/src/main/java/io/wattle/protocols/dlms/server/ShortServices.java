package io.wattle.protocols.dlms.server;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.apdu.ShortAccess;
import io.wattle.protocols.dlms.apdu.ShortReply;
import io.wattle.protocols.dlms.apdu.ShortRequest;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.Query;
import io.wattle.protocols.dlms.cosem.Selection;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Read and Write of one open association by short names: asks the device, and cuts long answers into blocks. */
final class ShortServices implements PlainServices {
    private static final int BLOCK_HEAD_BYTES = 12; // tag, count, choice, last, number, length
    private static final int REQUEST_BYTES_MAX = 1 << 16;
    private static final int READ = 5; // service of a ConfirmedServiceError
    private static final int WRITE = 6;

    private final CosemDevice device;
    private final AccessRights rights;
    private final DeviceAccess access;
    private final BaseNames names;
    private final Initiate agreed;
    private final ByteArrayOutputStream request = new ByteArrayOutputStream();
    private int requestBlocks;
    private byte[] pending = new byte[0]; // of an answer in blocks
    private int replyBlocks;

    ShortServices(CosemDevice device, AccessRights rights, Initiate agreed) {
        this.device = device;
        this.rights = rights;
        this.access = new DeviceAccess(device, rights);
        this.names = new BaseNames(device);
        this.agreed = agreed;
    }

    @Override
    public List<Push> takePushes() {
        return access.takePushes();
    }

    @Override
    public void confirmed(long id) {
        access.confirmed(id);
    }

    @Override
    public Initiate agreed() {
        return agreed;
    }

    @Override
    public byte[] answer(byte[] plain, int bytesMax) {
        return answer(ShortRequest.read(plain), bytesMax).write();
    }

    private ShortReply answer(ShortRequest asked, int bytesMax) {
        return switch (asked) {
            case ShortRequest.Read(List<ShortAccess> wanted) -> switch (wanted.isEmpty() ? null : wanted.getFirst()) {
                case null -> failed(READ);
                case ShortAccess.BlockNumber(int number) -> wanted.size() == 1 ? next(number, bytesMax) : failed(READ);
                case ShortAccess.ReadBlock(boolean last, int number, byte[] bytes) ->
                    wanted.size() == 1 ? take(true, last, number, bytes, bytesMax) : failed(READ);
                case ShortAccess.WriteBlock _ -> failed(READ);
                case ShortAccess.Variable _,ShortAccess.Parameterised _ -> mayAskFor(wanted.size())
                        ? fitting(read(wanted), bytesMax)
                        : failed(READ);
            };
            case ShortRequest.Write(List<ShortAccess> written, List<CosemValue> values) ->
                written.size() == 1 && written.getFirst() instanceof ShortAccess.WriteBlock(boolean last, int number)
                        && values.getFirst() instanceof CosemValue.Octets bytes
                                ? take(false, last, number, bytes.bytes(), bytesMax)
                                : !written.isEmpty() && mayAskFor(written.size())
                                        ? write(written, values)
                                        : failed(WRITE);
            case ShortRequest.Malformed _ -> failed(READ);
        };
    }

    private boolean mayAskFor(int count) {
        return count == 1 || agreed.takesLists();
    }

    /** All attributes as of one instant. */
    private List<GetResult> read(List<ShortAccess> wanted) {
        List<Query> queries = wanted.stream().flatMap(one -> query(one).stream()).toList();
        List<GetResult> values = queries.isEmpty() ? List.of() : access.read(queries);
        List<GetResult> results = new ArrayList<>();
        int next = 0;
        for (ShortAccess one : wanted) {
            results.add(query(one).isPresent() ? values.get(next++) : other(one));
        }
        return results;
    }

    private Optional<Query> query(ShortAccess wanted) {
        return switch (wanted) {
            case ShortAccess.Variable(int name) -> names.meant(name) instanceof BaseNames.Meant.Attribute meant
                    ? Optional.of(new Query(meant.attribute()))
                    : Optional.empty();
            case ShortAccess.Parameterised(int name, int selector, CosemValue parameter) ->
                names.meant(name) instanceof BaseNames.Meant.Attribute meant
                        ? Optional.of(new Query(meant.attribute(), Optional.of(new Selection(selector, parameter))))
                        : Optional.empty();
            case ShortAccess.BlockNumber _,ShortAccess.ReadBlock _,ShortAccess.WriteBlock _ -> Optional.empty();
        };
    }

    private GetResult other(ShortAccess wanted) {
        if (wanted instanceof ShortAccess.Variable(int name)
                && names.meant(name) instanceof BaseNames.Meant.ObjectList) {
            return new GetResult.Value(names.objectList(device, rights));
        }
        if (wanted instanceof ShortAccess.Parameterised(int name, int _, CosemValue argument)
                && names.meant(name) instanceof BaseNames.Meant.Method meant) {
            DataAccessResult result = access.act(meant.method(), argument);
            return result == DataAccessResult.SUCCESS
                    ? new GetResult.Value(new CosemValue.Null())
                    : new GetResult.Refusal(result);
        }
        return new GetResult.Refusal(DataAccessResult.OBJECT_UNDEFINED);
    }

    private ShortReply write(List<ShortAccess> written, List<CosemValue> values) {
        List<DataAccessResult> results = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            CosemValue value = values.get(i);
            BaseNames.Meant meant = written.get(i) instanceof ShortAccess.Variable(int name)
                    ? names.meant(name)
                    : new BaseNames.Meant.Nothing();
            results.add(switch (meant) {
                case BaseNames.Meant.Attribute(var attribute) -> access.write(attribute, value);
                case BaseNames.Meant.Method(var method) -> access.act(method, value);
                case BaseNames.Meant.ObjectList _ -> DataAccessResult.READ_WRITE_DENIED;
                case BaseNames.Meant.Nothing _ -> DataAccessResult.OBJECT_UNDEFINED;
            });
        }
        return new ShortReply.Written(results);
    }

    private ShortReply fitting(List<GetResult> results, int bytesMax) {
        ShortReply whole = new ShortReply.Values(results);
        byte[] bytes = whole.write();
        if (bytes.length <= bytesMax) {
            return whole;
        }
        pending = Arrays.copyOfRange(bytes, 1, bytes.length);
        replyBlocks = 0;
        return block(bytesMax);
    }

    private ShortReply next(int number, int bytesMax) {
        return pending.length == 0 || number != replyBlocks
                ? new ShortReply.Values(List.of(new GetResult.Refusal(pending.length == 0
                        ? DataAccessResult.NO_LONG_GET_IN_PROGRESS
                        : DataAccessResult.DATA_BLOCK_NUMBER_INVALID)))
                : block(bytesMax);
    }

    private ShortReply block(int bytesMax) {
        int bytes = Math.min(pending.length, bytesMax - BLOCK_HEAD_BYTES);
        byte[] piece = Arrays.copyOf(pending, bytes);
        pending = Arrays.copyOfRange(pending, bytes, pending.length);
        replyBlocks++;
        return new ShortReply.Block(pending.length == 0, replyBlocks, piece);
    }

    /** A piece of a long request. */
    private ShortReply take(boolean reads, boolean last, int number, byte[] bytes, int bytesMax) {
        if (number == 1) {
            request.reset();
            requestBlocks = 0;
        }
        if (number != requestBlocks + 1 || request.size() + bytes.length > REQUEST_BYTES_MAX || bytes.length == 0) {
            return refused(reads, DataAccessResult.DATA_BLOCK_NUMBER_INVALID);
        }
        requestBlocks++;
        request.writeBytes(bytes);
        if (!last) {
            return new ShortReply.TookBlock(reads, number);
        }
        byte[] assembled = new byte[request.size() + 1];
        assembled[0] = (byte) (reads ? ApduTag.READ_REQUEST : ApduTag.WRITE_REQUEST);
        System.arraycopy(request.toByteArray(), 0, assembled, 1, request.size());
        requestBlocks = Integer.MAX_VALUE - 1; // until a first block comes again
        ShortRequest asked = ShortRequest.read(assembled);
        return isOfBlocks(asked) ? failed(reads ? READ : WRITE) : answer(asked, bytesMax);
    }

    /** Pieces within pieces would never end. */
    private static boolean isOfBlocks(ShortRequest asked) {
        List<ShortAccess> all = switch (asked) {
            case ShortRequest.Read(List<ShortAccess> wanted) -> wanted;
            case ShortRequest.Write(List<ShortAccess> written, List<CosemValue> _) -> written;
            case ShortRequest.Malformed _ -> List.of();
        };
        return all.stream()
                .anyMatch(one -> one instanceof ShortAccess.ReadBlock || one instanceof ShortAccess.WriteBlock);
    }

    private static ShortReply refused(boolean reads, DataAccessResult why) {
        return reads
                ? new ShortReply.Values(List.of(new GetResult.Refusal(why)))
                : new ShortReply.Written(List.of(why));
    }

    private static ShortReply failed(int service) {
        return new ShortReply.Failed(service, 3, 2); // service unsupported
    }
}
