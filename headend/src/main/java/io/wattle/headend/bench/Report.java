package io.wattle.headend.bench;

import io.wattle.headend.text.JsonLine;
import java.io.PrintWriter;

/** Where figures go: a line each, as words or as a JSON object, as soon as it is known. */
public final class Report {
    private final PrintWriter out;
    private final boolean json;

    /** What is printed goes to the writer, which stays open. */
    public Report(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    public void machine(Machine machine) {
        print(machine.words(), machine.json());
    }

    public void figure(Figure figure) {
        print(figure.words(), figure.json());
    }

    /** Something that a reader of the figures must know. */
    public void note(String words) {
        print("note: " + words, new JsonLine().with("note", words));
    }

    private void print(String words, JsonLine line) {
        out.println(json ? line.toString() : words);
        out.flush();
    }
}
