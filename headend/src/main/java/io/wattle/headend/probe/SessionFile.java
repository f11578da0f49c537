package io.wattle.headend.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wattle.headend.registry.BadFileException;
import io.wattle.headend.registry.OwnerOnlyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The file of a session that is under way: after each act it is signed anew and replaced as a whole. JSON with the fields
 * {@code technician}, {@code payload} and {@code signature} (base64), which is the body of the request that brings it.
 */
public final class SessionFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int FILE_BYTES_MAX = 65_536;
    /** What one request takes, less a little for the name around it. */
    private static final int PAYLOAD_CHARS_MAX = 64_000;
    /** Of a record with words and place as long as they may be, in base64. */
    private static final int RECORD_CHARS = 4_000;

    private static final String FULL = "is full; bring it and begin another";

    private SessionFile() {}

    /**
     * Adds a record, in a new file if there is none.
     *
     * @throws BadFileException if the file is another technician's, is full, or cannot be written
     */
    public static void add(Path file, TechnicianKey technician, ProbeRecord record) {
        ProbeSession before = Files.exists(file)
                ? session(file, technician)
                : new ProbeSession(freshId(), technician.name(), List.of());
        List<ProbeRecord> records = new ArrayList<>(before.records());
        records.add(record);
        SignedSession signed;
        try {
            signed = technician.sign(new ProbeSession(before.id(), before.technician(), records));
        } catch (IllegalArgumentException e) {
            throw new BadFileException(file, 0, String.valueOf(e.getMessage()));
        }
        Base64.Encoder base64 = Base64.getEncoder();
        byte[] bytes = JSON.createObjectNode()
                .put("technician", signed.technician())
                .put("payload", base64.encodeToString(signed.payload()))
                .put("signature", base64.encodeToString(signed.signature()))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        if (base64.encodeToString(signed.payload()).length() > PAYLOAD_CHARS_MAX) {
            throw new BadFileException(file, 0, FULL);
        }
        OwnerOnlyFile.replace(file, bytes);
    }

    /**
     * Makes sure that records can be added, before something is done that has to be kept.
     *
     * @throws BadFileException if the file is another technician's, is full, or cannot be written
     */
    public static void check(Path file, TechnicianKey technician, int records) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)
                || (Files.exists(file) && !Files.isRegularFile(file))) {
            throw new BadFileException(file, 0, "cannot be written there");
        }
        if (Files.exists(file)) {
            int length = signed(file).payload().length * 4 / 3;
            if (session(file, technician).records().size() + records > ProbeSession.RECORDS_MAX
                    || length + records * RECORD_CHARS > PAYLOAD_CHARS_MAX) {
                throw new BadFileException(file, 0, FULL);
            }
        }
    }

    /** The session in a file, for people; its signature is checked by the head-end only. */
    public static ProbeSession show(Path file) {
        return decoded(file, signed(file));
    }

    /**
     * What is brought to a head-end.
     *
     * @throws BadFileException if it is no session
     */
    public static SignedSession signed(Path file) {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new BadFileException(file, 0, "is longer than any session");
            }
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            if (!Stream.of("technician", "payload", "signature").allMatch(field -> root.path(field).isTextual())) {
                throw new BadFileException(file, 0, "is no session of wattle probe");
            }
            Base64.Decoder base64 = Base64.getDecoder();
            return new SignedSession(root.path("technician").asText(), base64.decode(root.path("payload").asText()),
                    base64.decode(root.path("signature").asText()));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new BadFileException(file, 0, "is no session of wattle probe");
        } catch (IOException e) {
            throw new BadFileException(file, 0, "cannot be read: " + e);
        }
    }

    private static ProbeSession session(Path file, TechnicianKey technician) {
        ProbeSession session = decoded(file, signed(file));
        if (!session.technician().equals(technician.name())) {
            throw new BadFileException(file, 0, "is a session of " + session.technician() + ", not of "
                    + technician.name());
        }
        return session;
    }

    private static ProbeSession decoded(Path file, SignedSession signed) {
        try {
            return SessionCodec.decode(signed.payload());
        } catch (IllegalArgumentException e) {
            throw new BadFileException(file, 0, String.valueOf(e.getMessage()));
        }
    }

    private static String freshId() {
        byte[] id = new byte[16];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
