import AllianceKit
import Glibc

/// Room for the store to grow.
enum DiskSpaceCheck: HealthCheck {
    static let name = "disk"

    static func examine(_ context: CommandContext) throws -> [HealthFinding] {
        let folder = try context.workspace().folder
        var status = statvfs()
        guard unsafe statvfs(folder, &status) == 0 else {
            return [HealthFinding(.failed, "disk space", "cannot be read", hint: "look at the disk of \(folder)")]
        }
        return [finding(free: UInt64(status.f_bavail) * UInt64(status.f_frsize))]
    }

    static func finding(free: UInt64) -> HealthFinding {
        let megabytes = free >> 20
        let detail = megabytes >= 10_240 ? "\(megabytes >> 10) GiB free" : "\(megabytes) MiB free"
        if megabytes < 64 { return HealthFinding(.failed, "disk space", detail, hint: "free some space now") }
        if megabytes < 1024 { return HealthFinding(.warning, "disk space", detail, hint: "free some space soon") }
        return HealthFinding(.ok, "disk space", detail)
    }
}
