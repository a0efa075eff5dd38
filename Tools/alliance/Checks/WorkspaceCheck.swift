import AllianceKit

/// Whether there is a workspace, and what its configuration says.
enum WorkspaceCheck: HealthCheck {
    static let name = "workspace"

    static func examine(_ context: CommandContext) throws -> [HealthFinding] {
        let workspace: Workspace
        do {
            workspace = try context.workspace()
        } catch let error as AllianceError where error.code == "workspace.missing" {
            return [HealthFinding(.warning, "workspace", error.message, hint: error.hint)]
        } catch let error as AllianceError {
            return [HealthFinding(.failed, "workspace", "\(error)", hint: error.hint)]
        }
        let settings = workspace.configuration.problems(of: context.registry.settings).map {
            HealthFinding(.failed, "configuration", $0.message, hint: $0.hint)
        }
        return [HealthFinding(.ok, "workspace", workspace.folder)] + configuration(workspace.configuration) + settings
    }

    private static func configuration(_ configuration: Configuration) -> [HealthFinding] {
        var findings: [HealthFinding] = []
        if configuration.organisation == Configuration.initial.organisation {
            findings.append(
                HealthFinding(
                    .warning, "organisation", "still the example, \(configuration.organisation.name)",
                    hint: "set name, email, domain and country in config.json"))
        } else {
            findings.append(HealthFinding(.ok, "organisation", configuration.organisation.name))
        }
        for (verb, reason) in configuration.onePersonVerbs.sorted(by: { $0.key < $1.key }) {
            findings.append(
                HealthFinding(
                    .warning, "two-person rule", "relaxed for \(verb): \(reason)",
                    hint: "remove it from onePersonVerbs when there is a second person"))
        }
        return findings
    }
}
