extension ColumnKind {
    /// Whether a column of this kind can hold the value: null always, whole numbers also where real ones go.
    public func accepts(_ value: ColumnValue) -> Bool {
        switch (self, value) {
        case (_, .null), (.integer, .integer), (.real, .real), (.real, .integer), (.text, .text), (.blob, .blob): true
        default: false
        }
    }
}

extension Query {
    /// Throws `store.query.column` for a column the record does not declare and `store.query.type` for a value of another kind: both
    /// are programming errors. Every engine calls this first, so that a query means the same everywhere.
    public func check() throws {
        func kind(_ name: String) throws -> ColumnKind {
            if name == "id" { return .text }
            guard let column = Record.columns.first(where: { $0.name == name }) else {
                throw AllianceError(
                    "store.query.column", "\(Record.table) has no column \"\(name)\"", exit: .bug)
            }
            return column.kind
        }
        for condition in conditions {
            let expected = try kind(condition.column)
            guard condition.values.allSatisfy(expected.accepts) else {
                throw AllianceError(
                    "store.query.type", "\(Record.table).\(condition.column) holds \(expected.rawValue) values",
                    exit: .bug)
            }
        }
        for column in order { _ = try kind(column.column) }
    }
}

extension StoredRecord {
    /// The values of the declared columns, in order. Throws `store.column.type` when one is not of its declared kind.
    public func columnValues() throws -> [ColumnValue] {
        try Self.columns.map { column in
            let value = column.value(self)
            guard column.kind.accepts(value) else {
                throw AllianceError(
                    "store.column.type", "\(Self.table).\(column.name) is declared as \(column.kind.rawValue)",
                    exit: .bug)
            }
            return value
        }
    }
}
