import AllianceKit
import Glibc

/// A hotline's half year in seconds, through the real commands, on the real store: `alliance-simulation run FOLDER CASES DAYS STEP-HOURS` goes on
/// where the folder stands and prints `done`; it may be killed at any moment and started again. `alliance-simulation check FOLDER CASES
/// DAYS STEP-HOURS` says what is wrong afterwards and exits 1, or prints `clean`. Both are started where `Examples` is.
@main struct Simulation {
    static func main() async {
        let words = CommandLine.arguments
        do {
            guard words.count == 6, let cases = Int(words[3]), let days = Int(words[4]), let step = Int(words[5]),
                cases > 0, days > 0, step > 0
            else { return usage() }
            let hotline = try SimulatedHotline(folder: words[2], cases: cases, days: days)
            switch words[1] {
            case "run":
                try await hotline.live(stepHours: step)
                say("done")
            case "check":
                hotline.clock.now = SimulatedHotline.start.adding(hours: days * 24 / step * step)
                let problems = try SimulationCheck(hotline: hotline).problems()
                for problem in problems { say(problem) }
                if problems.isEmpty { say("clean") } else { exit(1) }
            default: usage()
            }
        } catch {
            say("failed \(error)")
            exit(70)
        }
    }

    private static func usage() {
        say("alliance-simulation run|check FOLDER CASES DAYS STEP-HOURS")
        exit(64)
    }

    /// A line on standard output, at once.
    static func say(_ text: String) {
        let bytes = Array("\(text)\n".utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe write(1, $0.baseAddress, $0.count) }
    }
}
