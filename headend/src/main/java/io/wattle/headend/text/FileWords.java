package io.wattle.headend.text;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Why a file cannot be read, for people. Stateless. */
public final class FileWords {

    private FileWords() {}

    /** Without the file's name, which stands before it. */
    public static String why(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "its owner does not let it be read";
            case CharacterCodingException _ -> "it is no text in UTF-8";
            case IOException other -> String.valueOf(other.getMessage());
        };
    }
}
