package import Imaging

/// Removes borders of one colour from a picture before it is hashed: the bars of a letterbox, which otherwise change most bits.
///
/// The rule, for each of the four sides on its own, first top and bottom over the whole width, then left and right over the rows that are left:
///
/// 1. The side's colour is, for each channel, the middle between the least and the greatest sample of its outermost line (row or column).
/// 2. A line belongs to the border while every sample of it lies within `tolerance` of that colour. The first line that does not ends it.
/// 3. A border that would reach the middle of the picture is none: the picture is flat there, and nothing is cut from this side.
///
/// Nothing is cut where the rest would have a side of fewer than five pixels.
package enum Unletterbox {
    /// How far a sample may lie from its side's colour: compression makes even black bars uneven, most of all beside the picture.
    package static let tolerance = 24

    /// The part of a picture within its borders; the whole picture when there are none.
    package static func box(of picture: Picture) -> PictureBox {
        let whole = PictureBox(x: 0, y: 0, width: picture.width, height: picture.height)
        let lines = Lines(picture)
        let columns = 0..<picture.width
        let top = border(count: picture.height) { lines.row($0, columns, like: $1) }
        let bottom = border(count: picture.height) { lines.row(picture.height - 1 - $0, columns, like: $1) }
        let rows = top..<picture.height - bottom
        let left = border(count: picture.width) { lines.column($0, rows, like: $1) }
        let right = border(count: picture.width) { lines.column(picture.width - 1 - $0, rows, like: $1) }
        let box = PictureBox(
            x: left, y: top, width: picture.width - left - right, height: picture.height - top - bottom)
        return min(box.width, box.height) < PDQ.minimumSide ? whole : box
    }

    /// How many lines from the edge belong to the border. `line` tells the range of each channel in a line, or nil when the line does not
    /// stay near the colour it is given.
    private static func border(count: Int, _ line: (Int, [Int]?) -> [ClosedRange<Int>]?) -> Int {
        guard let edge = line(0, nil) else { return 0 }
        let colour = edge.map { ($0.lowerBound + $0.upperBound) / 2 }
        var lines = 0
        while line(lines, colour) != nil {
            lines += 1
            if lines * 2 >= count { return 0 }
        }
        return lines
    }

    /// The lines of a picture.
    private struct Lines {
        let picture: Picture
        let channels: Int

        init(_ picture: Picture) {
            self.picture = picture
            channels = picture.layout.rawValue
        }

        func row(_ row: Int, _ columns: Range<Int>, like colour: [Int]?) -> [ClosedRange<Int>]? {
            let start = (row * picture.width + columns.lowerBound) * channels
            return line(start, step: channels, count: columns.count, like: colour)
        }

        func column(_ column: Int, _ rows: Range<Int>, like colour: [Int]?) -> [ClosedRange<Int>]? {
            let start = (rows.lowerBound * picture.width + column) * channels
            return line(start, step: picture.width * channels, count: rows.count, like: colour)
        }

        private func line(_ start: Int, step: Int, count: Int, like colour: [Int]?) -> [ClosedRange<Int>]? {
            guard count > 0 else { return nil }
            let samples = picture.samples.span
            var ranges: [ClosedRange<Int>] = []
            for channel in 0..<channels {
                let least = colour.map { $0[channel] - tolerance } ?? 0
                let greatest = colour.map { $0[channel] + tolerance } ?? 255
                var (low, high) = (255, 0)
                var place = start + channel
                for _ in 0..<count {
                    let sample = Int(samples[place])
                    guard least...greatest ~= sample else { return nil }
                    low = min(low, sample)
                    high = max(high, sample)
                    place += step
                }
                ranges.append(low...high)
            }
            return ranges
        }
    }
}
