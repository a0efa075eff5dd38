import FuzzKit
import Takedown

/// A resource reads as itself, with the same list key; a list key is its own key under both editions; expressions are parts of it.
@main struct Fuzz {
    static func main() {
        var buffer = ListKeyBuffer()
        fuzz { bytes in
            for profile in ListProfile.allCases { checkKey(bytes, profile, &buffer) }
            guard let url = try? URLIdentity(parsing: String(decoding: bytes, as: UTF8.self)) else { return }
            guard let again = try? URLIdentity(parsing: url.resource), again.resource == url.resource,
                again.listKey == url.listKey, again.host == url.host
            else { fatalError("a resource reads as another resource: \(url.resource)") }
            for profile in ListProfile.allCases {
                guard let expressions = try? url.expressions(profile), 1...30 ~= expressions.count else {
                    fatalError("a resource has no expressions: \(url.resource)")
                }
            }
        }
    }

    /// The bytes as list makers read them, UTF-8 or not.
    static func checkKey(_ bytes: [UInt8], _ profile: ListProfile, _ buffer: inout ListKeyBuffer) {
        guard (try? buffer.read(bytes, profile)) != nil else { return }
        let key = ListKey(buffer)
        guard key.text.utf8.elementsEqual(buffer.text), buffer.text.allSatisfy({ 0x21...0x7e ~= $0 }) else {
            fatalError("a key is not ASCII: \(key.text)")
        }
        let expressions = HostExpressions.of(key, profile: profile)
        guard 1...30 ~= expressions.count, Set(expressions).count == expressions.count,
            expressions == buffer.expressions, expressions.allSatisfy({ $0.contains("/") })
        else { fatalError("the expressions are not those of the key: \(key.text)") }
        // A canonical form can hold what it was escaped from; its own form is the last.
        guard let once = try? ListKey(parsing: Array(key.canonical.utf8), profile: profile) else { return }
        guard let twice = try? ListKey(parsing: Array(once.canonical.utf8), profile: profile), twice == once else {
            fatalError("a canonical URL is not canonical: \(key.canonical)")
        }
    }
}
