/// Small documents, synthetic and shaped as the service's.
enum NCMECExamples {
    static let page = """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <queryResult xmlns="https://hashsharing.ncmec.org/hashsharing/v2">
          <images count="2" maxTimestamp="2026-01-24T15:10:00Z">
            <image>
              <member id="42">Example &amp; Partners</member>
              <timestamp>2026-01-24T15:00:00Z</timestamp>
              <id>image1</id>
              <classification>A1</classification>
              <fingerprints>
                <md5>\(md5("a1"))</md5>
                <sha1>\(sha1("a1"))</sha1>
                <pdna>AAECAwQF</pdna>
                <pdq>\(pdq("5a"))</pdq>
              </fingerprints>
              <feedback lastUpdateTimestamp="2026-02-01T12:48:14Z">
                <affirmativeFeedback type="Md5" lastUpdateTimestamp="2026-02-01T12:48:14Z">
                  <members timestamp="2026-02-01T12:48:14Z"><member id="42">Example &amp; Partners</member></members>
                </affirmativeFeedback>
                <negativeFeedback type="Pdna" lastUpdateTimestamp="2026-01-31T19:41:51Z">
                  <reasons>
                    <reason guid="01234567-abcd-0123-4567-012345678900" name="Example Reason 1" type="Pdna"/>
                    <members timestamp="2026-02-01T12:48:14Z"><member id="43">Second Member</member></members>
                  </reasons>
                </negativeFeedback>
              </feedback>
            </image>
            <deletedImage>
              <member id="43">Second Member</member>
              <id>image4</id>
              <timestamp>2026-01-24T15:10:00Z</timestamp>
            </deletedImage>
          </images>
          <videos count="2" maxTimestamp="2026-01-24T15:20:00Z">
            <video>
              <member id="42">Example &amp; Partners</member>
              <timestamp>2026-01-24T15:00:00Z</timestamp>
              <id>video1</id>
              <fingerprints>
                <md5>\(md5("b1"))</md5>
                <tmk-pdqf rel="self" href="/v2/entries/1/fingerprints/TMK_PDQF"/>
              </fingerprints>
              <feedback/>
            </video>
            <deletedVideo>
              <member id="42">Example &amp; Partners</member>
              <id>video4</id>
              <timestamp>2026-01-24T15:20:00Z</timestamp>
            </deletedVideo>
          </videos>
          <paging>
            <next>/v2/entries?from=2026-01-20T00%3A00%3A00.000Z&amp;to=2026-01-30T00%3A00%3A00.000Z&amp;start=2001&amp;size=1000&amp;max=3000</next>
          </paging>
        </queryResult>
        """

    static let broken = """
        <queryResult xmlns="https://hashsharing.ncmec.org/hashsharing/v2">
          <images count="5" maxTimestamp="2026-01-24T15:10:00Z">
            <image><member id="1">A</member><id>i1</id><fingerprints><md5>a1</md5></fingerprints></image>
            <image><member id="x">A</member><id>i2</id><fingerprints><md5>\(md5("a1"))</md5></fingerprints></image>
            <deletedImage><member id="1">A</member><id>i3</id></deletedImage>
            <image><member id="1">A</member><id>i4</id><fingerprints><pdna>AAEC</pdna></fingerprints></image>
            <image><member id="1">A</member><id>i5</id><fingerprints><md5>\(md5("a2"))</md5></fingerprints></image>
          </images>
        </queryResult>
        """

    static let truncated = """
        <queryResult xmlns="https://hashsharing.ncmec.org/hashsharing/v2">
          <images count="2" maxTimestamp="2026-01-24T15:10:00Z">
            <image><member id="1">A</member><id>i5</id><fingerprints><md5>\(md5("a2"))</md5></fingerprints></image>
            <image><member id="1">A</member><id>i6</id>
        """

    private static func md5(_ byte: String) -> String { String(repeating: byte, count: 16) }
    private static func sha1(_ byte: String) -> String { String(repeating: byte, count: 20) }
    private static func pdq(_ byte: String) -> String { String(repeating: byte, count: 32) }
}
