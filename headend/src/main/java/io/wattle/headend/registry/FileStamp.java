package io.wattle.headend.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/** Changes with a file: another inode, time or size. A file that is not there has one, too. */
record FileStamp(String text) {

    static FileStamp of(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(
                    now.lastModifiedTime() + " " + now.size() + " " + Objects.toString(now.fileKey()));
        } catch (IOException e) {
            return new FileStamp("none");
        }
    }
}
