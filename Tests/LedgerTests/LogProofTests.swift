import AllianceKit
import Cryptography
import Ledger
import Testing

@Suite struct LogProofTests {
    let signer: NoteSigner
    let hasher = TreeHasher()

    init() throws {
        signer = try NoteSigner(name: "example.org/ledger", seed: [UInt8](repeating: 7, count: 32))
    }

    func proof(index: Int, size: Int) throws -> (LogProof, [UInt8]) {
        let tree = NaiveTree(size: size)
        let head = Checkpoint(origin: "example.org/ledger", size: size, root: tree.root(0, size))
        let path = try InclusionProof(index: index, size: size, from: tree, hasher)
        let checkpoint = Array(head.signed(by: signer).description.utf8)
        return (LogProof(index: index, hashes: path.hashes, checkpoint: checkpoint), Array("entry \(index)".utf8))
    }

    @Test func writtenReadAndVerified() throws {
        for (index, size) in [(0, 1), (0, 2), (5, 7), (99, 100)] {
            var (proof, entry) = try proof(index: index, size: size)
            #expect(try LogProof(proof.bytes) == proof)
            #expect(try proof.verify(entry: entry, key: signer.verifier).size == size)
            proof.extra = entry
            #expect(try LogProof(proof.bytes) == proof)
        }
    }

    @Test func everyChangedByteIsRefused() throws {
        let (proof, entry) = try proof(index: 5, size: 11)
        let bytes = proof.bytes
        for place in bytes.indices {
            for bit in [0, 5] {
                var changed = bytes
                changed[place] ^= 1 << UInt8(bit)
                #expect(throws: AllianceError.self) {
                    try LogProof(changed).verify(entry: entry, key: signer.verifier)
                }
            }
        }
        for count in bytes.indices {
            #expect(throws: AllianceError.self) {
                try LogProof(Array(bytes.prefix(count))).verify(entry: entry, key: signer.verifier)
            }
        }
        #expect(throws: AllianceError.self) { try proof.verify(entry: entry + [0], key: signer.verifier) }
    }

    @Test(arguments: [
        "", "\n\n", "c2sp.org/tlog-proof@v1\n\n", "c2sp.org/tlog-proof@v2\nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\nindex 00\n\n", "c2sp.org/tlog-proof@v1\nindex -1\n\n",
        "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\n", "c2sp.org/tlog-proof@v1\nextra ?\nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\nindex 0\nextra AAAA\n\n", "c2sp.org/tlog-proof@v1\r\nindex 0\r\n\r\n",
        "c2sp.org/tlog-proof@v1\nindex 99999999999999999999\n\n",
    ])
    func malformedProofsAreRefused(text: String) {
        let error = #expect(throws: AllianceError.self) { try LogProof(Array(text.utf8)) }
        #expect(error?.code == "ledger.proof.format")
    }

    @Test func aProofWithTooManyHashesIsRefused() throws {
        var (proof, _) = try proof(index: 0, size: 1)
        proof.hashes = [SHA256Hash](repeating: SHA256Hash(), count: 64)
        #expect(throws: AllianceError.self) { try LogProof(proof.bytes) }
        #expect(throws: AllianceError.self) { try LogProof([UInt8](repeating: 10, count: LogProof.byteLimit + 1)) }
    }

    @Test func aProofOfAMillionEntriesStaysSmall() throws {
        let hashes = [SHA256Hash](repeating: SHA256Hash(), count: 20)
        let head = Checkpoint(origin: "hotline.example.org/alliance", size: 1_000_000, root: SHA256Hash())
        let checkpoint = Array(head.signed(by: signer).description.utf8)
        #expect(LogProof(index: 999_999, hashes: hashes, checkpoint: checkpoint).bytes.count <= 1200)
    }
}
