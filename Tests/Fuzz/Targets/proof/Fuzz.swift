import FuzzKit
import Ledger

/// Proofs and signed notes have one spelling: what is read is written again byte for byte.
@main struct Fuzz {
    static func main() {
        fuzz { bytes in
            if let proof = try? LogProof(bytes), proof.bytes != bytes { fatalError("a proof has two spellings") }
            if let note = try? SignedNote(bytes), Array(note.description.utf8) != bytes {
                fatalError("a note has two spellings")
            }
        }
    }
}
