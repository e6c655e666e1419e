package org.eutectic.md.property;

/** Energy as a function of volume, for each atom: lowest energy, the volume there, the bulk modulus and its derivative by pressure, fitted to calculated points. */
public sealed interface EquationOfState permits BirchMurnaghan, Vinet {

    /** Whose equation it is. */
    String title();

    /** Volume at rest, Å³ for each atom. */
    double volume();

    /** Energy at rest, eV for each atom. */
    double minimum();

    /** Bulk modulus at rest, eV/Å³. */
    double bulkModulus();

    /** dB/dP at rest. */
    double bulkModulusSlope();

    /** Energy at a volume, eV for each atom. */
    double energy(double volume);

    /** Pressure at a volume, eV/Å³. */
    double pressure(double volume);

    /** The root of the mean square of what the fit leaves, eV for each atom. */
    default double residual(EnergyVolumeCurve curve) {
        double sum = 0;
        for (EnergyVolumeCurve.Point p : curve.points()) {
            double d = p.energy() - energy(p.volume());
            sum += d * d;
        }
        return Math.sqrt(sum / curve.points().size());
    }
}
