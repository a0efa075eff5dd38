import AllianceKit

extension ColumnValue {
    /// SQLite's order: null, numbers by value, text by bytes, blobs by bytes.
    func sorts(before other: ColumnValue) -> Bool {
        switch (self, other) {
        case (.integer(let left), .integer(let right)): left < right
        case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
        case (.blob(let left), .blob(let right)): left.lexicographicallyPrecedes(right)
        default:
            if let left = number, let right = other.number { left < right } else { rank < other.rank }
        }
    }

    /// Equal as SQLite compares: whole and real numbers by value.
    func equals(_ other: ColumnValue) -> Bool { !sorts(before: other) && !other.sorts(before: self) }

    private var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .real(let value): value
        default: nil
        }
    }

    private var rank: Int {
        switch self {
        case .null: 0
        case .integer, .real: 1
        case .text: 2
        case .blob: 3
        }
    }
}

extension Condition {
    /// Whether a column with this value satisfies the condition. Null satisfies only `.equal` to null; nothing is less or greater
    /// than null, and every value but null is unequal to it.
    func holds(for value: ColumnValue) -> Bool {
        guard let first = values.first else { return false }
        if comparison == .equal, first == .null { return value == .null }
        guard value != .null else { return false }
        if comparison == .oneOf { return values.contains { $0 != .null && value.equals($0) } }
        if first == .null { return comparison == .notEqual }
        return switch comparison {
        case .equal: value.equals(first)
        case .notEqual: !value.equals(first)
        case .less: value.sorts(before: first)
        case .lessOrEqual: !first.sorts(before: value)
        case .greater: first.sorts(before: value)
        case .greaterOrEqual: !value.sorts(before: first)
        case .oneOf: false
        }
    }
}
