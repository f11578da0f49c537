package io.wattle.headend.account;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What is personal, as bytes to be sealed, and back: a version (u8), then texts with their lengths. Pure. */
final class PersonalText {
    private static final int VERSION = 1;

    private PersonalText() {}

    static byte[] of(Person person) {
        return bytes(out -> {
            out.writeUTF(person.name());
            write(person.phones(), out);
            write(person.emails(), out);
            out.writeUTF(person.address());
            out.writeUTF(person.notes());
        });
    }

    static Person person(byte[] bytes) {
        return read(bytes, in -> new Person(in.readUTF(), texts(in), texts(in), in.readUTF(), in.readUTF()));
    }

    static byte[] of(Residence residence) {
        return bytes(out -> {
            out.writeUTF(residence.address());
            out.writeUTF(residence.notes());
        });
    }

    static Residence residence(byte[] bytes) {
        return read(bytes, in -> new Residence(in.readUTF(), in.readUTF()));
    }

    static byte[] of(String text) {
        return bytes(out -> out.writeUTF(text));
    }

    static String text(byte[] bytes) {
        return read(bytes, in -> in.readUTF());
    }

    @FunctionalInterface
    private interface Writer {
        void to(DataOutputStream out) throws IOException;
    }

    @FunctionalInterface
    private interface Reader<T> {
        T from(DataInputStream in) throws IOException;
    }

    private static byte[] bytes(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            writer.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static <T> T read(byte[] bytes, Reader<T> reader) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new CustomerKeysException("personal data of version " + version + " cannot be read");
            }
            return reader.from(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(List<String> texts, DataOutputStream out) throws IOException {
        out.writeByte(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    private static List<String> texts(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            texts.add(in.readUTF());
        }
        return texts;
    }
}
