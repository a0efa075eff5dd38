import FuzzKit
import Takedown

/// A resource reads as itself, and its list key is the same again.
@main struct Fuzz {
    static func main() {
        fuzz { bytes in
            guard let url = try? URLIdentity(parsing: String(decoding: bytes, as: UTF8.self)) else { return }
            guard let again = try? URLIdentity(parsing: url.resource), again.resource == url.resource,
                again.listKey == url.listKey
            else { fatalError("a resource reads as another resource: \(url.resource)") }
        }
    }
}
