package io.wattle.headend.card.print;

/**
 * Bar code Code 128, code set C (ISO/IEC 15417): an even number of digits, two to a symbol. Pure.
 */
public final class Code128 {
    /** Widths of bar, space, bar, space, bar, space of the symbols 0..105, and of the stop, which has one bar more. */
    private static final String[] WIDTHS = ("212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 "
            + "221312 231212 112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 "
            + "311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 "
            + "132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 "
            + "213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 "
            + "121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 "
            + "111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 "
            + "131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112")
            .split(" ");
    private static final int START_C = 105;
    private static final int STOP = 106;
    private static final int MODULUS = 103;
    /** Light on both sides, in modules: a reader needs ten. */
    private static final int QUIET = 10;
    /** Height of the bars in modules: a sixth of the width or so, as scanners like it. */
    private static final int HEIGHT = 24;

    private Code128() {}

    /**
     * The bars as text, one character a module from left to right: 1 is dark, 0 is light; without the light on both sides.
     *
     * @throws IllegalArgumentException if it is not an even number of digits
     */
    public static String modules(String digits) {
        if (digits.isEmpty() || !digits.matches("([0-9]{2})+")) {
            throw new IllegalArgumentException("a bar code of set C has an even number of digits, was: " + digits);
        }
        StringBuilder modules = new StringBuilder();
        append(START_C, modules);
        int sum = START_C;
        for (int i = 0; i < digits.length(); i += 2) {
            int symbol = Integer.parseInt(digits.substring(i, i + 2));
            append(symbol, modules);
            sum += (i / 2 + 1) * symbol;
        }
        append(sum % MODULUS, modules);
        append(STOP, modules);
        return modules.toString();
    }

    /** The bars as an SVG picture, one unit a module, with the digits below. */
    public static String svg(String digits) {
        String modules = modules(digits);
        int width = modules.length() + 2 * QUIET;
        StringBuilder svg = new StringBuilder(1_024);
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .append(width)
                .append(' ')
                .append(HEIGHT + 8)
                .append("\"><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/><path d=\"");
        for (int at = 0; at < modules.length(); at++) {
            if (modules.charAt(at) == '1') {
                int end = at;
                while (end < modules.length() && modules.charAt(end) == '1') {
                    end++;
                }
                svg.append('M')
                        .append(at + QUIET)
                        .append(",0h")
                        .append(end - at)
                        .append('v')
                        .append(HEIGHT)
                        .append('h')
                        .append(at - end)
                        .append('z');
                at = end;
            }
        }
        return svg.append("\"/><text x=\"")
                .append(width / 2)
                .append("\" y=\"")
                .append(HEIGHT + 7)
                .append("\" font-family=\"monospace\" font-size=\"7\" text-anchor=\"middle\">")
                .append(digits)
                .append("</text></svg>")
                .toString();
    }

    private static void append(int symbol, StringBuilder modules) {
        String widths = WIDTHS[symbol];
        for (int i = 0; i < widths.length(); i++) {
            modules.append((i % 2 == 0 ? "1" : "0").repeat(widths.charAt(i) - '0'));
        }
    }
}
