import Foundation
import TestKit
import Testing

@Suite struct LibraryUserTests {
    /// Builds a package of its own, so it is slow; Scripts/test does the same once.
    @Test(.enabled(if: LongTests.enabled, LongTests.reason))
    func aPackageOutsideImportsOnlyHashing() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Fixtures.package + "/Scripts/test-library-user")
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    @Test func itImportsNothingElseOfOurs() throws {
        let path = Fixtures.package + "/Examples/library-user/Sources/HashAPicture/HashAPicture.swift"
        let imports = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").filter {
            $0.hasPrefix("import ")
        }
        #expect(imports == ["import FoundationEssentials", "import Hashing"])
    }
}
