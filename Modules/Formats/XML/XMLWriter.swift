import AllianceKit

/// Writes XML 1.0 as UTF-8: the order given, correct escapes, the same bytes for the same elements.
public struct XMLWriter: Sendable {
    /// What happens to characters that XML 1.0 cannot hold, even as references (most control characters, U+FFFE,
    /// U+FFFF).
    public enum Forbidden: String, Sendable, CaseIterable {
        /// `xml.character` is thrown and names the element.
        case refuse
        /// U+FFFD REPLACEMENT CHARACTER is written instead.
        case replace
    }

    /// Spaces a level, for elements that hold only elements; nil writes everything in one line.
    public var indentation: Int?
    /// What happens to characters that XML cannot hold.
    public var forbidden: Forbidden

    /// Makes a writer; two spaces a level, forbidden characters refused.
    public init(indentation: Int? = 2, forbidden: Forbidden = .refuse) {
        self.indentation = indentation
        self.forbidden = forbidden
    }

    /// A document: declaration, comment if any, root element, line feed. Throws `xml.character`, `xml.name`,
    /// `xml.attribute` (an attribute twice) or `xml.comment` with the element's path.
    public func document(_ root: XMLElement, comment: String? = nil) throws -> [UInt8] {
        var bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
        if let comment {
            guard !comment.contains("--"), comment.last != "-" else {
                throw AllianceError("xml.comment", "two hyphens cannot stand in an XML comment")
            }
            bytes += "<!-- \(try checked(comment, "/")) -->\n".utf8
        }
        try write(root, level: 0, path: "/\(root.name)", to: &bytes)
        bytes.append(0x0a)
        return bytes
    }

    private func write(_ element: XMLElement, level: Int, path: String, to bytes: inout [UInt8]) throws {
        guard XMLCharacters.isName(element.name) else { throw badName(element.name, path) }
        bytes += "<\(element.name)".utf8
        var seen: Set<String> = []
        for attribute in element.attributes {
            guard XMLCharacters.isName(attribute.name) else { throw badName(attribute.name, path) }
            guard seen.insert(attribute.name).inserted else {
                throw AllianceError(
                    "xml.attribute", "the attribute \(attribute.name) stands twice", at: Self.place(path))
            }
            bytes += " \(attribute.name)=\"".utf8
            try escape(attribute.value, inAttribute: true, path: "\(path)/@\(attribute.name)", to: &bytes)
            bytes.append(UInt8(ascii: "\""))
        }
        guard !element.content.isEmpty else {
            bytes += "/>".utf8
            return
        }
        bytes.append(UInt8(ascii: ">"))
        // White space may be added only where no text stands, or it would become part of the text.
        let onlyElements = element.content.allSatisfy { if case .element = $0 { true } else { false } }
        let indents = onlyElements ? indentation : nil
        var counts: [String: Int] = [:]
        for item in element.content {
            switch item {
            case .text(let text): try escape(text, inAttribute: false, path: path, to: &bytes)
            case .element(let child):
                if let indents { newLine(indents * (level + 1), to: &bytes) }
                let number = counts[child.name, default: 0] + 1
                counts[child.name] = number
                let step = number == 1 ? child.name : "\(child.name)[\(number)]"
                try write(child, level: level + 1, path: "\(path)/\(step)", to: &bytes)
            }
        }
        if let indents { newLine(indents * level, to: &bytes) }
        bytes += "</\(element.name)>".utf8
    }

    private func newLine(_ spaces: Int, to bytes: inout [UInt8]) {
        bytes.append(0x0a)
        bytes.append(contentsOf: repeatElement(0x20, count: spaces))
    }

    /// Escapes so that a reader gives back exactly the same text: carriage returns, and in attributes all white space
    /// but the space, would be normalised if they were written as they are (XML 1.0, sections 2.11 and 3.3.3).
    private func escape(_ text: String, inAttribute: Bool, path: String, to bytes: inout [UInt8]) throws {
        for scalar in try checked(text, path).unicodeScalars {
            switch scalar {
            case "&": bytes += "&amp;".utf8
            case "<": bytes += "&lt;".utf8
            case ">": bytes += "&gt;".utf8
            case "\r": bytes += "&#13;".utf8
            case "\"" where inAttribute: bytes += "&quot;".utf8
            case "\t" where inAttribute: bytes += "&#9;".utf8
            case "\n" where inAttribute: bytes += "&#10;".utf8
            default: bytes += UTF8.encode(scalar)!
            }
        }
    }

    private func checked(_ text: String, _ path: String) throws -> String {
        guard let bad = text.unicodeScalars.first(where: { !XMLCharacters.isAllowed($0) }) else { return text }
        switch forbidden {
        case .refuse:
            throw AllianceError(
                "xml.character", "XML cannot hold the character U+\(Self.hex(bad))", at: Self.place(path),
                hint: "remove it from the text")
        case .replace:
            var replaced = String.UnicodeScalarView()
            for scalar in text.unicodeScalars {
                replaced.append(XMLCharacters.isAllowed(scalar) ? scalar : "\u{FFFD}")
            }
            return String(replaced)
        }
    }

    private func badName(_ name: String, _ path: String) -> AllianceError {
        AllianceError("xml.name", "\"\(name)\" is not a name that XML allows", at: Self.place(path), exit: .bug)
    }

    private static func hex(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private static func place(_ path: String) -> SourcePlace { SourcePlace(file: "XML", path: path) }
}
