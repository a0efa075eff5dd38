/// The Jarosz filter and the reduction to 64 x 64: two boxes along the rows and two along the columns, in one pass over the picture.
///
/// The reference filters whole planes: rows, columns, rows, columns. Here eight rows at a time run through all four, so that the work stays in the
/// cache and memory is a few rows. Each box is an independent running sum, hence rows go side by side through the lanes of a vector and columns
/// side by side through a row, while every single sum is added up in the reference's order. The third box writes only the 64
/// columns that are kept, the fourth only the 64 rows.
@safe struct PDQFilter: ~Copyable {
    private let rows: PDQWindow
    private let columns: PDQWindow
    private let width: Int
    private let height: Int
    /// Eight rows of input, side by side in lanes.
    private let lanes: UnsafeMutablePointer<SIMD8<Float>>
    /// The same rows after the first box.
    private let smooth: UnsafeMutablePointer<SIMD8<Float>>
    /// Eight rows after the second box; they lag behind the input by half a window.
    private let mixed: UnsafeMutablePointer<SIMD8<Float>>
    /// The rows of the first box that are still in the column window.
    private let ring: UnsafeMutablePointer<Float>
    private let ringRows: Int
    /// The running sums of the second box, one a column.
    private let sums: UnsafeMutablePointer<Float>
    /// All rows after the third box: 64 columns in eight vectors.
    private let narrow: UnsafeMutablePointer<SIMD8<Float>>

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        rows = PDQWindow(length: width)
        columns = PDQWindow(length: height)
        ringRows = columns.full + 8
        unsafe lanes = .allocate(capacity: width)
        unsafe smooth = .allocate(capacity: width)
        unsafe mixed = .allocate(capacity: width)
        unsafe ring = .allocate(capacity: ringRows * width)
        unsafe sums = .allocate(capacity: width)
        unsafe narrow = .allocate(capacity: (height + 8) * 8)
        unsafe lanes.initialize(repeating: .zero, count: width)
        unsafe smooth.initialize(repeating: .zero, count: width)
        unsafe mixed.initialize(repeating: .zero, count: width)
        unsafe sums.initialize(repeating: 0, count: width)
    }

    deinit {
        unsafe lanes.deallocate()
        unsafe smooth.deallocate()
        unsafe mixed.deallocate()
        unsafe ring.deallocate()
        unsafe sums.deallocate()
        unsafe narrow.deallocate()
    }

    /// Filters a picture of the filter's size to 64 x 64 values, row by row.
    func run(_ luma: PDQLuma) -> [Float] {
        precondition(luma.width == width && luma.height == height)
        var filled = 0
        var firstResult = 0
        func finish(_ result: Int) {
            filled += 1
            guard filled == 8 || result == height - 1 else { return }
            thirdBox(into: firstResult)
            firstResult = result + 1
            filled = 0
        }
        for start in stride(from: 0, to: height, by: 8) {
            unsafe luma.load(rowsFrom: start, into: lanes)
            firstBox()
            for lane in 0..<min(8, height - start) {
                let row = start + lane
                unsafe keep(lane, as: ring + row % ringRows * width)
                if let result = secondBox(entering: row, lane: filled) { finish(result) }
            }
        }
        for step in 0..<columns.half - 1 {
            secondBox(leaving: height - columns.full + step, count: columns.full - 1 - step, lane: filled)
            finish(height - columns.half + 1 + step)
        }
        return fourthBox()
    }

    /// Along eight rows at once.
    private func firstBox() {
        var sum = SIMD8<Float>.zero
        let full = rows.full
        let lead = rows.half - 1
        for x in 0..<lead { unsafe sum += lanes[x] }
        for x in lead..<full {
            unsafe sum += lanes[x]
            unsafe smooth[x - lead] = sum / Float(x + 1)
        }
        let divisor = SIMD8<Float>(repeating: Float(full))
        for x in full..<max(full, width) {
            unsafe sum += lanes[x]
            unsafe sum -= lanes[x - full]
            unsafe smooth[x - lead] = sum / divisor
        }
        for step in 0..<lead {
            unsafe sum -= lanes[width - full + step]
            unsafe smooth[width - lead + step] = sum / Float(full - 1 - step)
        }
    }

    /// Lays one of the eight rows into the ring.
    private func keep(_ lane: Int, as row: UnsafeMutablePointer<Float>) {
        let from = unsafe UnsafeMutableRawPointer(smooth).assumingMemoryBound(to: Float.self) + lane
        for x in 0..<width { unsafe row[x] = from[x * 8] }
    }

    /// Adds a row to the sums of all columns, takes the one that leaves, and writes the result into a lane of the third box.
    private func secondBox(entering row: Int, lane: Int) -> Int? {
        let new = unsafe ring + row % ringRows * width
        if row >= columns.full {
            let old = unsafe ring + (row - columns.full) % ringRows * width
            for x in 0..<width { unsafe sums[x] = sums[x] + new[x] - old[x] }
        } else {
            for x in 0..<width { unsafe sums[x] += new[x] }
        }
        guard let result = columns.result(entering: row) else { return nil }
        divide(by: columns.count(entering: row), into: lane)
        return result
    }

    /// At the lower edge rows only leave.
    private func secondBox(leaving row: Int, count: Int, lane: Int) {
        let old = unsafe ring + row % ringRows * width
        for x in 0..<width { unsafe sums[x] -= old[x] }
        divide(by: count, into: lane)
    }

    private func divide(by count: Int, into lane: Int) {
        let to = unsafe UnsafeMutableRawPointer(mixed).assumingMemoryBound(to: Float.self) + lane
        let divisor = Float(count)
        for x in 0..<width { unsafe to[x * 8] = sums[x] / divisor }
    }

    /// Along eight rows at once, keeping 64 columns.
    private func thirdBox(into row: Int) {
        let samples = rows.samples
        let full = rows.full
        let lead = rows.half - 1
        var sum = SIMD8<Float>.zero
        var sample = 0
        let out = unsafe UnsafeMutableRawPointer(narrow).assumingMemoryBound(to: Float.self)
        func keep(_ place: Int, _ count: Int) {
            while sample < 64, samples[sample] == place {
                let value = sum / Float(count)
                for lane in 0..<8 { unsafe out[(row + lane) * 64 + sample] = value[lane] }
                sample += 1
            }
        }
        for x in 0..<lead { unsafe sum += mixed[x] }
        for x in lead..<full {
            unsafe sum += mixed[x]
            keep(x - lead, x + 1)
        }
        var x = full
        while x < width {
            // Up to the next column that is kept nothing is written.
            let next = sample < 64 ? min(width, max(x + 1, samples[sample] + lead + 1)) : width
            for place in x..<next {
                unsafe sum += mixed[place]
                unsafe sum -= mixed[place - full]
            }
            x = next
            keep(x - 1 - lead, full)
        }
        for step in 0..<lead {
            unsafe sum -= mixed[width - full + step]
            keep(width - lead + step, full - 1 - step)
        }
    }

    /// Down the 64 columns, eight at a time, keeping 64 rows.
    private func fourthBox() -> [Float] {
        var result = [Float](repeating: 0, count: 4096)
        let samples = columns.samples
        let full = columns.full
        for group in 0..<8 {
            let column = unsafe narrow + group
            var sum = SIMD8<Float>.zero
            var sample = 0
            func keep(_ place: Int, _ count: Int) {
                while sample < 64, samples[sample] == place {
                    let value = sum / Float(count)
                    for lane in 0..<8 { result[sample * 64 + group * 8 + lane] = value[lane] }
                    sample += 1
                }
            }
            for place in 0..<height {
                unsafe sum += column[place * 8]
                if place >= full { unsafe sum -= column[(place - full) * 8] }
                if let kept = columns.result(entering: place) { keep(kept, columns.count(entering: place)) }
            }
            for step in 0..<columns.half - 1 {
                unsafe sum -= column[(height - full + step) * 8]
                keep(height - columns.half + 1 + step, full - 1 - step)
            }
        }
        return result
    }
}
