/// A data table that says what it holds: a caption, headings with their scope, numbers aligned.
///
/// It is wrapped in a block that scrolls sideways on narrow screens and that the keyboard can reach.
public struct HTMLTable: Sendable, Hashable {
    /// A column.
    public struct Column: Sendable, Hashable {
        /// The heading.
        public var title: String
        /// Whether its cells are numbers, which stand right-aligned.
        public var isNumber: Bool

        /// A column of text.
        public static func text(_ title: String) -> Column { Column(title: title, isNumber: false) }
        /// A column of numbers.
        public static func number(_ title: String) -> Column { Column(title: title, isNumber: true) }
    }

    /// What the table holds, shown above it.
    public var caption: String
    /// Its columns; the first one names the rows.
    public var columns: [Column]
    /// Its rows: a text for each column, shorter rows are filled up.
    public var rows: [[String]]

    /// Makes a table.
    public init(caption: String, columns: [Column], rows: [[String]]) {
        self.caption = caption
        self.columns = columns
        self.rows = rows
    }

    /// The table as a node.
    public var node: HTMLNode {
        html(.div, .class("table"), .region, .ariaLabel(caption), .focusable) {
            html(.table) {
                html(.caption) { caption }
                html(.thead) { html(.tr) { columns.map(Self.heading) } }
                html(.tbody) { rows.map(row) }
            }
        }
    }

    private static func heading(_ column: Column) -> HTMLNode {
        .element(.th, [.scope(.column)] + (column.isNumber ? [.class("number")] : []), [.text(column.title)])
    }

    private func row(_ cells: [String]) -> HTMLNode {
        html(.tr) {
            columns.enumerated().map { place, column in
                let text = [HTMLNode.text(place < cells.count ? cells[place] : "")]
                let classes: [HTMLAttribute] = column.isNumber ? [.class("number")] : []
                return place == 0
                    ? .element(.th, [.scope(.row)] + classes, text) : .element(.td, classes, text)
            }
        }
    }
}
