import AllianceKit
import Cryptography
import TestKit
import Testing

@testable import Referrals

/// Packages: the same bytes, accepted by a public validator, and one changed byte is found.
@Suite struct BagTests {
    private static let now = Instant(year: 2026, month: 11, day: 23, hour: 9)!

    private func package(_ place: Int = 1) throws -> ReferralPackage {
        let record = ReferralRecord.examples[place]
        let event = Event("referrals.drafted", record.id, at: record.drafted, by: "analyst-1", facts: ["files": 1])
        return try ReferralPackage(record, custody: [LedgerEvent(sequence: 12, event: event)], at: Self.now)
    }

    @Test func holdsWhatTheLayoutSays() throws {
        #expect(
            try package().bag.files.map(\.path) == [
                "bag-info.txt", "bagit.txt", "data/custody.jsonl", "data/ncmec/fileDetails-1.xml",
                "data/ncmec/report.xml", "data/referral.json", "manifest-sha256.txt", "manifest-sha512.txt",
                "tagmanifest-sha256.txt", "tagmanifest-sha512.txt",
            ])
        let info = try text("bag-info.txt", in: package())
        #expect(
            info == """
                External-Identifier: ref_01k9v3c8m4example00000001
                Bagging-Date: 2026-11-23
                External-Description: Referral of an incident: hashes and case facts, no content
                Source-Organization: Example Hotline
                Contact-Email: hotline@example.org
                Alliance-Receiver: ncmec-nov2025
                Alliance-Content-Digest: \(try package().contentDigest)
                Payload-Oxum: \(try oxum(package()))

                """)
    }

    @Test func theSamePackageHasTheSameBytes() throws {
        #expect(try package() == package())
        #expect(try package().bag.tar(folder: "a", at: Self.now) == package().bag.tar(folder: "a", at: Self.now))
        #expect(try package(0).bag.digest != package(1).bag.digest)
    }

    @Test func theDigestsAreWhatTheDocumentationSays() throws {
        let package = try package()
        let manifest = try text("manifest-sha256.txt", in: package)
        let judged = manifest.split(separator: "\n").filter { !$0.hasSuffix(" data/custody.jsonl") }
        let lines = judged.map { $0 + "\n" }.joined()
        #expect(package.contentDigest == Digester.digest(.sha256, of: Array(lines.utf8)))
        let longer = try ReferralPackage(ReferralRecord.examples[1], custody: [], at: Self.now)
        #expect(longer.contentDigest == package.contentDigest)
        #expect(longer.bag.digest != package.bag.digest)
        #expect(try ReferralPackage.contentDigest(of: ReferralRecord.examples[1]) == package.contentDigest)
    }

    @Test func neverWritesOverAnythingAndLeavesNoHalves() throws {
        let folder = try TemporaryFolder()
        let target = folder.file("package")
        try package().bag.write(toFolder: target)
        let error = try #require(throws: AllianceError.self) { try package().bag.write(toFolder: target) }
        #expect(error.code == "referrals.package.exists")
        #expect(error.exitCode == .cannotWrite)
        #expect(try Files.names(in: folder.path) == ["package"])
        #expect(throws: AllianceError.self) { try package().bag.write(toFolder: "/proc/none/package") }
    }

    @Test func aPathThatDoesNotFitAnArchiveIsAnError() {
        let bag = Bag(payload: [Bag.File(String(repeating: "x", count: 120), [1])], info: [])
        #expect(throws: AllianceError.self) { try bag.tar(folder: "f", at: Self.now) }
    }

    @Test(
        .enabled(
            if: ExternalTool.exists("bagit.py"),
            "bagit.py is missing: pip install bagit into .build/test-tools or $ALLIANCE_TEST_TOOLS"))
    func aPublicValidatorAcceptsItAndFindsAnyChangedByte() throws {
        let bagit = try #require(ExternalTool.path("bagit.py"))
        let folder = try TemporaryFolder()
        let target = folder.file("package")
        let package = try package()
        try package.bag.write(toFolder: target)
        let good = try ExternalTool.run(bagit, ["--validate", target])
        #expect(good.exitCode == 0, "\(good.errors)")
        for file in package.bag.files where !file.path.hasPrefix("tagmanifest") {
            var bytes = file.bytes
            bytes[bytes.count / 2] ^= 1
            try Files.write(bytes, to: "\(target)/\(file.path)")
            #expect(try ExternalTool.run(bagit, ["--validate", target]).exitCode != 0, "\(file.path)")
            try Files.write(file.bytes, to: "\(target)/\(file.path)")
        }
        #expect(try ExternalTool.run(bagit, ["--validate", target]).exitCode == 0)
    }

    @Test(.enabled(if: ExternalTool.exists("tar"), "tar is missing"))
    func tarOpensTheArchive() throws {
        let folder = try TemporaryFolder()
        let package = try package()
        try Files.write(try package.bag.tar(folder: "ref_x", at: Self.now), to: folder.file("a.tar"))
        let tar = try #require(ExternalTool.path("tar"))
        let result = try ExternalTool.run(tar, ["-xf", folder.file("a.tar"), "-C", folder.path])
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(result.errors.isEmpty)
        for file in package.bag.files { #expect(try Files.read(folder.file("ref_x/\(file.path)")) == file.bytes) }
    }

    private func text(_ path: String, in package: ReferralPackage) throws -> String {
        let file = try #require(package.bag.files.first { $0.path == path })
        return String(decoding: file.bytes, as: UTF8.self)
    }

    private func oxum(_ package: ReferralPackage) -> String {
        let payload = package.bag.files.filter { $0.path.hasPrefix("data/") }
        return "\(payload.reduce(0) { $0 + $1.bytes.count }).\(payload.count)"
    }
}
