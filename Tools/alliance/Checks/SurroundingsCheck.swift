import AllianceKit
import Glibc

/// Clock and randomness: the system's, and plausible.
enum SurroundingsCheck: HealthCheck {
    static let name = "surroundings"

    static func examine(_ context: CommandContext) throws -> [HealthFinding] {
        var findings: [HealthFinding] = []
        for variable in ["ALLIANCE_CLOCK", "ALLIANCE_RANDOM_SEED"] {
            guard let value = context.surroundings.environment[variable], !value.isEmpty else { continue }
            findings.append(
                HealthFinding(
                    .warning, variable, "set to \(value)", hint: "only for tests and demonstrations; unset it"))
        }
        if findings.isEmpty, context.surroundings.isInjected {
            findings.append(HealthFinding(.warning, "clock and randomness", "not the system's"))
        }
        return findings + [clock(context.surroundings.now(), built: built)]
    }

    /// A clock that is before the build of this program is wrong, and with it every deadline and every expiry.
    static func clock(_ now: Instant, built: Instant?) -> HealthFinding {
        if let built, now < built.adding(hours: -24) {
            return HealthFinding(
                .failed, "clock", "\(now) is before this program was built (\(built.date))",
                hint: "set the system's clock")
        }
        return HealthFinding(.ok, "clock", "\(now)")
    }

    private static var built: Instant? {
        var status = stat()
        guard unsafe stat("/proc/self/exe", &status) == 0 else { return nil }
        return Instant(milliseconds: Int64(status.st_mtim.tv_sec) * 1000)
    }
}
