/// One record: a line for each field.
final class RecordTableRenderer: RecordRenderer {
    private let fields: [OutputField]
    private let width: Int

    init(_ shape: OutputShape, width: Int) {
        fields = shape.fields.filter(\.inTable)
        self.width = width
    }

    func begin() -> [UInt8] { [] }

    func render(_ record: JSONObject) -> [UInt8] {
        let names = fields.map { CellText.width($0.title) }.max() ?? 0
        var text = ""
        for field in fields {
            let value = CellText.text(record[field.key], field.kind)
            let space = String(repeating: " ", count: names - CellText.width(field.title) + 2)
            let lines = CellText.wrap(value.isEmpty ? "–" : value, max(20, width - names - 2))
            let indent = "\n" + String(repeating: " ", count: names + 2)
            text += field.title + space + lines.joined(separator: indent) + "\n"
        }
        return Array(text.utf8)
    }

    func end() -> [UInt8] { [] }
}
