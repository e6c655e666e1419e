package org.eutectic.ml.n2p2;

import org.eutectic.model.PotentialFileException;

/** Reads lines {@code symfunction_short …} (n2p2's documentation, "Symmetry functions"; the operands of each type stand in the methods {@code setParameters} of its SymFnc classes). */
final class SymmetryFunctionLine {
    private final Settings settings;
    private final DataFile file;
    private final DataFile.Line line;
    private int word = 1;

    private SymmetryFunctionLine(Settings settings, DataFile.Line line) {
        this.settings = settings;
        this.file = settings.file();
        this.line = line;
    }

    static SymmetryFunction read(Settings settings, DataFile.Line line) throws PotentialFileException {
        SymmetryFunctionLine l = new SymmetryFunctionLine(settings, line);
        SymmetryFunction f = l.read();
        if (l.word < line.words().size()) {
            throw settings.file().wrong(line.number(), "expected the end of the line after " + (l.word - 1) + " words of a symmetry function of type " + f.type() + ", found '"
                + line.word(l.word) + "'");
        }
        return f;
    }

    private SymmetryFunction read() throws PotentialFileException {
        int center = element();
        int type = file.whole(line, word++, "the type of the symmetry function", 0);
        SymmetryFunction f = switch (type) {
            case 2 -> {
                int first = element();
                double eta = number("eta"), shift = number("the shift rs");
                yield new SymmetryFunction(line.number(), center, type, first, -1, eta, shift, 0, 0, number("the cutoff"), 0, 0, "");
            }
            case 3, 9 -> {
                int a = element(), b = element();
                double eta = number("eta"), lambda = number("lambda"), zeta = number("zeta"), cutoff = number("the cutoff");
                yield new SymmetryFunction(line.number(), center, type, Math.min(a, b), Math.max(a, b), eta, word < line.words().size() ? number("the shift rs") : 0, lambda, zeta, cutoff, 0, 0, "");
            }
            case 12 -> {
                double eta = number("eta"), shift = number("the shift rs");
                yield new SymmetryFunction(line.number(), center, type, -1, -1, eta, shift, 0, 0, number("the cutoff"), 0, 0, "");
            }
            case 13 -> {
                double eta = number("eta"), shift = number("the shift rs"), lambda = number("lambda"), zeta = number("zeta");
                yield new SymmetryFunction(line.number(), center, type, -1, -1, eta, shift, lambda, zeta, number("the cutoff"), 0, 0, "");
            }
            case 20, 21, 22, 23, 24, 25 -> compact(center, type);
            default -> throw file.wrong(line.number(), "expected a symmetry function of type 2, 3, 9, 12, 13 or 20 to 25, found type " + type);
        };
        if (!(f.cutoff() > 0)) {
            throw file.wrong(line.number(), "expected a cutoff above zero, found " + f.cutoff());
        }
        if (f.isAngular() && !f.isCompact() && !(f.zeta() >= 1 || f.zeta() < 0 && f.zeta() == Math.rint(f.zeta()))) {
            throw file.wrong(line.number(), "expected zeta of at least 1, or a negative whole number, between which forces are not finite, found " + f.zeta());
        }
        if (f.isAngular() && !f.isCompact() && Math.abs(f.lambda()) != 1) {
            throw file.wrong(line.number(), "expected lambda to be 1 or -1, found " + f.lambda());
        }
        return f;
    }

    private SymmetryFunction compact(int center, int type) throws PotentialFileException {
        boolean weighted = type >= 23, angular = type != 20 && type != 23;
        int a = weighted ? -1 : element(), b = weighted || !angular ? -1 : element();
        double lower = number("the lower limit of the distance"), upper = number("the upper limit of the distance");
        double left = angular ? number("the lower limit of the angle") : 0, right = angular ? number("the upper limit of the angle") : 0;
        String kind = file.word(line, word++, "the polynomial, p1 to p4");
        if (!kind.matches("p[1-4]")) {
            throw file.wrong(line.number(), "expected p1, p2, p3 or p4, found '" + kind + "'");
        }
        if (lower >= upper || angular && left >= right) {
            throw file.wrong(line.number(), "expected a lower limit below the upper one, found " + (lower >= upper ? lower + " and " + upper : left + " and " + right));
        }
        return new SymmetryFunction(line.number(), center, type, angular && !weighted ? Math.min(a, b) : a, angular && !weighted ? Math.max(a, b) : b, 0, lower, 0, 0, upper, left, right, kind);
    }

    private int element() throws PotentialFileException {
        return settings.element(line, word++);
    }

    private double number(String what) throws PotentialFileException {
        return file.number(line, word++, what);
    }
}
