package org.eutectic.cli;

import picocli.CommandLine.Command;

@Command(name = "relax")
final class RelaxCommand implements Runnable {
    @Override
    public void run() {
        throw new CommandException("not yet");
    }
}
