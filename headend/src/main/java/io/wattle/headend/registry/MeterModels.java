package io.wattle.headend.registry;

import io.wattle.headend.text.FileWords;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.wattle.protocols.dlms.DlmsAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What DLMS meters of one make and program have in common, under a name that their URIs say: {@code ?model=acme-100} in
 * place of all the parameters of the model. What a URI says itself goes before. Immutable, safe for any thread.
 */
public final class MeterModels {
    /** There are no models. */
    public static final MeterModels NONE = new MeterModels(Map.of());

    private static final String PARAMETER = "model";
    private static final int MODELS_MAX = 10_000;
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    /** What a model may say depends on how its meters are reached. */
    private static final List<String> SAMPLES = List.of("dlms://meter:4059?", "dlms+hdlc://meter:4059?");
    private final Map<String, Map<String, String>> models;

    private MeterModels(Map<String, Map<String, String>> models) {
        this.models = models;
    }

    /**
     * Reads a YAML file of names, each with parameters and their values: {@code acme-100: {obis-register: 1.0.1.8.1.255}}.
     *
     * @throws BadFileException naming the model and the parameter
     */
    public static MeterModels read(Path file) {
        JsonNode root;
        try {
            root = YAML.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new BadFileException(file, line, "is no YAML: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new BadFileException(file, 0, "cannot be read: " + FileWords.why(e));
        }
        if (!root.isObject() || root.size() > MODELS_MAX) {
            throw new BadFileException(file, 0, "must have at most " + MODELS_MAX
                    + " models, such as acme-100: {obis-register: 1.0.1.8.1.255}");
        }
        Map<String, Map<String, String>> models = new LinkedHashMap<>();
        root.properties().forEach(model -> {
            try {
                models.put(name(model.getKey()), parameters(model.getValue()));
            } catch (IllegalArgumentException e) {
                throw new BadFileException(file, 0, model.getKey() + ": " + e.getMessage());
            }
        });
        return new MeterModels(models);
    }

    /**
     * The URI with the parameters of the model that it names, if it names one.
     *
     * @throws IllegalArgumentException if there is no such model
     */
    public URI on(URI uri) {
        String text = uri.toString();
        int query = text.indexOf('?');
        List<String> said = query < 0 ? List.of() : List.of(text.substring(query + 1).split("&", -1));
        List<String> named = said.stream().filter(one -> one.startsWith(PARAMETER + "=")).toList();
        if (named.isEmpty()) {
            return uri;
        }
        String name = named.getFirst().substring(PARAMETER.length() + 1);
        Map<String, String> model = models.get(name);
        if (named.size() > 1 || model == null) {
            throw new IllegalArgumentException("model must be one of " + models.keySet() + ", was: "
                    + (named.size() > 1 ? named : name));
        }
        List<String> all = new ArrayList<>(said);
        all.removeAll(named);
        model.forEach((parameter, value) -> {
            if (said.stream().noneMatch(one -> one.startsWith(parameter + "="))) {
                all.add(parameter + "=" + value);
            }
        });
        return URI.create(text.substring(0, query) + (all.isEmpty() ? "" : "?" + String.join("&", all)));
    }

    private static String name(String name) {
        if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("a model's name must be 1 to 64 of A-Z a-z 0-9 . _ -");
        }
        return name;
    }

    private static Map<String, String> parameters(JsonNode model) {
        if (!model.isObject()) {
            throw new IllegalArgumentException("must have parameters, such as obis-register: 1.0.1.8.1.255");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        model.properties().forEach(one -> {
            String value = one.getValue().asText();
            if (!one.getValue().isValueNode() || !value.matches("[^\\s&?#%]+")) {
                throw new IllegalArgumentException(one.getKey() + " must have one value, as in a URI, was: "
                        + one.getValue());
            }
            parameters.put(one.getKey(), value);
        });
        check(parameters.entrySet()
                .stream()
                .map(one -> one.getKey() + "=" + one.getValue())
                .collect(Collectors.joining("&")));
        return Map.copyOf(parameters);
    }

    private static void check(String parameters) {
        List<IllegalArgumentException> wrong = new ArrayList<>();
        for (String sample : SAMPLES) {
            try {
                DlmsAddress.parse(URI.create(sample + parameters));
            } catch (IllegalArgumentException e) {
                wrong.add(e);
            }
        }
        if (wrong.size() == SAMPLES.size()) {
            throw wrong.getFirst();
        }
    }
}
