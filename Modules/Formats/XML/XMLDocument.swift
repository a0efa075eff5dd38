import AllianceKit

/// A whole XML document, read with limits: no document type, no entities, no network, UTF-8 only.
public struct XMLDocument: Sendable, Hashable {
    /// The root element.
    public var root: XMLElement

    /// Reads a document. Errors name file, line and element path: `xml.syntax` for what is not well-formed,
    /// `xml.doctype`, `xml.encoding`, `xml.too-large`, `xml.depth`, `xml.elements`, `xml.attributes`,
    /// `xml.attribute.too-long` for what is refused.
    public init(_ bytes: [UInt8], named name: String, limits: XMLLimits = XMLLimits()) throws {
        var screen = XMLScreen(bytes, limits: limits, name: name)
        try screen.check()
        var reader = try XMLReader(bytes, name: name)
        var open: [XMLElement] = []
        var found: XMLElement?
        while let token = try reader.next() {
            switch token {
            case .start(let element): open.append(element)
            case .text(let text):
                guard var element = open.popLast() else { continue }
                if case .text(let before)? = element.content.last {
                    element.content[element.content.count - 1] = .text(before + text)
                } else {
                    element.content.append(.text(text))
                }
                open.append(element)
            case .end:
                guard var element = open.popLast() else { continue }
                element.dropLayout()
                if open.isEmpty { found = element } else { open[open.count - 1].content.append(.element(element)) }
            }
        }
        guard let found else {
            throw AllianceError("xml.empty", "the XML holds no element", at: SourcePlace(file: name))
        }
        root = found
    }

    /// Reads a file.
    public init(contentsOf path: String, limits: XMLLimits = XMLLimits()) throws {
        try self.init(try Files.read(path, limit: limits.bytes), named: path, limits: limits)
    }
}

extension XMLElement {
    /// Removes white space between elements where there is no other text: it is layout, not content.
    fileprivate mutating func dropLayout() {
        var hasElement = false
        for item in content {
            switch item {
            case .element: hasElement = true
            case .text(let text): if !text.utf8.allSatisfy(XMLCharacters.isSpace) { return }
            }
        }
        guard hasElement else { return }
        content.removeAll { if case .text = $0 { true } else { false } }
    }
}
