import AllianceKit
import Cryptography
import TestKit
import Testing

@testable import Ledger

/// Programs that share no code with ours must agree with it, and must refuse every change.
@Suite struct OutsideVerifierTests {
    static let python = ExternalTool.path("python3")
    static let cryptography = ExternalTool.python(importing: "cryptography")
    static let pymerkle = ExternalTool.python(importing: "pymerkle")

    /// A log of a size, exported in two steps, so that files of partial tiles come and go.
    static func exported(_ size: Int) async throws -> (LedgerUnderTest, String) {
        let ledger = try LedgerUnderTest()
        let folder = ledger.folder.file("export")
        for part in [size / 3, size - size / 3] {
            try ledger.append(part)
            let run = await CommandRun.run(ExportCommand.self, [folder], in: ledger.workspace)
            #expect(run.exitCode == .done, "\(run.errors)")
        }
        return (ledger, folder)
    }

    static func verify(_ folder: String, _ ledger: LedgerUnderTest, _ python: String) throws -> ExternalTool.Result {
        try ExternalTool.run(
            python, [Fixtures.path("ledger/verify_log.py"), folder, ledger.verifier.description])
    }

    @Test(
        .enabled(if: python != nil, "python3 is not installed"),
        arguments: [0, 1, 255, 256, 257, 700, 66_000])
    func anIndependentVerifierAcceptsTheExport(size: Int) async throws {
        let (ledger, folder) = try await Self.exported(size)
        let python = try #require(Self.cryptography ?? Self.python)
        let result = try Self.verify(folder, ledger, python)
        // Exit code 3 says loudly that the signature was not looked at, because `cryptography` is missing.
        #expect(result.exitCode == (Self.cryptography == nil ? 3 : 0), "\(result.errors)")
        let root = try ledger.head { try $0.root() }
        #expect(result.output == "OK: \(size) entries, root \(root)\n")
    }

    @Test(.enabled(if: cryptography != nil, "the Python package cryptography is not installed"))
    func theIndependentVerifierRefusesEveryChange() async throws {
        let (ledger, folder) = try await Self.exported(520)
        let python = try #require(Self.cryptography)
        let files = [
            "checkpoint", "tile/entries/000", "tile/entries/001", "tile/entries/002.p/8", "tile/0/000",
            "tile/0/002.p/8",
            "tile/1/000.p/2",
        ]
        var randomness = SystemRandomNumberGenerator()
        for file in files {
            let bytes = try Files.read("\(folder)/\(file)")
            for _ in 0..<3 {
                var changed = bytes
                changed[Int.random(in: changed.indices, using: &randomness)] ^= 1 << UInt8.random(in: 0..<8)
                try Files.write(changed, to: "\(folder)/\(file)")
                #expect(try Self.verify(folder, ledger, python).exitCode == 1)
            }
            try Files.write(Array(bytes.dropLast()), to: "\(folder)/\(file)")
            #expect(try Self.verify(folder, ledger, python).exitCode == 1)
            try Files.remove("\(folder)/\(file)")
            #expect(try Self.verify(folder, ledger, python).exitCode == 1)
            try Files.write(bytes, to: "\(folder)/\(file)")
        }
        #expect(try Self.verify(folder, ledger, python).exitCode == 0)
    }

    @Test(.enabled(if: pymerkle != nil, "the Python package pymerkle is not installed"))
    func pymerkleAgreesOnRootsAndProofs() async throws {
        let (ledger, folder) = try await Self.exported(700)
        let proofs = try ledger.head { head in
            let sizes = [1, 2, 3, 4, 7, 255, 256, 257, 300, 511, 512, 513, 640, 699, 700]
            let inclusion = try sizes.flatMap { size in
                try Set([0, size / 2, size - 1]).map { index -> JSONValue in
                    [
                        "index": .int(index), "size": .int(size),
                        "hashes": .array(try head.inclusion(index, size: size).hashes.map { .text($0) }),
                    ]
                }
            }
            let consistency = try (1...700).map { old -> JSONValue in
                [
                    "old": .int(old), "new": 700, "oldRoot": .text(try head.root(old)),
                    "newRoot": .text(try head.root()),
                    "hashes": .array(try head.consistency(from: old).hashes.map { .text($0) }),
                ]
            }
            return JSONValue.object([
                "size": .int(head.size), "root": .text(try head.root()), "inclusion": .array(inclusion),
                "consistency": .array(consistency),
            ])
        }
        let file = try ledger.folder.write("proofs.json", JSONText.encode(proofs))
        let python = try #require(Self.pymerkle)
        let result = try ExternalTool.run(python, [Fixtures.path("ledger/check_with_pymerkle.py"), folder, file])
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(result.output == "OK 42 inclusion, 700 consistency proofs, 350 of them by pymerkle itself\n")
    }
}
