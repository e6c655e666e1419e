package org.eutectic.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eutectic.cli.CommandException;
import org.eutectic.md.structure.Lattice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run file may say, and what is said of one that is wrong. */
class RunFileReaderTest {
    @TempDir
    private Path folder;

    private RunFile read(String text) throws IOException {
        Path file = folder.resolve("run.yaml");
        Files.writeString(file, text);
        return RunFileReader.read(file);
    }

    private String refusal(String text) {
        return assertThrows(CommandException.class, () -> read(text)).getMessage().replace(folder.toString() + "/", "");
    }

    @Test
    void readsAWholeRun() throws IOException {
        RunFile run = read("""
            potential: {file: Cu.eut, name: Cu, define: {data: /somewhere}}
            structure: {lattice: fcc, element: Cu, a: 3.615, repeat: [10, 10, 5]}
            timestep: 2
            temperature: 300
            seed: 7
            backend: reference
            stages:
              - {name: heat, steps: 1e4, thermostat: {type: CSVR, temperature: 300, end_temperature: 2e3}}
              - steps: 20
            output:
              folder: out
              thermo: {every: 10}
              final: last.xyz
            """);
        assertEquals(new PotentialChoice("Cu.eut", "Cu", Map.of("data", "/somewhere")), run.potential());
        assertEquals(Lattice.FCC, run.structure().lattice());
        assertEquals(List.of(10, 10, 5), run.structure().repeat());
        assertEquals(10_000, run.stages().get(0).steps());
        assertEquals(2000, run.stages().get(0).thermostat().endTemperature());
        assertEquals(RunFile.BackendChoice.REFERENCE, run.backend());
        assertEquals("last.xyz", run.output().finalStructure());
    }

    @Test
    void syntaxErrorsTellWhatIsWrongAndWhere() {
        assertEquals("run.yaml:2: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)",
            refusal("potential: a.eut\n\tstructure: b.xyz\n"));
        assertEquals("run.yaml:2: expected ',' or '}', but got ':'", refusal("potential: {file: a.eut\nstages: []\n").replaceFirst("got .*", "got ':'"));
    }

