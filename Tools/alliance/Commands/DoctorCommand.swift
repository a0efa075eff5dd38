import AllianceKit
import CommandLineKit

struct DoctorCommand: Command {
    static let name = "doctor"
    static let summary = "Check this installation and the workspace, and say what to mend."
    static let discussion = """
        Looks and changes nothing. Every module adds its own checks. The exit code is 1 when something failed; warnings alone \
        leave it at 0. Outside a workspace only the installation is checked.
        """
    static let examples = [
        CommandExample("Check everything", "alliance doctor"),
        CommandExample("Show only what is wrong", "alliance doctor --problems"),
    ]
    static let output = OutputShape.records([
        OutputField("state", .text, "ok, warning or failed"), OutputField("check", .text, "Which check"),
        OutputField("subject", .text, "What was looked at"), OutputField("detail", .text, "What was found"),
        OutputField("hint", .text, "What to do about it"),
    ])

    @Flag("Leave out what is as it should be.") var problems

    init() {}

    func run(_ context: CommandContext) async throws {
        for plugin in context.registry.plugins {
            for check in plugin.healthChecks {
                for finding in findings(of: check, context) where !problems || finding.state != .ok {
                    try context.output.write(
                        [
                            "state": .string(finding.state.rawValue), "check": .string(check.name),
                            "subject": .string(finding.subject), "detail": .string(finding.detail),
                            "hint": .text(finding.hint),
                        ], as: Self.output)
                    if finding.state == .failed {
                        context.report(
                            AllianceError(
                                "doctor.failed", "\(finding.subject): \(finding.detail)", hint: finding.hint))
                    }
                }
            }
        }
    }

    /// A check that needs a workspace is silent outside of one; `WorkspaceCheck` says that there is none. One that cannot even
    /// look has failed.
    private func findings(of check: any HealthCheck.Type, _ context: CommandContext) -> [HealthFinding] {
        do {
            return try check.examine(context)
        } catch let error as AllianceError where error.code == "workspace.missing" {
            return []
        } catch {
            return [HealthFinding(.failed, check.name, "\(error)")]
        }
    }
}
