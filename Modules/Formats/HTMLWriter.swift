/// Turns nodes into bytes: text and attribute values escaped, one line for each block, the same bytes for the same nodes.
struct HTMLWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ nodes: [HTMLNode]) {
        for node in nodes { write(node) }
    }

    mutating func markup(_ text: StaticString) { bytes.append(contentsOf: text.description.utf8) }

    mutating func text(_ text: String) { MarkupText.escape(text, to: &bytes) }

    private mutating func write(_ node: HTMLNode) {
        switch node {
        case .text(let text): self.text(text)
        case .drawing(let drawing, let classes):
            // A div, not a figure: Chromium makes a PDF Figure without alternative text of <figure>.
            open(.div, [.class(classes)])
            bytes.append(contentsOf: drawing.inlineBytes)
            close(.div)
        case .element(let tag, let attributes, let children):
            open(tag, attributes)
            if tag.isVoid {
                bytes.append(0x0a)
                return
            }
            write(children)
            close(tag)
        }
    }

    private mutating func open(_ tag: HTMLTag, _ attributes: [HTMLAttribute]) {
        bytes.append(UInt8(ascii: "<"))
        bytes.append(contentsOf: tag.rawValue.utf8)
        for attribute in attributes {
            let (name, value) = attribute.written
            bytes.append(0x20)
            bytes.append(contentsOf: name.utf8)
            bytes.append(contentsOf: "=\"".utf8)
            text(value)
            bytes.append(0x22)
        }
        bytes.append(UInt8(ascii: ">"))
    }

    private mutating func close(_ tag: HTMLTag) {
        bytes.append(contentsOf: "</\(tag.rawValue)>".utf8)
        if tag.isBlock { bytes.append(0x0a) }
    }
}

/// Text in HTML and SVG.
enum MarkupText {
    /// Escapes for content and for quoted attribute values alike. Characters that neither HTML nor XML 1.0 can hold become U+FFFD.
    static func escape(_ text: String, to bytes: inout [UInt8]) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": bytes.append(contentsOf: "&amp;".utf8)
            case "<": bytes.append(contentsOf: "&lt;".utf8)
            case ">": bytes.append(contentsOf: "&gt;".utf8)
            case "\"": bytes.append(contentsOf: "&quot;".utf8)
            case "'": bytes.append(contentsOf: "&#39;".utf8)
            case "\t", "\n": bytes.append(UInt8(scalar.value))
            default:
                let value = scalar.value
                // Control characters, and the marks that turn the direction of what follows.
                let forbidden =
                    value < 0x20 || 0x7f...0x9f ~= value || 0x202a...0x202e ~= value || 0x2066...0x2069 ~= value
                    || 0xfdd0...0xfdef ~= value || value & 0xfffe == 0xfffe
                bytes.append(contentsOf: String(forbidden ? "\u{FFFD}" : scalar).utf8)
            }
        }
    }
}
