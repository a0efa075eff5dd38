import FuzzKit
import Transport

/// Hostile answers of name servers are read or refused; reading them always ends.
@main struct Fuzz {
    static func main() {
        fuzz { bytes in
            // The id and the name are what the answer claims, so that more than the first check is reached.
            guard bytes.count > 12 else { return }
            let id = UInt16(bytes[0]) << 8 | UInt16(bytes[1])
            let answer = DNSAnswer(bytes, id: id, name: "a.test", kind: 1)
            precondition((answer?.aliases.count ?? 0) <= DNSAnswer.aliasLimit)
        }
    }
}
