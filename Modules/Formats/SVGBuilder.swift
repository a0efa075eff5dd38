/// Draws: elements in order, escaped by construction, deterministic to the byte. Places are in CSS pixels from the upper left corner.
public struct SVGBuilder: Sendable {
    /// Where text stands relative to its place.
    public enum Anchor: String, Sendable {
        /// It starts there.
        case start
        /// It is centred there.
        case middle
        /// It ends there.
        case end
    }

    /// Width of the drawing.
    public let width: Double
    /// Height of the drawing; can be set once it is known.
    public var height: Double
    private var content: [UInt8] = []

    /// Starts an empty drawing.
    public init(width: Double, height: Double = 0) {
        self.width = width
        self.height = height
    }

    /// A straight line.
    public mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, class style: StaticString) {
        element("line", style, [("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2)])
    }

    /// A rectangle; nothing when it has no area.
    public mutating func rectangle(
        _ x: Double, _ y: Double, width: Double, height: Double, radius: Double = 0, class style: StaticString
    ) {
        guard width > 0, height > 0 else { return }
        var numbers: [(StaticString, Double)] = [("x", x), ("y", y), ("width", width), ("height", height)]
        if radius > 0 { numbers.append(("rx", radius)) }
        element("rect", style, numbers)
    }

    /// A dot.
    public mutating func circle(_ x: Double, _ y: Double, radius: Double, class style: StaticString) {
        element("circle", style, [("cx", x), ("cy", y), ("r", radius)])
    }

    /// Connected lines; nothing with fewer than two points.
    public mutating func path(_ points: [(x: Double, y: Double)], closed: Bool = false, class style: StaticString) {
        guard points.count > 1 else { return }
        var text = ""
        for (place, point) in points.enumerated() {
            text += (place == 0 ? "M" : "L") + SVGNumber.text(point.x) + " " + SVGNumber.text(point.y)
        }
        content.append(contentsOf: "\n<path class=\"\(style)\" d=\"\(text)\(closed ? "Z" : "")\"/>".utf8)
    }

    /// A text in one line; `y` is its base line.
    public mutating func text(
        _ text: String, _ x: Double, _ y: Double, size: Double, bold: Bool = false, anchor: Anchor = .start,
        class style: StaticString
    ) {
        content.append(contentsOf: "\n<text class=\"\(style)\" x=\"\(SVGNumber.text(x))\"".utf8)
        content.append(contentsOf: " y=\"\(SVGNumber.text(y))\" font-size=\"\(SVGNumber.text(size))\"".utf8)
        if bold { content.append(contentsOf: " font-weight=\"bold\"".utf8) }
        if anchor != .start { content.append(contentsOf: " text-anchor=\"\(anchor.rawValue)\"".utf8) }
        content.append(UInt8(ascii: ">"))
        MarkupText.escape(text, to: &content)
        content.append(contentsOf: "</text>".utf8)
    }

    /// The finished drawing with its text alternative.
    public func drawing(label: String) -> SVGDrawing {
        SVGDrawing(width: width, height: height, label: label, content: content)
    }

    private mutating func element(_ name: StaticString, _ style: StaticString, _ numbers: [(StaticString, Double)]) {
        content.append(contentsOf: "\n<\(name) class=\"\(style)\"".utf8)
        for (name, value) in numbers {
            content.append(contentsOf: " \(name)=\"\(SVGNumber.text(value))\"".utf8)
        }
        content.append(contentsOf: "/>".utf8)
    }
}
