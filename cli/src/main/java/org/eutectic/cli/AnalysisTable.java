package org.eutectic.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eutectic.md.file.OutputFile;

/** Curves over one axis, for CSV and JSON: columns by name, with units in it, of equal length. */
final class AnalysisTable {
    private final Map<String, double[]> columns = new LinkedHashMap<>();

    /** What every result of a trajectory begins with. */
    static ObjectNode head(Path file, int frames, String method) {
        return new ObjectMapper().createObjectNode().put("trajectory", file.toString()).put("frames", frames).put("method", method);
    }

    /** A number for people, to six digits and without zeros at the end. */
    static String number(double x) {
        return Double.isFinite(x) ? new BigDecimal(x).round(new MathContext(6)).stripTrailingZeros().toPlainString() : Double.toString(x);
    }

    AnalysisTable with(String name, double[] values) {
        columns.put(name, values);
        return this;
    }

    /** Writes CSV with all digits; where there is no number, nothing stands. Nothing is done for no file. */
    void write(Path csv) {
        if (csv == null) {
            return;
        }
        OutputFile.write(csv, text -> {
            text.append(String.join(",", columns.keySet())).append('\n');
            int rows = columns.values().iterator().next().length;
            for (int k = 0; k < rows; k++) {
                String comma = "";
                for (double[] column : columns.values()) {
                    text.append(comma);
                    if (column[k] == Math.rint(column[k]) && Math.abs(column[k]) < 1e15) {
                        text.append((long) column[k]);
                    } else if (Double.isFinite(column[k])) {
                        text.append(column[k]);
                    }
                    comma = ",";
                }
                text.append('\n');
            }
        });
    }

    /** Puts each column as an array. */
    void put(ObjectNode to) {
        columns.forEach((name, values) -> {
            ArrayNode array = to.putArray(name);
            for (double v : values) {
                if (Double.isFinite(v)) {
                    array.add(v);
                } else {
                    array.addNull();
                }
            }
        });
    }
}
