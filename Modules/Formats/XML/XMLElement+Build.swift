/// Puts elements in the order they are written in the source: expressions that are nil leave nothing, arrays leave each
/// element.
@resultBuilder public enum XMLBuilder {
    /// One element.
    public static func buildExpression(_ element: XMLElement) -> [XMLElement] { [element] }
    /// An element or nothing.
    public static func buildExpression(_ element: XMLElement?) -> [XMLElement] { element.map { [$0] } ?? [] }
    /// Several elements.
    public static func buildExpression(_ elements: [XMLElement]) -> [XMLElement] { elements }
    /// All parts, in order.
    public static func buildBlock(_ parts: [XMLElement]...) -> [XMLElement] { Array(parts.joined()) }
    /// A part or nothing.
    public static func buildOptional(_ part: [XMLElement]?) -> [XMLElement] { part ?? [] }
    /// One of two parts.
    public static func buildEither(first part: [XMLElement]) -> [XMLElement] { part }
    /// One of two parts.
    public static func buildEither(second part: [XMLElement]) -> [XMLElement] { part }
    /// Each part, in order.
    public static func buildArray(_ parts: [[XMLElement]]) -> [XMLElement] { Array(parts.joined()) }
}

extension XMLElement {
    /// An element of elements. Attributes without a value are left out.
    public init(
        _ name: String, attributes: KeyValuePairs<String, String?> = [:],
        @XMLBuilder _ children: () throws -> [XMLElement]
    ) rethrows {
        self.init(name, attributes: Self.present(attributes), content: try children().map { .element($0) })
    }

    /// An element of text; empty text makes an empty element. Attributes without a value are left out.
    public static func leaf(
        _ name: String, _ text: String, attributes: KeyValuePairs<String, String?> = [:]
    ) -> XMLElement {
        XMLElement(name, attributes: present(attributes), content: text.isEmpty ? [] : [.text(text)])
    }

    /// An element of text, or nothing for nil.
    public static func leaf(
        _ name: String, _ text: String?, attributes: KeyValuePairs<String, String?> = [:]
    ) -> XMLElement? {
        text.map { leaf(name, $0, attributes: attributes) }
    }

    /// An element of what describes itself as text, or nothing for nil.
    public static func leaf(_ name: String, _ value: (some CustomStringConvertible)?) -> XMLElement? {
        value.map { leaf(name, $0.description) }
    }

    /// An element of text for each value.
    public static func leaves(_ name: String, _ values: [some CustomStringConvertible]) -> [XMLElement] {
        values.map { leaf(name, $0.description) }
    }

    /// An element without content, or nothing: a presence flag.
    public static func flag(_ name: String, _ present: Bool) -> XMLElement? { present ? XMLElement(name) : nil }

    private static func present(_ attributes: KeyValuePairs<String, String?>) -> [Attribute] {
        attributes.compactMap { name, value in value.map { Attribute(name, $0) } }
    }
}
