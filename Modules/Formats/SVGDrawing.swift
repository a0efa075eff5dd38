/// A finished drawing with its text alternative. Made with `SVGBuilder`.
public struct SVGDrawing: Sendable, Hashable {
    /// Width in CSS pixels.
    public let width: Double
    /// Height in CSS pixels.
    public let height: Double
    /// What the drawing shows, for those who do not see it: a sentence or two made of the data.
    public let label: String
    let content: [UInt8]

    /// The drawing inside an HTML document. Its style comes from the document.
    var inlineBytes: [UInt8] {
        var bytes: [UInt8] = []
        open(standalone: false, to: &bytes)
        bytes.append(contentsOf: content)
        bytes.append(contentsOf: "</svg>".utf8)
        return bytes
    }

    /// The drawing as a file of its own, with its style and a background.
    public func bytes(style: StaticString = SVGStyle.sheet) -> [UInt8] {
        var bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
        open(standalone: true, to: &bytes)
        bytes.append(contentsOf: "\n<title>".utf8)
        MarkupText.escape(label, to: &bytes)
        bytes.append(contentsOf: "</title>\n<style>\n\(style)\n</style>\n".utf8)
        bytes.append(contentsOf: "<rect class=\"paper\" width=\"100%\" height=\"100%\"/>".utf8)
        bytes.append(contentsOf: content)
        bytes.append(contentsOf: "\n</svg>\n".utf8)
        return bytes
    }

    private func open(standalone: Bool, to bytes: inout [UInt8]) {
        let (width, height) = (SVGNumber.text(width), SVGNumber.text(height))
        bytes.append(contentsOf: "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"img\"".utf8)
        bytes.append(contentsOf: " viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" height=\"\(height)\"".utf8)
        bytes.append(contentsOf: " aria-label=\"".utf8)
        MarkupText.escape(label, to: &bytes)
        bytes.append(contentsOf: "\">".utf8)
    }
}
