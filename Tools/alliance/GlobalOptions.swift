import AllianceKit
import CommandLineKit

/// Options that every command understands, anywhere on the command line.
struct GlobalOptions: ArgumentGroup {
    @Option(
        "The workspace folder. Otherwise $ALLIANCE_WORKSPACE, else the current folder if it is one.", placeholder: "DIR"
    )
    var workspace: String?

    @Option(
        "Who acts, as it appears in the ledger. Otherwise $ALLIANCE_ACTOR, else the login name.", placeholder: "NAME")
    var actor: String?

    @Option("How records are printed.") var format = OutputFormat.table

    @Flag("Say nothing but warnings and errors on standard error.", short: "q") var quiet

    @Flag("Show help for the command and exit.", short: "h") var help

    @Flag("Show the version and exit.") var version
}
