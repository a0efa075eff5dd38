import AllianceKit
import CXML2

/// Pulls elements and text out of a screened document, through libxml2.
@safe struct XMLReader: ~Copyable {
    enum Token {
        case start(XMLElement)
        case text(String)
        case end
    }

    private let reader: xmlTextReaderPtr
    private let buffer: UnsafeMutableBufferPointer<CChar>
    private let name: String
    private let bytes: [UInt8]
    private var endPending = false

    /// libxml2 wants to be initialised once before threads use it.
    private static let ready: Void = xmlInitParser()

    init(_ bytes: [UInt8], name: String) throws {
        _ = Self.ready
        self.name = name
        self.bytes = bytes
        // libxml2 reads from this memory as it goes, so the reader owns a copy.
        unsafe buffer = UnsafeMutableBufferPointer<CChar>.allocate(capacity: max(1, bytes.count))
        for (place, byte) in bytes.enumerated() { unsafe buffer[place] = CChar(bitPattern: byte) }
        xmlResetLastError()
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        guard
            let made = unsafe xmlReaderForMemory(
                buffer.baseAddress, Int32(bytes.count), nil, "UTF-8", Int32(options))
        else {
            unsafe buffer.deallocate()
            throw AllianceError("xml.reader", "libxml2 gives no reader", at: SourcePlace(file: name), exit: .bug)
        }
        unsafe reader = made
    }

    deinit {
        unsafe xmlFreeTextReader(reader)
        unsafe buffer.deallocate()
    }

    mutating func next() throws -> Token? {
        if endPending {
            endPending = false
            return .end
        }
        while true {
            switch unsafe xmlTextReaderRead(reader) {
            case 1: break
            case 0: return nil
            default: throw lastError()
            }
            switch unsafe UInt32(xmlTextReaderNodeType(reader)) {
            case XML_READER_TYPE_ELEMENT.rawValue: return .start(element())
            case XML_READER_TYPE_END_ELEMENT.rawValue: return .end
            case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue,
                XML_READER_TYPE_WHITESPACE.rawValue, XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue:
                return .text(unsafe Self.text(xmlTextReaderConstValue(reader)))
            case XML_READER_TYPE_DOCUMENT_TYPE.rawValue, XML_READER_TYPE_ENTITY_REFERENCE.rawValue:
                throw AllianceError(
                    "xml.doctype", "the XML uses entities, which are never read", at: SourcePlace(file: self.name))
            default: continue
            }
        }
    }

    private mutating func element() -> XMLElement {
        let name = unsafe Self.text(xmlTextReaderConstName(reader))
        // The node's own line; the parser's is further on, because it reads ahead.
        let line = unsafe xmlTextReaderCurrentNode(reader).map { unsafe Int(xmlGetLineNo($0)) } ?? 0
        endPending = unsafe xmlTextReaderIsEmptyElement(reader) == 1
        var attributes: [XMLElement.Attribute] = []
        while unsafe xmlTextReaderMoveToNextAttribute(reader) == 1 {
            attributes.append(
                XMLElement.Attribute(
                    unsafe Self.text(xmlTextReaderConstName(reader)),
                    unsafe Self.text(xmlTextReaderConstValue(reader))))
        }
        _ = unsafe xmlTextReaderMoveToElement(reader)
        return XMLElement(name, attributes: attributes, line: line > 0 ? line : nil)
    }

    /// What libxml2 says of its last error, on one line, with its place.
    private func lastError() -> AllianceError {
        guard let error = unsafe xmlGetLastError() else {
            return AllianceError("xml.syntax", "the XML is not well-formed", at: SourcePlace(file: name))
        }
        let said = unsafe error.pointee.message.map { unsafe String(cString: $0) } ?? "no reason given"
        let line = unsafe Int(error.pointee.line)
        let column = unsafe Int(error.pointee.int2)
        let message = said.split(whereSeparator: \.isNewline).joined(separator: " ")
        let place = SourcePlace(
            file: name, line: line > 0 ? line : nil, column: column > 0 ? column : nil,
            path: XMLPath.find(line: line, column: column, in: bytes))
        return AllianceError("xml.syntax", "the XML is not well-formed: \(message)", at: place)
    }

    private static func text(_ characters: UnsafePointer<xmlChar>?) -> String {
        guard let characters = unsafe characters else { return "" }
        return unsafe String(cString: characters)
    }
}
