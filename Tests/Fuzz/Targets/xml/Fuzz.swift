import Formats
import FuzzKit

/// Hostile XML is read or refused. (What was read need not be writable: our writer takes plain ASCII names only.)
@main struct Fuzz {
    static func main() {
        fuzz { bytes in _ = try? XMLDocument(bytes, named: "fuzz") }
    }
}
