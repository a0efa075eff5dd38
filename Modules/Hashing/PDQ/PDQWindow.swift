/// One box of the Jarosz filter along one axis, as the reference walks it: a running sum to which the entering value is added before the
/// leaving one is subtracted, divided by the number of values in it.
struct PDQWindow {
    /// Values along the axis.
    let length: Int
    /// Values in a full window: one for 128 of the axis, rounded up.
    let full: Int
    /// Values that enter before the first one leaves the middle.
    let half: Int

    init(length: Int) {
        self.length = length
        full = (length + 127) / 128
        half = (full + 2) / 2
    }

    /// The 64 places that are kept of the filtered axis: floor((k + 0.5) * length / 64).
    var samples: [Int] { (0..<64).map { (2 * $0 + 1) * length / 128 } }

    /// Where the result goes when the value at `place` has entered, or nil when the window is not half full yet.
    func result(entering place: Int) -> Int? { place < half - 1 ? nil : place - (half - 1) }

    /// The number of values in the window when the value at `place` has entered.
    func count(entering place: Int) -> Int { min(place + 1, full) }
}
