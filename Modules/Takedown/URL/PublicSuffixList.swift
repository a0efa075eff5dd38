import AllianceKit
import CPSL

/// The Public Suffix List: under which names anyone can register (`co.uk`, `github.io`).
///
/// Names that no rule covers count by their last label, as the list's algorithm says (`host-two.test`).
@safe public final class PublicSuffixList: Sendable {
    // Never changed after loading; libpsl only reads it.
    private nonisolated(unsafe) let list: OpaquePointer?
    private let owned: Bool

    /// The list that libpsl was built with.
    public static let builtin = PublicSuffixList()

    private init() {
        // libpsl without a built-in list gives null; every call below copes with that by finding nothing.
        unsafe list = unsafe psl_builtin()
        owned = false
    }

    /// Reads a newer `public_suffix_list.dat`. Throws `takedown.public-suffix.unreadable`.
    public init(path: String) throws {
        guard let loaded = unsafe psl_load_file(path) else {
            throw AllianceError(
                "takedown.public-suffix.unreadable", "the public suffix list cannot be read",
                at: SourcePlace(file: path), hint: "download public_suffix_list.dat from publicsuffix.org")
        }
        unsafe list = loaded
        owned = true
    }

    deinit { if owned { unsafe psl_free(list) } }

    /// The registrable domain of a name in ASCII form (one label more than its public suffix); nil for a public suffix itself.
    public func registrableDomain(of name: String) -> String? {
        let bytes = Array(name.utf8)
        var end = bytes.count
        while end > 0, bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
        return registrableCount(of: bytes, end: end).map { String(decoding: bytes[(end - $0)..<end], as: UTF8.self) }
    }

    /// How many bytes at the end of a host are its registrable domain; nil where there is none.
    func registrableCount(of text: [UInt8], end: Int) -> Int? {
        // libpsl reads up to a NUL, so none may stand inside.
        guard 1..<Self.nameLimit ~= end, text.first != UInt8(ascii: "."), !text[..<end].contains(0) else { return nil }
        return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: end + 1) { name in
            for place in 0..<end { unsafe name[place] = CChar(bitPattern: text[place]) }
            unsafe name[end] = 0
            guard let start = name.baseAddress, let found = unsafe psl_registrable_domain(list, start) else {
                return nil
            }
            return unsafe end - (found - UnsafePointer(start))
        }
    }

    /// No name on the list is near this long; longer hosts are escaped bytes that nobody registers.
    private static let nameLimit = 1024

    /// Whether a name in ASCII form is a public suffix, under which unrelated people hold names.
    public func isPublicSuffix(_ name: String) -> Bool {
        unsafe psl_is_public_suffix(list, Self.trimmed(name)) != 0
    }

    /// Whether a name stands on the list itself, so that it is not only a suffix because nothing is known of it.
    func isListed(_ name: String) -> Bool {
        unsafe psl_is_public_suffix2(list, name, CInt(PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE)) != 0
    }

    private static func trimmed(_ name: String) -> String {
        var name = name[...]
        while name.utf8.last == UInt8(ascii: ".") { name.removeLast() }
        return String(name)
    }
}
