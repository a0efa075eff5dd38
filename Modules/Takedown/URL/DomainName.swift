import AllianceKit
import CIDN2

/// Domain names in their ASCII form: UTS #46 processing without transitional mappings, as the URL Standard's domain-to-ASCII asks.
///
/// libidn2 maps, normalises and checks internationalised labels. It also applies IDNA2008's tables, which refuse symbols that
/// browsers let through; `SymbolLabel` reads those. What neither covers is listed in `docs/takedown.md`.
enum DomainName {
    /// The name in lower case with A-labels. Throws `takedown.url.host.idna` and `.length`.
    static func ascii(_ name: String) throws -> [UInt8] {
        let dots: Set<Unicode.Scalar> = [".", "\u{3002}", "\u{FF0E}", "\u{FF61}"]
        let labels = name.unicodeScalars.split(omittingEmptySubsequences: false) { dots.contains($0) }
        var ascii: [UInt8] = []
        for (place, label) in labels.enumerated() {
            if place > 0 { ascii.append(UInt8(ascii: ".")) }
            let converted = try self.label(String(String.UnicodeScalarView(label)))
            // DNS has room for 63 and 253; the URL Standard does not check, but no such name can be looked up or blocked.
            guard converted.count <= 63 else { throw tooLong("a label of the host has more than 63 characters") }
            ascii += converted
        }
        guard ascii.count <= 254, ascii.count < 254 || ascii.last == UInt8(ascii: ".") else {
            throw tooLong("the host has more than 253 characters")
        }
        return ascii
    }

    private static func label(_ label: String) throws -> [UInt8] {
        if label.utf8.allSatisfy({ $0 < 0x80 }) {
            let lower = label.utf8.map { 65...90 ~= $0 ? $0 | 0x20 : $0 }
            guard lower.starts(with: "xn--".utf8) else { return lower }
            if lookUp(String(decoding: lower, as: UTF8.self)) == .success(lower) { return lower }
            if SymbolLabel.isValid(aLabel: lower, lookUp: { try? lookUp($0).get() }) { return lower }
            throw HostParser.failure("idna", "the label \(shown(lower)) is not valid Punycode of a host label")
        }
        switch lookUp(label) {
        case .success(let bytes): return bytes
        case .failure(let fault):
            if let bytes = SymbolLabel.ascii(label, lookUp: { try? lookUp($0).get() }) { return bytes }
            if fault.code == IDN2_TOO_BIG_LABEL.rawValue || fault.code == IDN2_TOO_BIG_DOMAIN.rawValue {
                throw tooLong("a label of the host has more than 63 characters")
            }
            throw HostParser.failure("idna", "the host has a label that no name may have: \(fault.message)")
        }
    }

    private struct Fault: Error, Equatable {
        var code: Int32
        var message: String
    }

    private static func lookUp(_ label: String) -> Result<[UInt8], Fault> {
        var result: UnsafeMutablePointer<UInt8>?
        let flags = Int32(IDN2_NFC_INPUT.rawValue | IDN2_NONTRANSITIONAL.rawValue)
        let code = unsafe (Array(label.utf8) + [0]).withUnsafeBufferPointer { text in
            unsafe idn2_lookup_u8(text.baseAddress, &result, flags)
        }
        guard code == IDN2_OK.rawValue, let text = unsafe result else {
            return .failure(Fault(code: code, message: unsafe String(cString: idn2_strerror(code))))
        }
        defer { unsafe idn2_free(text) }
        return .success(unsafe Array(String(cString: text).utf8))
    }

    private static func shown(_ label: [UInt8]) -> String { "\"\(String(decoding: label.prefix(70), as: UTF8.self))\"" }

    private static func tooLong(_ message: String) -> AllianceError { HostParser.failure("length", message) }
}