    @Test
    void aFileNameAloneWillDo() throws IOException {
        RunFile run = read("potential: Cu.eut\nstructure: start.xyz\nstages: [{steps: 0}]\n");
        assertEquals("Cu.eut", run.potential().file());
        assertEquals("start.xyz", run.structure().file());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "timstep: 1                                      | run.yaml:4: unknown field 'timstep'; did you mean 'timestep'?",
        "timestep: 1 fs                                  | run.yaml:4: timestep: expected a number, found '1 fs'",
        "timestep: -1                                    | run.yaml:4: timestep: must be positive, not -1.0",
        "timestep: [1]                                   | run.yaml:4: timestep: expected a number, found a list",
        "timestep: .nan                                  | run.yaml:4: timestep: expected a number, found .nan",
        "seed: 1.5                                       | run.yaml:4: seed: expected a whole number, found 1.5",
        "backend: trufle                                 | run.yaml:4: backend: unknown value 'trufle'; did you mean 'truffle'?",
        "output: {trajectory: {evry: 3}}                 | run.yaml:4: unknown field 'evry' in output.trajectory; did you mean 'every'?",
        "output: here                                    | run.yaml:4: output: expected an object with fields of its own",
        "output: {thermo: {every: 0}}                    | run.yaml:4: output.thermo.every: must be positive, not 0",
        "timestep: soon                                  | run.yaml:4: timestep: expected a number, found 'soon'",
        "temperature: -300                               | run.yaml:4: temperature: must not be negative, but is -300.0",
        "temperature: warm                               | run.yaml:4: temperature: expected a number, found 'warm'",
        "threads: 0                                      | run.yaml:4: threads: must be positive, not 0",
        "skin: -1                                        | run.yaml:4: skin: must not be negative, but is -1.0",
        "output: {thermo: {layout: lamps}}               | run.yaml:4: output.thermo.layout: unknown value 'lamps'; did you mean 'lammps'?",
        "output: {restart: {file: a.xyz}}                | run.yaml:4: output.restart.every is missing",
        "output: {trajectory: {every: -1}}               | run.yaml:4: output.trajectory.every: must not be negative, but is -1",
        "output: {trajectory: {format: netcdf}}          | run.yaml:4: output.trajectory.format: unknown value 'netcdf'; known: extxyz, dump",
        "watch: [{field: spread}]                        | run.yaml:4: watch[0]: dump_above or halt_above is needed",
        "potential: Ni.eut                               | run.yaml:4: field given twice: 'potential'",
    })
    void refusesTopLevelMistakes(String line, String message) {
        assertEquals(message, refusal("potential: Cu.eut\nstructure: start.xyz\nstages: [{steps: 1}]\n" + line + "\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "stages: 5                                         | run.yaml:3: stages: expected a list",
        "stages: []                                        | run.yaml:3: stages: at least one is needed",
        "stages: [{thermostat: {temperature: 3}}]          | run.yaml:3: stages[0].steps is missing",
        "stages: [{steps: 1},{steps: 1, thermostat: nose}] | run.yaml:3: stages[1].thermostat: expected an object with fields of its own",
        "stages: [{steps: 1, thermostat: {type: nose}}]    | run.yaml:3: stages[0].thermostat.type: unknown value 'nose'; known: csvr, langevin, nosehoover",
        "stages: [{steps: 1, thermostat: {type: csvr}}]    | run.yaml:3: stages[0].thermostat.temperature is missing",
        "stage: [{steps: 1}]                               | run.yaml:3: unknown field 'stage'; did you mean 'stages'?",
    })
    void refusesWrongStages(String line, String message) {
        assertEquals(message, refusal("potential: Cu.eut\nstructure: start.xyz\n" + line + "\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "barostat: {pressure: 1}                                                       | .barostat: volumes at a constant pressure belong to a temperature; give the stage a thermostat, too",
        "thermostat: {temperature: 1}, barostat: {time: 5}                             | .barostat.pressure is missing",
        "thermostat: {temperature: 1}, barostat: {pressure: 1 GPa}                     | .barostat.pressure: expected a number, found '1 GPa'",
        "thermostat: {temperature: 1}, barostat: {pressure: 1, type: berendsen}        | .barostat.type: unknown value 'berendsen'; known: rescaling, mtk",
        "thermostat: {temperature: 1}, barostat: {pressure: 1, time: 0}                | .barostat.time: must be positive, not 0.0",
        "thermostat: {temperature: 1}, barostat: {pressure: 1, every: 0}               | .barostat.every: must be positive, not 0",
        "thermostat: {temperature: 1}, barostat: {pressure: 1, bulk_modulus: -1}       | .barostat.bulk_modulus: must be positive, not -1.0",
        "thermostat: {temperature: 1}, barostat: {pressure: 1, shape: ful}             | .barostat.shape: unknown value 'ful'; did you mean 'full'?",
        "thermostat: {temperature: 1}, barostat: {pressure: 1, pressures: [0,0,0,0,0,0]} | .barostat: either pressure or pressures, not both",
        "thermostat: {temperature: 1}, barostat: {pressures: [0,0,0,0,0,0]}            | .barostat.pressures: a cell of shape isotropic holds one pressure; give pressure, or the shape anisotropic or full",
        "thermostat: {temperature: 1}, barostat: {shape: full, pressures: [0,0]}       | .barostat.pressures: six values are needed (xx, yy, zz, xy, xz, yz), given are 2",
        "thermostat: {temperature: 1}, barostat: {shape: anisotropic, pressures: [0,0,0,0,0,1]} | .barostat.pressures: a cell of shape anisotropic does not shear; give zeros for xy, xz and yz, or the shape full",
        "thermostat: {temperature: 1, type: csvr}, barostat: {pressure: 1, type: mtk}  | .barostat.type: mtk goes with the thermostat nosehoover only; rescaling goes with all",
        "thermostat: {temperature: 1}, barostat: {pressure: 1, type: mtk, every: 3}    | .barostat: every and bulk_modulus are for rescaling, not for mtk",
        "thermostat: {temperature: 1}, barostat: {pressure: 1, type: mtk}, hold: [{x: [0, 1]}] | .barostat.type: mtk moves all atoms; with hold take rescaling",
        "thermostat: {temperature: 1}, barostat: {pressure: 1}, strain_rate: {xx: 1}   | .strain_rate: the cell cannot follow a barostat and a rate of strain at once",
        "thermostat: {temperature: 0, type: nosehoover}                                | .thermostat.temperature: nosehoover needs temperatures above 0 K",
        "thermostat: {temperature: -300}                                               | .thermostat.temperature: must not be negative, but is -300.0",
        "strain_rate: {}                                                               | .strain_rate: at least one rate is needed: xx, yy, zz, xy, xz or yz",
        "strain_rate: {zz: -1000}                                                      | .strain_rate.zz: nothing would be left of the cell at the stage's end",
        "hold: [{velocity: [0, 0, 1]}]                                                 | .hold[0]: say which atoms: by atoms, elements, x, y or z",
        "hold: [{x: [0, 1], velocity: [0, 1]}]                                         | .hold[0].velocity: three values are needed, given are 2",
        "hold: [{z: [2, 1]}]                                                           | .hold[0].z: expected two numbers, the lower first",
        "hold: [{z: [2, 3]}], remove: {every: 5}                                       | .remove: the center of mass cannot be kept at rest while atoms are held; leave out remove or hold",
        "remove: {rotation: true}                                                      | .remove.every is missing",
        "output: {thermo: 0}                                                           | .output.thermo: must be positive, not 0",
        "output: {trajectory: {every: 10}}                                             | .output.trajectory.file is missing",
        "output: {trajectory: {file: a.xyz}}                                           | .output.trajectory.every is missing",
    })
    void refusesStagesThatContradict(String fields, String message) {
        assertEquals("run.yaml:3: stages[0]" + message, refusal("potential: Cu.eut\nstructure: start.xyz\nstages: [{steps: 1, " + fields + "}]\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{lattice: fcc, element: Cu}                          | run.yaml:2: structure.a is missing",
        "{lattice: fcc, a: 3}                                 | run.yaml:2: structure: this lattice takes 1 element, given are 0",
        "{lattice: fc, element: Cu, a: 3}                     | run.yaml:2: structure.lattice: unknown value 'fc'; did you mean 'fcc'?",
        "{lattice: fcc, element: Cu, a: 3, repeat: [1, 2]}    | run.yaml:2: structure.repeat: three values are needed, given are 2",
        "{lattice: fcc, element: Cu, a: 3, repeat: [1, 2, 0]} | run.yaml:2: structure.repeat: must be positive, not 0",
        "{lattice: fcc, file: x.xyz}                          | run.yaml:2: structure: either file or lattice is needed, not both",
        "{lattice: fcc, element: Cu, a: 3, frame: 2}          | run.yaml:2: structure.frame: a lattice has no frames; they belong to a file",
        "{file: x.xyz, a: 3}                                  | run.yaml:2: structure: element, elements, a and c belong to a lattice, not to a file",
        "{file: x.xyz, periodic: [true, 1, false]}            | run.yaml:2: structure.periodic[1]: expected true or false, found 1",
    })
    void refusesWrongStructures(String structure, String message) {
        assertEquals(message, refusal("potential: Cu.eut\nstructure: " + structure + "\nstages: [{steps: 1}]\n"));
    }

    @Test
    void refusesWhatIsNotYaml() {
        assertEquals("run.yaml:1: the file is empty; it needs potential, structure and stages", refusal("# nothing\n"));
        assertEquals("run.yaml:1: potential is missing", refusal("structure: x\nstages: [{steps: 1}]\n"));
        String message = refusal("potential: {file: Cu.eut\nstructure: x\n");
        assertEquals("run.yaml:", message.substring(0, 9), message);
    }
}
