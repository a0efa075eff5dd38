/// Solves symmetric positive definite systems whose rows are zero up to some column (Cholesky within the skyline).
struct SkylineSolver {
    private let first: [Int]
    private var rows: [[Double]]

    /// An empty matrix; `first[row]` is the first column of the lower triangle that can be other than zero.
    init(first: [Int]) {
        self.first = first
        rows = first.enumerated().map { row, first in [Double](repeating: 0, count: row - first + 1) }
    }

    /// Adds to an element of the lower triangle.
    mutating func add(_ value: Double, row: Int, column: Int) { rows[row][column - first[row]] += value }

    /// Factors the matrix and solves for a right-hand side. A pivot that rounding ate counts as a tiny one.
    mutating func solve(_ right: [Double]) -> [Double] {
        factor()
        var solution = right
        for row in rows.indices {
            var sum = solution[row]
            for column in first[row]..<row { sum -= rows[row][column - first[row]] * solution[column] }
            solution[row] = sum / rows[row][row - first[row]]
        }
        for row in rows.indices.reversed() {
            solution[row] /= rows[row][row - first[row]]
            let value = solution[row]
            for column in first[row]..<row { solution[column] -= rows[row][column - first[row]] * value }
        }
        return solution
    }

    private mutating func factor() {
        for row in rows.indices {
            let start = first[row]
            var current = rows[row]
            for column in start..<row {
                let from = max(start, first[column])
                var sum = current[column - start]
                let other = rows[column]
                if from < column {
                    for place in from..<column { sum -= current[place - start] * other[place - first[column]] }
                }
                current[column - start] = sum / other[column - first[column]]
            }
            let diagonal = current[row - start]
            var pivot = diagonal
            for column in start..<row { pivot -= current[column - start] * current[column - start] }
            current[row - start] = max(pivot, diagonal * 1e-15, .leastNormalMagnitude).squareRoot()
            rows[row] = current
        }
    }
}
