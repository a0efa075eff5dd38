/// Which records to read, by declared columns: conditions joined by "and", an order, a limit.
public struct Query<Record: StoredRecord>: Sendable {
    /// All of these must hold.
    public var conditions: [Condition] = []
    /// Columns to order by, first one first; `id` is always the last.
    public var order: [Order] = []
    /// At most so many records.
    public var limit: Int?

    /// All records, ordered by identity.
    public init() {}

    /// Adds a condition.
    public func `where`(_ column: String, _ comparison: Comparison, _ value: ColumnValue) -> Query {
        var copy = self
        copy.conditions.append(Condition(column: column, comparison: comparison, values: [value]))
        return copy
    }

    /// Adds the condition that the column holds one of the values.
    public func `where`(_ column: String, in values: [ColumnValue]) -> Query {
        var copy = self
        copy.conditions.append(Condition(column: column, comparison: .oneOf, values: values))
        return copy
    }

    /// Adds an order.
    public func ordered(by column: String, descending: Bool = false) -> Query {
        var copy = self
        copy.order.append(Order(column: column, descending: descending))
        return copy
    }

    /// Sets the limit.
    public func limited(to count: Int) -> Query {
        var copy = self
        copy.limit = count
        return copy
    }
}

/// How a column is compared. A null column satisfies no comparison except `.equal` to null.
public enum Comparison: String, Sendable, CaseIterable {
    /// The same value.
    case equal
    /// Another value.
    case notEqual
    /// A smaller value.
    case less
    /// A smaller or the same value.
    case lessOrEqual
    /// A greater value.
    case greater
    /// A greater or the same value.
    case greaterOrEqual
    /// One of several values.
    case oneOf
}

/// One comparison of a column.
public struct Condition: Sendable, Hashable {
    /// A declared column, or `id`.
    public let column: String
    /// How it is compared.
    public let comparison: Comparison
    /// What it is compared with; one value, or several for `.oneOf`.
    public let values: [ColumnValue]
}

/// One column of an order.
public struct Order: Sendable, Hashable {
    /// A declared column, or `id`.
    public let column: String
    /// Largest first.
    public let descending: Bool
}
