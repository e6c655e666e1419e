package org.eutectic.cli.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

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
        @JsonPropertyDescription("Time step of this stage, fs. Default: that of the run.")
        Double timestep) {}

    /** Holds or ramps the temperature. */
    public record Thermostat(
        @JsonPropertyDescription("csvr (Bussi, Donadio and Parrinello: stochastic velocity rescaling) or langevin. Default csvr.")
        ThermostatType type,
        @JsonPropertyDescription("Temperature, K. Needed.")
        Double temperature,
        @JsonProperty("end_temperature")
        @JsonPropertyDescription("Temperature at the stage's end, K; between, it changes linearly. Default: the same as at its beginning.")
        Double endTemperature,
        @JsonPropertyDescription("Relaxation time, fs. Default 100.")
        Double time) {}

    /** The thermostats there are. */
    public enum ThermostatType { CSVR, LANGEVIN }

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
        @JsonPropertyDescription("File for the last structure, with velocities, as extended XYZ. Default final.xyz.")
        String finalStructure) {}

    /** The thermodynamic log, as text and as CSV. */
    public record Thermo(
        @JsonPropertyDescription("Steps between two lines. Default 100.")
        Long every,
        @JsonPropertyDescription("Text file. Default thermo.log.")
        String text,
        @JsonPropertyDescription("CSV file. Default thermo.csv.")
        String csv,
        @JsonPropertyDescription("Columns by name, in their order, for the screen and both files. step, time, T, potential, kinetic, total, conserved (total less what a thermostat put in), P, Pxx, Pyy, Pzz, Pxy, Pxz, "
            + "Pyz, volume; term.NAME, the energy of a term of the potential; FIELD.max, FIELD.mean, FIELD.count of a monitored field: its largest value, its mean, the number of atoms for which it is above zero; "
            + "standard stands for those that there are without this line.")
        List<String> columns) {}

    /** The trajectory. */
    public record Trajectory(
        @JsonPropertyDescription("Steps between two frames; 0 for no trajectory. Default 1000.")
        Long every,
        @JsonPropertyDescription("File. Default trajectory.xyz, or trajectory.dump for a LAMMPS dump.")
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
