import AllianceKit

/// A query as a statement and its values.
struct QueryStatement {
    var sql: String
    var values: [ColumnValue]

    /// The records of a query, in order.
    static func records<Record: StoredRecord>(_ query: Query<Record>) throws -> QueryStatement {
        try query.check()
        var statement = QueryStatement(sql: "SELECT id,schema_version,body FROM \"\(Record.table)\"", values: [])
        statement.add(query.conditions)
        // SQLite sorts null first, as the twin in memory does.
        let order = query.order.map { "\"\($0.column)\"" + ($0.descending ? " DESC" : "") } + ["id"]
        statement.sql += " ORDER BY " + order.joined(separator: ",")
        if let limit = query.limit { statement.sql += " LIMIT \(max(0, limit))" }
        return statement
    }

    /// The number of records of a query, no more than its limit.
    static func count<Record: StoredRecord>(_ query: Query<Record>) throws -> QueryStatement {
        try query.check()
        var statement = QueryStatement(sql: "SELECT 1 FROM \"\(Record.table)\"", values: [])
        statement.add(query.conditions)
        if let limit = query.limit { statement.sql += " LIMIT \(max(0, limit))" }
        statement.sql = "SELECT count(*) FROM (\(statement.sql))"
        return statement
    }

    private mutating func add(_ conditions: [Condition]) {
        guard !conditions.isEmpty else { return }
        let parts = conditions.map { condition -> String in
            let column = "\"\(condition.column)\""
            switch (condition.comparison, condition.values.first) {
            case (.oneOf, _):
                let some = condition.values.filter { $0 != .null }
                values += some
                return "\(column) IN (\(some.map { _ in "?" }.joined(separator: ",")))"
            case (.equal, .null?): return "\(column) IS NULL"
            case (.notEqual, .null?): return "\(column) IS NOT NULL"
            case (_, .null?), (_, nil): return "0"
            case (let comparison, let value?):
                values.append(value)
                return "\(column)\(comparison.operation)?"
            }
        }
        sql += " WHERE " + parts.joined(separator: " AND ")
    }
}

extension Comparison {
    /// SQL's sign.
    fileprivate var operation: String {
        switch self {
        case .equal, .oneOf: "="
        case .notEqual: "<>"
        case .less: "<"
        case .lessOrEqual: "<="
        case .greater: ">"
        case .greaterOrEqual: ">="
        }
    }
}
