import FuzzKit
import Takedown

/// Hostile RDAP answers are read or refused.
@main struct Fuzz {
    static func main() {
        fuzz { bytes in _ = try? RDAPAnswer(bytes) }
    }
}
