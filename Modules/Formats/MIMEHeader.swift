import AllianceKit

/// Header fields as bytes: checked, encoded and folded while they are added.
struct MIMEHeader {
    private(set) var bytes: [UInt8] = []

    /// Ends the header.
    mutating func end() { bytes.append(contentsOf: "\r\n".utf8) }

    /// Adds a field of printable ASCII, folded at its blanks.
    mutating func add(_ name: String, _ value: String) throws {
        guard MIMEText.isPlain(value) else { throw Self.control(name) }
        try add(name, words: value.split(separator: " ").map(String.init))
    }

    /// Adds a field of text in any script; what is not short printable ASCII becomes encoded words (RFC 2047).
    mutating func add(_ name: String, text: String) throws {
        try Self.check(text, name)
        try add(name, words: Self.words(of: text))
    }

    /// Adds a mailbox.
    mutating func add(_ name: String, _ address: MailAddress) throws { try add(name, [address]) }

    /// Adds mailboxes.
    mutating func add(_ name: String, _ addresses: [MailAddress]) throws {
        var words: [String] = []
        for (place, address) in addresses.enumerated() {
            let comma = place + 1 < addresses.count ? "," : ""
            guard let display = address.name else {
                words.append(address.address + comma)
                continue
            }
            try Self.check(display, name)
            words += Self.phrase(display) + ["<\(address.address)>\(comma)"]
        }
        try add(name, words: words)
    }

    /// Adds Message-IDs in angle brackets.
    mutating func add(_ name: String, identifiers: [String]) throws {
        for identifier in identifiers {
            guard !identifier.isEmpty, identifier.utf8.count <= 250,
                identifier.utf8.allSatisfy({ 0x21...0x7e ~= $0 && $0 != 0x3c && $0 != 0x3e })
            else { throw AllianceError("mime.header.identifier", "not a Message-ID: \(name)") }
        }
        try add(name, words: identifiers.map { "<\($0)>" })
    }

    /// Adds a value with parameters: `Content-Type: text/plain; charset=utf-8`.
    mutating func add(_ name: String, _ value: String, parameters: [(name: String, value: String)]) throws {
        var words = [value]
        for parameter in parameters {
            words[words.count - 1] += ";"
            words += try MIMEParameter.words(parameter.name, parameter.value)
        }
        try add(name, words: words)
    }

    private mutating func add(_ name: String, words: [String]) throws {
        guard !name.isEmpty, name.utf8.count <= 64, name.utf8.allSatisfy({ 0x21...0x7e ~= $0 && $0 != 0x3a }) else {
            throw AllianceError("mime.header.name", "not a header field's name")
        }
        var line = "\(name):"
        for word in words {
            guard word.utf8.count <= 900 else {
                throw AllianceError("mime.header.too-long", "the field \(name) holds a word that cannot be folded")
            }
            if line.utf8.count + 1 + word.utf8.count > 78, line.last != ":" || line.utf8.count > 60 {
                bytes.append(contentsOf: (line + "\r\n").utf8)
                line = ""
            }
            line += " " + word
        }
        bytes.append(contentsOf: (line + "\r\n").utf8)
    }

    private static func check(_ text: String, _ name: String) throws {
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !(0x7f...0x9f ~= $0.value) }) else {
            throw control(name)
        }
    }

    private static func control(_ name: String) -> AllianceError {
        AllianceError("mime.header.control", "the field \(name) holds a control character or text that it may not hold")
    }

    /// Words of unstructured text: as it stands when that is safe and gives the same text back, else encoded as a whole.
    private static func words(of text: String) -> [String] {
        let plain = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let safe =
            MIMEText.isPlain(text) && !text.contains("=?")
            && plain.allSatisfy { !$0.isEmpty && $0.utf8.count <= 70 }
        return text.isEmpty ? [] : safe ? plain : MIMEEncodedWord.words(text)
    }

    /// A display name: atoms, a quoted string, or encoded words.
    private static func phrase(_ name: String) -> [String] {
        guard MIMEText.isPlain(name), !name.contains("=?"), name.utf8.count <= 60 else {
            return MIMEEncodedWord.words(name)
        }
        let atoms = name.split(separator: " ", omittingEmptySubsequences: false)
        let simple = atoms.allSatisfy { atom in
            !atom.isEmpty && atom.utf8.allSatisfy { MIMEText.isAlphanumeric($0) || $0 == 0x2d || $0 == 0x5f }
        }
        if simple { return atoms.map(String.init) }
        let quoted = name.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined()
        return ["\"\(quoted)\""]
    }
}
