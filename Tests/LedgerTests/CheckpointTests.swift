import AllianceKit
import Cryptography
import Ledger
import Testing

@Suite struct CheckpointTests {
    let signer: NoteSigner
    let root = SHA256Hash([UInt8](0..<32))!

    init() throws {
        signer = try NoteSigner(name: "example.org/ledger", seed: [UInt8](repeating: 7, count: 32))
    }

    @Test func textAndBack() throws {
        let head = Checkpoint(origin: "example.org/ledger", size: 42, root: root)
        #expect(head.text == "example.org/ledger\n42\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n")
        #expect(try Checkpoint(text: head.text) == head)
        let extended = Checkpoint(origin: "a", size: 0, root: root, extensions: ["more", "lines"])
        #expect(try Checkpoint(text: extended.text) == extended)
    }

    @Test func signedAndVerified() throws {
        let head = Checkpoint(origin: "example.org/ledger", size: 1_000_000, root: root)
        let bytes = Array(head.signed(by: signer).description.utf8)
        #expect(bytes.count < 250)
        #expect(try Checkpoint(note: bytes, verifiedBy: signer.verifier) == head)
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 1
            #expect(throws: AllianceError.self) { try Checkpoint(note: changed, verifiedBy: signer.verifier) }
        }
        for count in bytes.indices {
            #expect(throws: AllianceError.self) {
                try Checkpoint(note: Array(bytes.prefix(count)), verifiedBy: signer.verifier)
            }
        }
    }

    @Test func anotherLogsCheckpointUnderTheRightKeyIsRefused() throws {
        let head = Checkpoint(origin: "example.org/other", size: 1, root: root)
        let error = #expect(throws: AllianceError.self) {
            try Checkpoint(note: Array(head.signed(by: signer).description.utf8), verifiedBy: signer.verifier)
        }
        #expect(error?.code == "ledger.checkpoint.origin")
    }

    @Test(arguments: [
        "", "o\n1\n", "o\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "o\n1\nAAEC\n",
        "\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n", "o\n01\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
        "o\n-1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n", "o\n\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
        "o\n9223372036854775808\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
        "o\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9=\n",
        "o\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n\n",
        "o\n+1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
    ])
    func malformedTextsAreRefused(text: String) {
        let error = #expect(throws: AllianceError.self) { try Checkpoint(text: text) }
        #expect(error?.code == "ledger.checkpoint.format")
    }
}
