import AllianceKit
import Foundation
import TestKit
import Testing

/// What docs/hashing.md tells a newcomer to type runs as it stands, in its order.
@Suite struct HashingGuideTests {
    @Test func theGuideRuns() throws {
        let page = try String(contentsOfFile: "\(Fixtures.package)/docs/hashing.md", encoding: .utf8)
        let guide = try #require(page.components(separatedBy: "\n## From the first hash").last)
            .components(separatedBy: "\n## ")[0]
        let blocks = guide.components(separatedBy: "```sh\n").dropFirst().map { $0.components(separatedBy: "\n```")[0] }
        #expect(blocks.count == 2)
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: "\(Fixtures.package)/Examples", toPath: folder.file("Examples"))
        let tools = URL(fileURLWithPath: AllianceRun.program).deletingLastPathComponent().path
        let run = try ExternalTool.run(
            "/bin/bash", ["-e", "-o", "pipefail", "-c", blocks.joined(separator: "\n")],
            environment: ["PATH": "\(tools):/usr/local/bin:/usr/bin:/bin", "HOME": folder.path, "LC_ALL": "C.UTF-8"],
            folder: folder.path)
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(run.output.contains("\"in\":11,\"out\":11,\"matched\":9,\"errors\":0"))
        #expect(run.output.hasSuffix("the same bytes\n"))
    }
}
