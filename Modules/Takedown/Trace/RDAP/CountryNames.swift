import AllianceKit

/// English country names as registries print them in postal addresses, for answers without a country code (ARIN's).
enum CountryNames {
    /// The code of a name of either case; nil for anything else. Two letters alone could be a state and are not read.
    static func code(ofName text: String) -> CountryCode? {
        codes[text.lowercased().split { $0.isWhitespace }.joined(separator: " ")]
    }

    /// The code of a name, or the code itself.
    static func code(ofNameOrCode text: String) -> CountryCode? {
        text.utf8.count == 2 ? CountryCode(text) : code(ofName: text)
    }

    private static let codes: [String: CountryCode] = {
        var codes: [String: CountryCode] = [:]
        for entry in table.split(separator: ";").map({ $0.drop { $0 == " " } }) {
            guard let code = CountryCode(entry.prefix(2)) else { continue }
            codes[entry.dropFirst(3).lowercased()] = code
        }
        return codes
    }()

    /// ISO 3166-1 codes with short names and frequent variants, without accents.
    private static let table = """
        AF Afghanistan;AX Aland Islands;AL Albania;DZ Algeria;AS American Samoa;AD Andorra;AO Angola;AI Anguilla; \
        AQ Antarctica;AG Antigua and Barbuda;AR Argentina;AM Armenia;AW Aruba;AU Australia;AT Austria;AZ Azerbaijan; \
        BS Bahamas;BH Bahrain;BD Bangladesh;BB Barbados;BY Belarus;BE Belgium;BZ Belize;BJ Benin;BM Bermuda; \
        BT Bhutan;BO Bolivia;BQ Bonaire, Sint Eustatius and Saba;BA Bosnia and Herzegovina;BW Botswana; \
        BV Bouvet Island;BR Brazil;IO British Indian Ocean Territory;BN Brunei Darussalam;BN Brunei;BG Bulgaria; \
        BF Burkina Faso;BI Burundi;CV Cabo Verde;CV Cape Verde;KH Cambodia;CM Cameroon;CA Canada;KY Cayman Islands; \
        CF Central African Republic;TD Chad;CL Chile;CN China;CX Christmas Island;CC Cocos Islands;CO Colombia; \
        KM Comoros;CG Congo;CD Democratic Republic of the Congo;CD Congo, Democratic Republic of the; \
        CK Cook Islands;CR Costa Rica;CI Cote d'Ivoire;CI Ivory Coast;HR Croatia;CU Cuba;CW Curacao;CY Cyprus; \
        CZ Czechia;CZ Czech Republic;DK Denmark;DJ Djibouti;DM Dominica;DO Dominican Republic;EC Ecuador;EG Egypt; \
        SV El Salvador;GQ Equatorial Guinea;ER Eritrea;EE Estonia;SZ Eswatini;SZ Swaziland;ET Ethiopia; \
        FK Falkland Islands;FO Faroe Islands;FJ Fiji;FI Finland;FR France;GF French Guiana;PF French Polynesia; \
        TF French Southern Territories;GA Gabon;GM Gambia;GE Georgia;DE Germany;GH Ghana;GI Gibraltar;GR Greece; \
        GL Greenland;GD Grenada;GP Guadeloupe;GU Guam;GT Guatemala;GG Guernsey;GN Guinea;GW Guinea-Bissau;GY Guyana; \
        HT Haiti;HM Heard Island and McDonald Islands;VA Holy See;VA Vatican City;HN Honduras;HK Hong Kong; \
        HU Hungary;IS Iceland;IN India;ID Indonesia;IR Iran;IR Iran, Islamic Republic of;IQ Iraq;IE Ireland; \
        IM Isle of Man;IL Israel;IT Italy;JM Jamaica;JP Japan;JE Jersey;JO Jordan;KZ Kazakhstan;KE Kenya; \
        KI Kiribati;KP Korea, Democratic People's Republic of;KP North Korea;KR Korea, Republic of; \
        KR Republic of Korea;KR South Korea;KR Korea;XK Kosovo;KW Kuwait;KG Kyrgyzstan; \
        LA Lao People's Democratic Republic;LA Laos;LV Latvia;LB Lebanon;LS Lesotho;LR Liberia;LY Libya; \
        LI Liechtenstein;LT Lithuania;LU Luxembourg;MO Macao;MO Macau;MG Madagascar;MW Malawi;MY Malaysia; \
        MV Maldives;ML Mali;MT Malta;MH Marshall Islands;MQ Martinique;MR Mauritania;MU Mauritius;YT Mayotte; \
        MX Mexico;FM Micronesia;MD Moldova;MD Moldova, Republic of;MC Monaco;MN Mongolia;ME Montenegro; \
        MS Montserrat;MA Morocco;MZ Mozambique;MM Myanmar;NA Namibia;NR Nauru;NP Nepal;NL Netherlands; \
        NL The Netherlands;NC New Caledonia;NZ New Zealand;NI Nicaragua;NE Niger;NG Nigeria;NU Niue; \
        NF Norfolk Island;MK North Macedonia;MK Macedonia;MP Northern Mariana Islands;NO Norway;OM Oman;PK Pakistan; \
        PW Palau;PS Palestine;PS Palestine, State of;PA Panama;PG Papua New Guinea;PY Paraguay;PE Peru; \
        PH Philippines;PN Pitcairn;PL Poland;PT Portugal;PR Puerto Rico;QA Qatar;RE Reunion;RO Romania; \
        RU Russian Federation;RU Russia;RW Rwanda;BL Saint Barthelemy; \
        SH Saint Helena, Ascension and Tristan da Cunha;KN Saint Kitts and Nevis;LC Saint Lucia;MF Saint Martin; \
        PM Saint Pierre and Miquelon;VC Saint Vincent and the Grenadines;WS Samoa;SM San Marino; \
        ST Sao Tome and Principe;SA Saudi Arabia;SN Senegal;RS Serbia;SC Seychelles;SL Sierra Leone;SG Singapore; \
        SX Sint Maarten;SK Slovakia;SI Slovenia;SB Solomon Islands;SO Somalia;ZA South Africa; \
        GS South Georgia and the South Sandwich Islands;SS South Sudan;ES Spain;LK Sri Lanka;SD Sudan;SR Suriname; \
        SJ Svalbard and Jan Mayen;SE Sweden;CH Switzerland;SY Syrian Arab Republic;SY Syria;TW Taiwan; \
        TW Taiwan, Province of China;TJ Tajikistan;TZ Tanzania;TZ Tanzania, United Republic of;TH Thailand; \
        TL Timor-Leste;TG Togo;TK Tokelau;TO Tonga;TT Trinidad and Tobago;TN Tunisia;TR Turkey;TR Turkiye; \
        TM Turkmenistan;TC Turks and Caicos Islands;TV Tuvalu;UG Uganda;UA Ukraine;AE United Arab Emirates; \
        GB United Kingdom;GB United Kingdom of Great Britain and Northern Ireland;GB Great Britain;US United States; \
        US United States of America;UM United States Minor Outlying Islands;UY Uruguay;UZ Uzbekistan;VU Vanuatu; \
        VE Venezuela;VE Venezuela, Bolivarian Republic of;VN Viet Nam;VN Vietnam;VG Virgin Islands, British; \
        VG British Virgin Islands;VI Virgin Islands, U.S.;WF Wallis and Futuna;EH Western Sahara;YE Yemen;ZM Zambia; \
        ZW Zimbabwe;
        """
}
