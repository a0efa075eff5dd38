import AllianceKit
import Cryptography
import Ledger
import TestKit
import Testing

/// The files of the worked example in `docs/ledger.md`. They pin the formats: what was signed once must verify for ever.
@Suite struct ExampleTests {
    let proof: LogProof
    let entry: [UInt8]
    let key: VerifierKey

    init() throws {
        proof = try LogProof(try Fixtures.bytes("ledger/example/2.tlog-proof"))
        entry = try Fixtures.bytes("ledger/example/2.json")
        key = try VerifierKey(try Fixtures.text("ledger/example/ledger.pub").dropLast())
    }

    @Test func theProofVerifies() throws {
        let head = try proof.verify(entry: entry, key: key)
        #expect(head.size == 4)
        #expect(head.root.description == "3a52a969ddb383c9f776ac27385a0815bb6cda2d0b15cd69f80a62dcfff55d0a")
        #expect(try Fixtures.bytes("ledger/example/checkpoint") == proof.checkpoint)
    }

    @Test func theEntryReads() throws {
        let read = try LogEntry(entry)
        #expect(read.sequence == 2)
        #expect(read.event.kind == "commitments.added")
        #expect(read.bytes == entry)
    }

    @Test func theDocumentShowsTheseFiles() throws {
        let document = String(decoding: try Files.read("\(Fixtures.package)/docs/ledger.md"), as: UTF8.self)
        #expect(document.contains(String(decoding: proof.bytes, as: UTF8.self)))
        #expect(document.contains(key.description))
    }

    /// The program in the document, run on the files.
    @Test(.enabled(if: ExternalTool.exists("python3"), "python3 is not installed"))
    func theProgramInTheDocumentRuns() throws {
        let document = String(decoding: try Files.read("\(Fixtures.package)/docs/ledger.md"), as: UTF8.self)
        let parts = document.split(separator: "<<'PYTHON'\n")
        let program = try #require(parts.last?.split(separator: "\nPYTHON\n").first)
        let python = try #require(ExternalTool.path("python3"))
        let result = try ExternalTool.run(
            python, ["-c", String(program)], folder: Fixtures.path("ledger/example"))
        #expect(result.output == "True\n", "\(result.errors)")
    }
}
