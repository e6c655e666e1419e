package org.eutectic.cli;

import picocli.CommandLine.Command;

@Command(name = "check")
final class CheckCommand implements Runnable {
    @Override
    public void run() {
        throw new CommandException("not yet");
    }
}
