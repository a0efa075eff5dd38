import CommandLineKit

extension Command {
    /// Runs the command, ends its output, and says errors on standard error; the driver and the tests share this. Standard
    /// output that was closed by its reader ends the command quietly.
    public func execute(_ context: CommandContext) async -> ExitCode {
        do {
            try await run(context)
            try context.output.finish(Self.output)
            return context.failureCount == 0 ? .done : .partial
        } catch {
            // What was written before the error is still ended well: a JSON array is closed, a table is printed.
            if !Self.isClosedOutput(error) { try? context.output.finish(Self.output, empty: false) }
            return context.talk.explain(error)
        }
    }

    private static func isClosedOutput(_ error: any Error) -> Bool {
        (error as? AllianceError)?.code == AllianceError.outputClosed.code
    }
}

extension AllianceError {
    /// The reader of standard output went away: nothing to say, and nobody to say it to.
    public static let outputClosed = AllianceError(
        "output.closed", "standard output was closed by its reader", exit: .inputOutput)
}

extension Talk {
    /// Says an error that ended a command, and gives its exit code. Errors that are not the toolkit's own are a fault of it.
    public func explain(_ error: any Error, help: String? = nil) -> ExitCode {
        switch error {
        case let known as AllianceError:
            if known.code != AllianceError.outputClosed.code { self.error(known) }
            return known.exitCode
        case let usage as UsageError:
            self.error(AllianceError("usage", usage.message, hint: help.map { "see: \($0)" }, exit: .usage))
            return .usage
        default:
            self.error(
                AllianceError(
                    "bug", "unexpected error: \(error)", hint: "please report this with the command you ran", exit: .bug
                ))
            return .bug
        }
    }
}
