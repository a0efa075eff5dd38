/// A place in a file: its name, and line, column or element path as far as they are known.
public struct SourcePlace: Sendable, Hashable, CustomStringConvertible {
    /// The file as the user named it; `-` is standard input.
    public var file: String
    /// The line, from 1.
    public var line: Int?
    /// The column in bytes, from 1.
    public var column: Int?
    /// The element, as a path the format uses: `/report/victim[2]`, `contacts[0].email`.
    public var path: String?

    /// Makes a place.
    public init(file: String, line: Int? = nil, column: Int? = nil, path: String? = nil) {
        self.file = file
        self.line = line
        self.column = column
        self.path = path
    }

    /// `file:line:column: path`, leaving out what is not known.
    public var description: String {
        var text = file == "-" ? "standard input" : file
        if let line { text += ":\(line)" }
        if let column, line != nil { text += ":\(column)" }
        if let path { text += " \(path)" }
        return text
    }
}
