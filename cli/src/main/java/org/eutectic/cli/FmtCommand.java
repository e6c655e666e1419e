package org.eutectic.cli;

import picocli.CommandLine.Command;

@Command(name = "fmt")
final class FmtCommand implements Runnable {
    @Override
    public void run() {
        throw new CommandException("not yet");
    }
}
