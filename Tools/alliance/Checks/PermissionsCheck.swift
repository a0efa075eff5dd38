import AllianceKit

/// Keys and case data are for their owner only.
enum PermissionsCheck: HealthCheck {
    static let name = "permissions"

    static func examine(_ context: CommandContext) throws -> [HealthFinding] {
        let workspace = try context.workspace()
        var findings = [finding(workspace.keysFolder, "keys folder", allowed: 0o700, failing: true)]
        for name in (try? Files.names(in: workspace.keysFolder)) ?? [] where !name.hasSuffix(".pub") {
            findings.append(finding("\(workspace.keysFolder)/\(name)", "key \(name)", allowed: 0o600, failing: true))
        }
        for name in [Workspace.storeFile, Workspace.listsFile, Workspace.configurationFile] {
            findings.append(finding(workspace.path(name), name, allowed: 0o640, failing: false))
        }
        return findings
    }

    private static func finding(_ path: String, _ subject: String, allowed: UInt32, failing: Bool) -> HealthFinding {
        guard let mode = Files.permissions(path) else { return HealthFinding(.failed, subject, "missing: \(path)") }
        let octal = String(mode, radix: 8)
        guard mode & ~allowed == 0 else {
            return HealthFinding(
                failing ? .failed : .warning, subject, "mode \(octal) lets others in",
                hint: "chmod \(String(allowed, radix: 8)) \(path)")
        }
        return HealthFinding(.ok, subject, "mode \(octal)")
    }
}
