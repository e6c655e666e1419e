package org.eutectic.cli.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Map;
import org.eutectic.md.dynamics.CellShape;

/**
 * What a run file says: one molecular-dynamics run. Descriptions and the order of components make {@code docs/run-file.md}; a component
 * that is null was not written.
 */
public record RunFile(
    @JsonPropertyDescription("The potential: a file, or an object with the fields below. Needed.")
    PotentialChoice potential,
    @JsonPropertyDescription("The atoms: a structure file, or an object with the fields below. Needed.")
    StructureChoice structure,
    @JsonPropertyDescription("The parts of the run, one after the other. Needed.")
    List<Stage> stages,
    @JsonPropertyDescription("Time step, fs. Default 1.")
    Double timestep,
    @JsonPropertyDescription("Temperature of the initial velocities, K. Without it those of the structure are taken, else all are zero.")
    Double temperature,
    @JsonPropertyDescription("Seed of all random numbers, a whole number: the same seed gives the same run. Default 1.")
    Long seed,
    @JsonPropertyDescription("Which force calculation: truffle (compiled, the default) or reference (slow, plain).")
    BackendChoice backend,
    @JsonPropertyDescription("Threads for the forces. Default: the number of cores. The result does not depend on it.")
    Integer threads,
    @JsonPropertyDescription("Skin of the neighbor lists, Å: how far beyond the cutoff they reach, so that they last several steps. Default 1.")
    Double skin,
    @JsonPropertyDescription("What is written, and where.")
    Output output,
    @JsonPropertyDescription("Monitored fields of the potential on which the run keeps an eye: `dump above` and `halt above`.")
    List<Watch> watch) {

    /** The force calculations there are. */
    public enum BackendChoice { TRUFFLE, REFERENCE }

    /** One part of a run. */
    public record Stage(
        @JsonPropertyDescription("Name shown in the log. Default: its number.")
        String name,
        @JsonPropertyDescription("Number of time steps. Needed.")
        Long steps,
        @JsonPropertyDescription("Thermostat; without one the energy is conserved (NVE).")
        Thermostat thermostat,
        @JsonPropertyDescription("Barostat; without one the cell stays as it is. It needs a thermostat.")
        Barostat barostat,
        @JsonProperty("strain_rate")
        @JsonPropertyDescription("Strains the cell, and the atoms with it, at constant rates.")
        StrainRates strainRate,
        @JsonPropertyDescription("Atoms that are frozen, or move at a constant velocity.")
        List<Hold> hold,
        @JsonPropertyDescription("Monte Carlo moves of species between time steps, for alloys. They need a thermostat.")
        MonteCarlo mc,
        @JsonPropertyDescription("Takes away the velocity of the center of mass now and then.")
        Removal remove,
        @JsonPropertyDescription("Other intervals for the output of this stage, or a trajectory of its own.")
        StageOutput output,
        @JsonPropertyDescription("Time step of this stage, fs. Default: that of the run.")
        Double timestep) {}

    /** Holds or ramps the pressure. */
    public record Barostat(
        @JsonPropertyDescription("rescaling (Bernetti and Bussi: stochastic cell rescaling, with any thermostat) or mtk (Martyna, Tobias and Klein, with nosehoover). Default rescaling.")
        BarostatType type,
        @JsonPropertyDescription("What may change: isotropic (the size), anisotropic (the lengths along x, y and z) or full (size and shape). Default isotropic.")
        CellShape shape,
        @JsonPropertyDescription("Pressure, GPa. Needed, or pressures.")
        Double pressure,
        @JsonProperty("end_pressure")
        @JsonPropertyDescription("Pressure at the stage's end, GPa; between, it changes linearly. Default: the same as at its beginning.")
        Double endPressure,
        @JsonPropertyDescription("In place of pressure, for other shapes than isotropic: xx, yy, zz, xy, xz, yz, GPa, positive under compression.")
        List<Double> pressures,
        @JsonProperty("end_pressures")
        @JsonPropertyDescription("The same at the stage's end.")
        List<Double> endPressures,
        @JsonPropertyDescription("Relaxation time, fs. Default 1000.")
        Double time,
        @JsonProperty("bulk_modulus")
        @JsonPropertyDescription("For rescaling: about that of the material, GPa. With another one the relaxation time is another, averages are the same. Default 100.")
        Double bulkModulus,
        @JsonPropertyDescription("For rescaling: steps between two changes of the cell. Default 10.")
        Integer every) {}

    /** The barostats there are. */
    public enum BarostatType { RESCALING, MTK }

    /** Rates of strain. */
    public record StrainRates(
        @JsonPropertyDescription("Rate at which the cell becomes longer along x, in parts of its length at the stage's beginning, 1/ps; negative for compression. Default 0.")
        Double xx,
        @JsonPropertyDescription("The same along y.")
        Double yy,
        @JsonPropertyDescription("The same along z.")
        Double zz,
        @JsonPropertyDescription("Rate at which what lies higher along y is sheared along x, 1/ps.")
        Double xy,
        @JsonPropertyDescription("The same for z and x.")
        Double xz,
        @JsonPropertyDescription("The same for z and y.")
        Double yz) {}

    /** Atoms that move at a constant velocity: those to which all applies that is said here, at the stage's beginning. */
    public record Hold(
        @JsonPropertyDescription("Numbers and ranges, counted from 1: 1-64,100.")
        String atoms,
        @JsonPropertyDescription("Their elements.")
        List<String> elements,
        @JsonPropertyDescription("From where to where they stand along x, Å: two numbers.")
        List<Double> x,
        @JsonPropertyDescription("The same along y.")
        List<Double> y,
        @JsonPropertyDescription("The same along z.")
        List<Double> z,
        @JsonPropertyDescription("Their velocity, Å/fs: three numbers. Default: they are frozen.")
        List<Double> velocity) {}

    /** Atoms that change places, or become others. */
    public record MonteCarlo(
        @JsonPropertyDescription("Steps between two times. Needed.")
        Long every,
        @JsonPropertyDescription("Moves that are tried each time; each costs an energy of the whole system and its neighbor list. Needed.")
        Integer trials,
        @JsonPropertyDescription("At a fixed composition: elements whose atoms change places with each other. This, or chemical_potentials.")
        List<String> swap,
        @JsonProperty("chemical_potentials")
        @JsonPropertyDescription("In the semi-grand ensemble: elements that atoms of these elements may become, each with its chemical potential, eV, of which only differences count, "
            + "and which are without what masses contribute: elements that differ in nothing else are as many where they are equal.")
        Map<String, Double> chemicalPotentials) {}

    /** What is taken from the velocities. */
    public record Removal(
        @JsonPropertyDescription("Steps between two times. Needed.")
        Long every,
        @JsonPropertyDescription("Whether rotation about the center of mass is taken away, too; for clusters in open space. Default false.")
        Boolean rotation) {}

    /** What a stage writes in its own way. */
    public record StageOutput(
        @JsonPropertyDescription("Steps between two lines of the thermodynamic log in this stage. Default: as in the run.")
        Long thermo,
        @JsonPropertyDescription("A trajectory of this stage, in place of the run's. Give it a file of its own.")
        Trajectory trajectory) {}

    /** Holds or ramps the temperature. */
    public record Thermostat(
        @JsonPropertyDescription("csvr (Bussi, Donadio and Parrinello: stochastic velocity rescaling), langevin or nosehoover (a chain of three). Default csvr, with the barostat mtk nosehoover.")
        ThermostatType type,
        @JsonPropertyDescription("Temperature, K. Needed.")
        Double temperature,
        @JsonProperty("end_temperature")
        @JsonPropertyDescription("Temperature at the stage's end, K; between, it changes linearly. Default: the same as at its beginning.")
        Double endTemperature,
        @JsonPropertyDescription("Relaxation time, fs. Default 100.")
        Double time) {}

    /** The thermostats there are. */
    public enum ThermostatType { CSVR, LANGEVIN, NOSEHOOVER }

    /** What is written. All paths lie in {@link #folder}. */
    public record Output(
        @JsonPropertyDescription("Folder for all files of the run, relative to where the command is run; made if it is not there. Default: the run file's name with -out.")
        String folder,
        @JsonPropertyDescription("The thermodynamic log.")
        Thermo thermo,
        @JsonPropertyDescription("The trajectory. What terms find for each atom, such as charges, has a column there.")
        Trajectory trajectory,
        @JsonPropertyDescription("States from which a run can be continued with --continue. One is written in any case when the run is interrupted.")
        RestartOutput restart,
        @JsonProperty("final")
        @JsonPropertyDescription("File for the last structure, with velocities: .xyz (extended XYZ), .lmp (LAMMPS data), .dump or POSCAR. Default final.xyz.")
        String finalStructure) {}

    /** The thermodynamic log, as text and as CSV. */
    public record Thermo(
        @JsonPropertyDescription("Steps between two lines. Default 100.")
        Long every,
        @JsonPropertyDescription("Text file. Default thermo.log.")
        String text,
        @JsonPropertyDescription("Layout of the text file: table (aligned, for people) or lammps (as a log of LAMMPS with metal units, for programs that read those). Default table.")
        ThermoLayout layout,
        @JsonPropertyDescription("CSV file. Default thermo.csv.")
        String csv,
        @JsonPropertyDescription("Columns by name, in their order, for the screen and both files. step, time, T, potential, kinetic, total, conserved (total less what a thermostat put in), P, Pxx, Pyy, Pzz, Pxy, Pxz, "
            + "Pyz, volume; term.NAME, the energy of a term of the potential; FIELD.max, FIELD.mean, FIELD.count of a monitored field: its largest value, its mean, the number of atoms for which it is above zero; "
            + "atoms.ELEMENT, how many there are; mc.tried, mc.accepted, mc.acceptance: Monte Carlo moves of the stage so far, those accepted, and their part; "
            + "standard stands for those that there are without this line.")
        List<String> columns) {}

    /** How a log can be laid out. */
    public enum ThermoLayout { TABLE, LAMMPS }

    /** The trajectory. */
    public record Trajectory(
        @JsonPropertyDescription("Steps between two frames; 0 for no trajectory. Default 1000.")
        Long every,
        @JsonPropertyDescription("File; one that ends in .gz or .zst is packed. Default trajectory.xyz, or trajectory.dump for a LAMMPS dump.")
        String file,
        @JsonPropertyDescription("extxyz (extended XYZ) or dump (LAMMPS dump). Default extxyz.")
        TrajectoryFormat format,
        @JsonPropertyDescription("Whether velocities are written, Å/fs. Default false.")
        Boolean velocities,
        @JsonPropertyDescription("Whether forces are written, eV/Å. Default false.")
        Boolean forces,
        @JsonPropertyDescription("Monitored fields of the potential that are written, each as a column of its name, in eV, Å, u, e.")
        List<String> fields) {}

    /** A limit for a monitored field. */
    public record Watch(
        @JsonPropertyDescription("The monitored field, as the potential calls it; that of a term is TERM.FIELD. Needed.")
        String field,
        @JsonPropertyDescription("Steps between two looks, each of which costs about as much as an energy. Default 10.")
        Long every,
        @JsonProperty("dump_above")
        @JsonPropertyDescription("Where the field's largest value is above this, the frame is written, with velocities and the field.")
        Double dumpAbove,
        @JsonProperty("halt_above")
        @JsonPropertyDescription("Where it is above this, the run saves its state in the restart file and ends; step, atom and value are told, and the exit code is 1.")
        Double haltAbove,
        @JsonPropertyDescription("File for the frames. Default above-FIELD.xyz.")
        String file) {}

    /** States with every digit. */
    public record RestartOutput(
        @JsonPropertyDescription("Steps between two states; 0 for none but that of an interrupted run. Needed.")
        Long every,
        @JsonPropertyDescription("File, extended XYZ; the state before is kept, with .previous in its name. Default restart.xyz.")
        String file) {}

    /** The trajectory formats there are. */
    public enum TrajectoryFormat { EXTXYZ, DUMP }
}
