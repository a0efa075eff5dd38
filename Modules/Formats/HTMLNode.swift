/// A piece of an HTML document. Text is escaped when it is written; there is no way to put in markup as text.
public enum HTMLNode: Sendable, Hashable {
    /// Text, as it is meant to be read.
    case text(String)
    /// An element.
    indirect case element(HTMLTag, [HTMLAttribute], [HTMLNode])
    /// A drawing made with `SVGBuilder`, and the classes of the block around it.
    case drawing(SVGDrawing, class: String)
}

/// Makes an element: `html(.p, .class("lead")) { "Some text and "; html(.strong) { "more" } }`.
public func html(
    _ tag: HTMLTag, _ attributes: HTMLAttribute..., @HTMLBuilder content: () -> [HTMLNode] = { [] }
) -> HTMLNode {
    .element(tag, attributes, content())
}

/// Gathers nodes written one after another.
@resultBuilder public enum HTMLBuilder {
    /// Text.
    public static func buildExpression(_ text: String) -> [HTMLNode] { [.text(text)] }
    /// A node.
    public static func buildExpression(_ node: HTMLNode) -> [HTMLNode] { [node] }
    /// Nodes.
    public static func buildExpression(_ nodes: [HTMLNode]) -> [HTMLNode] { nodes }
    /// A table.
    public static func buildExpression(_ table: HTMLTable) -> [HTMLNode] { [table.node] }
    /// In order.
    public static func buildBlock(_ parts: [HTMLNode]...) -> [HTMLNode] { parts.flatMap { $0 } }
    /// `if`
    public static func buildOptional(_ part: [HTMLNode]?) -> [HTMLNode] { part ?? [] }
    /// `if … else`
    public static func buildEither(first part: [HTMLNode]) -> [HTMLNode] { part }
    /// `if … else`
    public static func buildEither(second part: [HTMLNode]) -> [HTMLNode] { part }
    /// `for`
    public static func buildArray(_ parts: [[HTMLNode]]) -> [HTMLNode] { parts.flatMap { $0 } }
}
