import AllianceKit
import CommandLineKit

struct VersionCommand: Command {
    static let name = "version"
    static let summary = "Show the version of this build."
    static let examples = [CommandExample("For a bug report", "alliance version --format json")]
    static let output = OutputShape.record([
        OutputField("version", .text, "Semantic version of the toolkit"),
        OutputField("swift", .text, "The language version it was built with"),
        OutputField("platform", .text, "The processor and system it was built for"),
        OutputField("build", .text, "debug or release"),
    ])

    init() {}

    func run(_ context: CommandContext) async throws {
        try context.output.write(
            [
                "version": .string(Version.number), "swift": .string(Version.swift),
                "platform": .string(Version.platform),
                "build": .string(Version.build),
            ], as: Self.output)
    }
}
