/// Whether two numbers agree to a relative 1e-9 (or absolute, near 0).
func close(_ left: Double, _ right: Double, _ tolerance: Double = 1e-9) -> Bool {
    left == right || abs(left - right) <= tolerance * max(abs(right), tolerance)
}

/// The same for values that may be missing.
func close(_ left: Double?, _ right: Double?, _ tolerance: Double = 1e-9) -> Bool {
    switch (left, right) {
    case (nil, nil): true
    case (let left?, let right?): close(left, right, tolerance)
    default: false
    }
}
