import AllianceKit

/// Encoded words (RFC 2047, base 64 of UTF-8), each at most 75 octets and never splitting a character.
enum MIMEEncodedWord {
    static func words(_ text: String) -> [String] {
        var words: [String] = []
        var piece: [UInt8] = []
        // 75 - "=?UTF-8?B?" - "?=" leaves 63 characters of base 64: 45 octets.
        for scalar in text.unicodeScalars {
            let octets = Array(String(scalar).utf8)
            if piece.count + octets.count > 45 {
                words.append(word(piece))
                piece = []
            }
            piece += octets
        }
        if !piece.isEmpty { words.append(word(piece)) }
        return words
    }

    private static func word(_ octets: [UInt8]) -> String { "=?UTF-8?B?\(Base64.encode(octets))?=" }
}

/// Parameters of header fields: tokens, quoted strings, or RFC 2231 for anything else.
enum MIMEParameter {
    static func words(_ name: String, _ value: String) throws -> [String] {
        let octets = Array(value.utf8)
        if !octets.isEmpty, octets.count <= 60, octets.allSatisfy(MIMEText.isToken) { return ["\(name)=\(value)"] }
        if octets.count <= 60, MIMEText.isPlain(value) {
            let quoted = value.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined()
            return ["\(name)=\"\(quoted)\""]
        }
        var pieces: [String] = []
        var piece = "UTF-8''"
        for octet in octets {
            let plain = MIMEText.isAlphanumeric(octet) || octet == 0x2d || octet == 0x2e || octet == 0x5f
            let text = plain ? String(UnicodeScalar(octet)) : "%" + Hex.encode([octet]).uppercased()
            if piece.utf8.count + text.utf8.count > 50 {
                pieces.append(piece)
                piece = ""
            }
            piece += text
        }
        pieces.append(piece)
        if pieces.count == 1 { return ["\(name)*=\(pieces[0])"] }
        return pieces.enumerated().map { place, text in
            "\(name)*\(place)*=\(text)" + (place + 1 < pieces.count ? ";" : "")
        }
    }
}
