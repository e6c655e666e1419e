package org.eutectic.truffle;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.ArityException;
import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.atoms.StructureException;

/**
 * A potential as a polyglot host sees it. Members: {@code name}, {@code species}, {@code cutoff} (Å), {@code citations}, and {@code evaluate(symbols, positions[, cell[,
 * periodic]])}: symbols one for each atom, positions 3 N numbers (Å), cell nine numbers (rows, Å), periodic three truth values (all true with a cell by default). It returns
 * {@code energy} (eV), {@code siteEnergies}, {@code forces} (3 N, eV/Å), {@code virial} (9, eV) and, in a cell, {@code stress} (9, eV/Å³, tension positive).
 */
@ExportLibrary(InteropLibrary.class)
final class PotentialObject implements TruffleObject {
    private static final String EVALUATE = "evaluate";
    private final Potential potential;
    private final ForceField forceField;
    private final Map<String, Object> properties = new LinkedHashMap<>();

    PotentialObject(Potential potential) {
        this.potential = potential;
        this.forceField = potential.forceField(Backend.TRUFFLE, 1);
        properties.put("name", potential.name());
        properties.put("species", GuestArray.of(potential.species()));
        properties.put("cutoff", potential.cutoff());
        properties.put("citations", GuestArray.of(potential.citations()));
    }

    @ExportMessage
    boolean hasMembers() {
        return true;
    }

    @ExportMessage
    @TruffleBoundary
    Object getMembers(@SuppressWarnings("unused") boolean includeInternal) {
        List<String> names = new ArrayList<>(properties.keySet());
        names.add(EVALUATE);
        return GuestArray.of(names);
    }

    @ExportMessage
    @TruffleBoundary
    boolean isMemberReadable(String member) {
        return properties.containsKey(member);
    }

    @ExportMessage
    @TruffleBoundary
    Object readMember(String member) throws UnknownIdentifierException {
        Object value = properties.get(member);
        if (value == null) {
            throw UnknownIdentifierException.create(member);
        }
        return value;
    }

    @ExportMessage
    boolean isMemberInvocable(String member) {
        return EVALUATE.equals(member);
    }

    @ExportMessage
    @TruffleBoundary
    Object invokeMember(String member, Object[] arguments) throws UnknownIdentifierException, ArityException {
        if (!EVALUATE.equals(member)) {
            throw UnknownIdentifierException.create(member);
        }
        if (arguments.length < 2 || arguments.length > 4) {
            throw ArityException.create(2, 4, arguments.length);
        }
        try {
            return evaluate(arguments);
        } catch (StructureException e) {
            throw new EutecticException(e.getMessage());
        } catch (InteropException e) {
            throw new EutecticException("evaluate(symbols, positions, cell, periodic) takes an array of names, 3 numbers for each, 9 numbers and 3 truth values");
        }
    }

    private Object evaluate(Object[] arguments) throws InteropException {
        InteropLibrary interop = InteropLibrary.getUncached();
        List<String> symbols = new ArrayList<>();
        int atoms = (int) interop.getArraySize(arguments[0]);
        int[] types = new int[atoms];
        for (int i = 0; i < atoms; i++) {
            String symbol = interop.asString(interop.readArrayElement(arguments[0], i));
            if (!symbols.contains(symbol)) {
                symbols.add(symbol);
            }
            types[i] = symbols.indexOf(symbol);
        }
        double[] positions = numbers(interop, arguments[1], 3 * atoms);
        Cell cell = Cell.none();
        if (arguments.length > 2) {
            boolean[] periodic = {true, true, true};
            for (int a = 0; a < 3 && arguments.length > 3; a++) {
                periodic[a] = interop.asBoolean(interop.readArrayElement(arguments[3], a));
            }
            cell = new Cell(numbers(interop, arguments[2], 9), periodic);
        }
        Configuration configuration = new Configuration(symbols, types, positions, cell);
        Evaluation result = new Evaluation();
        forceField.compute(NeighborListBuilder.build(configuration, forceField), true, true, true, result);
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("energy", result.energy());
        members.put("siteEnergies", GuestArray.of(result.siteEnergies()));
        members.put("forces", GuestArray.of(result.forces()));
        members.put("virial", GuestArray.of(result.virial()));
        if (cell.volume() > 0) {
            double[] stress = result.virial().clone();
            for (int k = 0; k < 9; k++) {
                stress[k] = -stress[k] / cell.volume();
            }
            members.put("stress", GuestArray.of(stress));
        }
        return new GuestRecord(members);
    }

    private static double[] numbers(InteropLibrary interop, Object array, int count) throws InteropException {
        if (interop.getArraySize(array) != count) {
            throw UnsupportedMessageException.create();
        }
        double[] out = new double[count];
        for (int k = 0; k < count; k++) {
            out[k] = interop.asDouble(interop.readArrayElement(array, k));
        }
        return out;
    }
}
