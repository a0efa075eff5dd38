import AllianceKit
import Cryptography
import Ledger
import Testing

@Suite struct NoteTests {
    let signer: NoteSigner

    init() throws {
        signer = try NoteSigner(name: "example.org/ledger", seed: [UInt8](repeating: 7, count: 32))
    }

    /// The example of Go's `golang.org/x/mod/sumdb/note`, the format's first implementation.
    @Test func aPublishedNoteVerifies() throws {
        let key = try VerifierKey("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
        let text = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            """
        let signed =
            text
            + "\n\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
        let note = try SignedNote(Array(signed.utf8))
        #expect(note.text == text)
        #expect(try note.verified(by: [key]) == [key])
        #expect(key.description == "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
        #expect(note.description == signed)
    }

    @Test func signingAndReading() throws {
        let text = "first\n\nthird\n"
        let note = SignedNote(text: text, signatures: [signer.sign(text)])
        let read = try SignedNote(Array(note.description.utf8))
        #expect(read == note)
        #expect(try read.verified(by: [signer.verifier]) == [signer.verifier])
    }

    @Test func unknownSignaturesAreIgnoredAndSeveralKeysCount() throws {
        let other = try NoteSigner(name: "example.org/witness", seed: [UInt8](repeating: 8, count: 32))
        let sameName = try NoteSigner(name: "example.org/ledger", seed: [UInt8](repeating: 9, count: 32))
        let text = "text\n"
        let strange = NoteSignature(name: "unknown", keyID: [1, 2, 3, 4], signature: [5])
        let sameID = NoteSignature(name: "unknown", keyID: signer.verifier.id, signature: [5])
        let signatures = [strange, sameID, sameName.sign(text), other.sign(text), signer.sign(text)]
        let note = try SignedNote(Array(SignedNote(text: text, signatures: signatures).description.utf8))
        #expect(try note.verified(by: [signer.verifier]) == [signer.verifier])
        #expect(
            try note.verified(by: [signer.verifier, other.verifier]) == [other.verifier, signer.verifier])
        let third = try NoteSigner(name: "third", seed: [UInt8](repeating: 1, count: 32))
        #expect(throws: AllianceError.self) { try note.verified(by: [third.verifier]) }
        #expect(throws: AllianceError.self) { try note.verified(by: []) }
    }

    @Test func aWrongSignatureOfAKnownKeySpoilsTheNote() throws {
        let other = try NoteSigner(name: "example.org/witness", seed: [UInt8](repeating: 8, count: 32))
        var note = SignedNote(text: "text\n", signatures: [signer.sign("text\n"), other.sign("other text\n")])
        let error = #expect(throws: AllianceError.self) {
            try note.verified(by: [signer.verifier, other.verifier])
        }
        #expect(error?.code == "note.signature")
        note.text = "Text\n"
        #expect(throws: AllianceError.self) { try note.verified(by: [signer.verifier]) }
    }

    @Test func sixteenSignaturesAndMoreAreRead() throws {
        let many = (0..<100).map { NoteSignature(name: "key\($0)", keyID: [0, 0, 0, UInt8($0)], signature: [1]) }
        let note = SignedNote(text: "t\n", signatures: many)
        #expect(try SignedNote(Array(note.description.utf8)).signatures.count == 100)
        let tooMany = SignedNote(text: "t\n", signatures: many + [many[0]])
        #expect(throws: AllianceError.self) { try SignedNote(Array(tooMany.description.utf8)) }
    }

    @Test(arguments: [
        "", "\n", "\n\n", "text\n", "text\n\n", "text\n\n\u{2014} name\n", "text\n\n\u{2014} name AAAAAAA=",
        "text\n\n\u{2014} name AAAAAAA=\nrest", "text\n\n- name AAAAAAA=\n", "text\n\n\u{2014}  name AAAAAAA=\n",
        "text\n\n\u{2014} name AAAAAAA= \n", "text\n\n\u{2014} na+me AAAAAAA=\n", "text\n\n\u{2014} name AAAA\n",
        "text\n\n\u{2014} name AAAAAAB=\n", "text\n\n\u{2014} name AAAAAAA\n", "te\rxt\n\n\u{2014} name AAAAAAA=\n",
        "te\txt\n\n\u{2014} name AAAAAAA=\n", "text\n\n\u{2014} na\u{2003}me AAAAAAA=\n",
        "text\n\n\u{2014} name AAAAAAA=\n\u{2014} name\n", "text\n\n\u{2014} AAAAAAA=\n",
        "text\n\n\u{2014}  AAAAAAA=\n",
    ])
    func malformedNotesAreRefused(text: String) {
        let error = #expect(throws: AllianceError.self) { try SignedNote(Array(text.utf8)) }
        #expect(error?.code == "note.format")
    }

    @Test func notesThatAreNoTextOrTooLargeAreRefused() {
        #expect(throws: AllianceError.self) { try SignedNote([0xff, 0xfe, 0x0a]) }
        #expect(throws: AllianceError.self) {
            try SignedNote([UInt8](repeating: 0x61, count: SignedNote.byteLimit + 1))
        }
    }

    @Test(arguments: [
        "", "name", "name+c74f20a3", "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+AhpcQcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "PeterNeumann+c74f20a3+AQ==",
        "PeterNeumann+c74f20a3+", "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ])
    func malformedKeysAreRefused(text: String) { #expect(throws: AllianceError.self) { try VerifierKey(text) } }
}
