import AllianceKit
import Glibc

/// The command `alliance`: it only reads its surroundings and hands over to `Driver`.
@main struct Alliance {
    static func main() async {
        // A reader that goes away ends a write with EPIPE, which the driver knows how to end quietly.
        signal(SIGPIPE, SIG_IGN)
        FaultReport.install()
        do {
            let code = try await Driver.system().run(Array(CommandLine.arguments.dropFirst()))
            exit(code.rawValue)
        } catch {
            let talk = Talk(quiet: false, isTerminal: false, now: Injection.systemTime, sink: Driver.writeError)
            exit(talk.explain(error).rawValue)
        }
    }
}
