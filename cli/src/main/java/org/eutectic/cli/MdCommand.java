package org.eutectic.cli;

import picocli.CommandLine.Command;

@Command(name = "md")
final class MdCommand implements Runnable {
    @Override
    public void run() {
        throw new CommandException("not yet");
    }
}
