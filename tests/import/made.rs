//! Made documents: the same rutin as text out of PDF, as Word and as PDF with and without tags.

#[cfg(feature = "import")]
use std::io::Write;

/// The rutin as text out of a PDF.
pub const TEXT: &str = " Region Norr  RUTIN Diarienummer
2024-03-01 RN 2024-0101


Rutin för nycklar

Fastställd av regiondirektören 2024-03-11 § 12

1 Syfte
Rutinen beskriver hur nycklar hanteras. Den gäller alla lokaler som regio-
nen har och alla som vistas där.

2 Ansvar
2.1 Nyckelansvarig
Varje förvaltning ska utse en nyckelansvarig. Nyckelansvarig ska rapportera till
säkerhetschefen minst en gång per år.

Nyckelansvarig ansvarar för att:
• föra en förteckning över

  alla nycklar
• anmäla förlorade nycklar enligt säkerhetsskyddslagen (2018:585)

1 (2)

 RUTIN Diarienummer
RN 2024-0101

2.2 Medarbetare
Medarbetare får inte låna ut sin nyckel. Nycklar som inte används ska förvaras i
låsta skåp.

3 Uppföljning
Säkerhetschefen ansvarar för att rutinen följs upp årligen. Frågor besvaras av ada.ek@norr.example.

4 Begrepp

Begrepp Förklaring
Huvudnyckel Nyckel som passar i flera lås.
Lokal
nyckelplan

Plan för nycklar.
Nyckelskåp Låst förvaring.
";

#[cfg(feature = "import")]
const STYLES: &str = "<w:styles><w:style w:type='paragraph' w:styleId='Rubrik'><w:name w:val='Title'/></w:style><w:style w:type='paragraph' w:styleId='Rubrik1'><w:name w:val='heading 1'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr><w:outlineLvl w:val='0'/></w:pPr></w:style><w:style w:type='paragraph' w:styleId='Rubrik2'><w:name w:val='heading 2'/><w:basedOn w:val='Rubrik1'/><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr><w:outlineLvl w:val='1'/></w:pPr></w:style><w:style w:type='character' w:styleId='Stark'><w:rPr><w:b/></w:rPr></w:style></w:styles>";
#[cfg(feature = "import")]
const NUMBERING: &str = "<w:numbering><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl><w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.%2'/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='•'/></w:lvl><w:lvl w:ilvl='1'><w:numFmt w:val='bullet'/><w:lvlText w:val='o'/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId='2'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%1)'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num><w:num w:numId='3'><w:abstractNumId w:val='2'/></w:num></w:numbering>";
#[cfg(feature = "import")]
const NOTES: &str = "<w:footnotes><w:footnote w:id='0'><w:p/></w:footnote><w:footnote w:id='7'><w:p><w:r><w:t>Noten.</w:t></w:r></w:p></w:footnote></w:footnotes>";
#[cfg(feature = "import")]
const HEADER: &str = "<w:hdr><w:p><w:r><w:t>Sidhuvudet RUTIN</w:t></w:r><w:r><w:tab/><w:t>RN 2024-0101</w:t></w:r></w:p></w:hdr>";

/// A package with this body.
#[cfg(feature = "import")]
pub fn docx_with(body: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    let document =
        format!("<?xml version='1.0'?><w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
    for (name, text) in [
        ("word/document.xml", document.as_str()),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
        ("word/footnotes.xml", NOTES),
        ("word/header1.xml", HEADER),
    ] {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[cfg(feature = "import")]
fn paragraph(style: &str, number: &str, text: &str) -> String {
    let style = if style.is_empty() { String::new() } else { format!("<w:pStyle w:val='{style}'/>") };
    let number = if number.is_empty() {
        String::new()
    } else {
        format!("<w:numPr><w:ilvl w:val='0'/><w:numId w:val='{number}'/></w:numPr>")
    };
    format!("<w:p><w:pPr>{style}{number}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[cfg(feature = "import")]
fn row(cells: &[&str]) -> String {
    let cell = |text: &&str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>())
}

#[cfg(feature = "import")]
const TERMS: [(&str, &str); 4] = [
    ("Begrepp", "Förklaring"),
    ("Huvudnyckel", "Nyckel som passar i flera lås."),
    ("Lokal nyckelplan", "Plan för nycklar."),
    ("Nyckelskåp", "Låst förvaring."),
];

/// The blocks of the rutin: kind and text.
#[cfg(feature = "import")]
const RUTIN: [(&str, &str); 15] = [
    ("title", "Rutin för nycklar"),
    ("p", "Fastställd av regiondirektören 2024-03-11 § 12, dnr RN 2024-0101"),
    ("h1", "1 Syfte"),
    (
        "p",
        "Rutinen beskriver hur nycklar hanteras. Den gäller alla lokaler som regionen har och alla som vistas där.",
    ),
    ("h1", "2 Ansvar"),
    ("h2", "2.1 Nyckelansvarig"),
    (
        "p",
        "Varje förvaltning ska utse en nyckelansvarig. Nyckelansvarig ska rapportera till säkerhetschefen minst en gång per år.",
    ),
    ("p", "Nyckelansvarig ansvarar för att:"),
    ("li", "föra en förteckning över alla nycklar"),
    ("li", "anmäla förlorade nycklar enligt säkerhetsskyddslagen (2018:585)"),
    ("h2", "2.2 Medarbetare"),
    ("p", "Medarbetare får inte låna ut sin nyckel. Nycklar som inte används ska förvaras i låsta skåp."),
    ("h1", "3 Uppföljning"),
    (
        "p",
        "Säkerhetschefen ansvarar för att rutinen följs upp årligen. Frågor besvaras av ada.ek@norr.example.",
    ),
    ("h1", "4 Begrepp"),
];

/// The rutin as Word: numbers of headings are Word's own.
#[cfg(feature = "import")]
pub fn docx() -> Vec<u8> {
    let mut body = String::new();
    for (kind, text) in RUTIN {
        let bare = text.split_once(' ').map_or(text, |(_, rest)| rest);
        body.push_str(&match kind {
            "title" => paragraph("Rubrik", "", text),
            "h1" => paragraph("Rubrik1", "", bare),
            "h2" => paragraph("Rubrik2", "", bare),
            "li" => paragraph("", "2", text),
            _ => paragraph("", "", text),
        });
    }
    let rows: String = TERMS.iter().map(|(term, text)| row(&[term, text])).collect();
    body.push_str(&format!("<w:tbl>{rows}</w:tbl>"));
    docx_with(&body)
}

/// Everything that Word can do to a text, in one body.
#[cfg(feature = "import")]
pub const EVERYTHING: &str = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Innehåll 1</w:t></w:r></w:p></w:sdtContent></w:sdt><w:p><w:pPr><w:pStyle w:val='Rubrik'/></w:pPr><w:r><w:t>Ändringsbilaga för nycklar</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val='Rubrik1'/></w:pPr><w:r><w:t>Första</w:t></w:r></w:p><w:p><w:r><w:t>Text med not</w:t></w:r><w:r><w:footnoteReference w:id='7'/></w:r><w:r><w:t xml:space='preserve'> och </w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val='Rubrik2'/></w:pPr><w:r><w:t>Andra</w:t></w:r></w:p><w:p><w:r><w:rPr><w:rStyle w:val='Stark'/></w:rPr><w:t>fetstil</w:t></w:r><w:r><w:t xml:space='preserve'> och </w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>struket</w:t></w:r><w:r><w:t xml:space='preserve'> </w:t></w:r><w:del><w:r><w:delText>borttaget</w:delText></w:r></w:del><w:ins><w:r><w:t>tillagt ord</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val='Rubrik2'/></w:pPr><w:r><w:t>Tredje</w:t></w:r></w:p><w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='3'/></w:numPr></w:pPr><w:r><w:t>bokstav</w:t></w:r></w:p><w:p><w:r><w:t>Stycke.</w:t></w:r></w:p><w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='2'/></w:numPr></w:pPr><w:r><w:t>punkt</w:t></w:r></w:p><w:p><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='2'/></w:numPr></w:pPr><w:r><w:t>under</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val='Rubrik1'/></w:pPr><w:r><w:t>Fjärde</w:t></w:r></w:p><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Fet rubrik</w:t></w:r></w:p><w:p><w:r><w:t>Under den feta.</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Ursprunglig text</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Ny text</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:r><w:t>1.1 Andra</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>1.1.2 Nycklar ska räknas varje år.</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Nycklar ska räknas varje månad.</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>Helt nytt.</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>1.1.3 Gammalt.</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>";

/// Elements to arrange in any way.
#[cfg(feature = "import")]
pub const PARTS: &[&str] = &[
    "<w:p><w:pPr><w:pStyle w:val='Rubrik1'/></w:pPr><w:r><w:t>Ansvar</w:t></w:r></w:p>",
    "<w:p><w:pPr><w:pStyle w:val='Rubrik2'/></w:pPr><w:r><w:t>Säkerhetschef</w:t></w:r></w:p>",
    "<w:p><w:r><w:t>Nämnden ska räkna *nycklar* [och] lås.</w:t></w:r></w:p>",
    "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Fet rad</w:t></w:r></w:p>",
    "<w:p><w:r><w:rPr><w:i/></w:rPr><w:t>Ansvarig: kursiv rad</w:t></w:r></w:p>",
    "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='2'/></w:numPr></w:pPr><w:r><w:t>punkt</w:t></w:r></w:p>",
    "<w:p><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='2'/></w:numPr></w:pPr><w:r><w:t>underpunkt</w:t></w:r></w:p>",
    "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='3'/></w:numPr></w:pPr><w:r><w:t>bokstav</w:t></w:r></w:p>",
    "<w:p><w:r><w:t>Följande gäller för att:</w:t></w:r></w:p>",
    "<w:p><w:del><w:r><w:delText>bort</w:delText></w:r></w:del><w:ins><w:r><w:t>till</w:t></w:r></w:ins></w:p>",
    "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText> TOC </w:instrText><w:fldChar w:fldCharType='separate'/><w:t>Innehåll</w:t><w:fldChar w:fldCharType='end'/></w:r></w:p>",
    "<w:p><w:r><w:t>med not</w:t><w:footnoteReference w:id='7'/></w:r></w:p>",
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Begrepp</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Förklaring</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>Lås</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Skydd</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Ursprunglig text</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Ny text</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>1.1.1 Ett.</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Två.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr><w:p><w:r><w:t>hög</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>ett</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>två</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>ruta</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>ruta</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>",
    "<w:p><w:r><w:t>Dokumentinformation</w:t></w:r></w:p>",
    "<w:p><w:r><w:t>Fastställt av: Regionstyrelsen</w:t></w:r></w:p>",
];

/// The rutin as PDF.
#[cfg(feature = "import")]
pub fn pdf(tagged: bool) -> Vec<u8> {
    pdf::make(tagged)
}

/// A PDF whose only page is a picture.
#[cfg(feature = "import")]
pub fn scanned() -> Vec<u8> {
    pdf::scanned()
}

#[cfg(feature = "import")]
mod pdf {
    use super::{RUTIN, TERMS};
    use lopdf::{Document, Object, ObjectId, Stream, dictionary};

    fn latin(text: &str) -> String {
        let escaped = |c: char| {
            if matches!(c, '(' | ')' | '\\') {
                format!("\\{c}")
            } else if u32::from(c) < 128 {
                c.to_string()
            } else if c == '•' {
                "\\225".to_string()
            } else {
                format!("\\{:03o}", u32::from(c))
            }
        };
        text.chars().map(escaped).collect()
    }

    fn wrap(text: &str, width: usize) -> Vec<String> {
        let mut lines: Vec<String> = vec![String::new()];
        for word in text.split(' ') {
            let last = lines.last_mut().unwrap();
            if !last.is_empty() && last.chars().count() + 1 + word.chars().count() > width {
                lines.push(word.to_string());
            } else {
                if !last.is_empty() {
                    last.push(' ');
                }
                last.push_str(word);
            }
        }
        lines
    }

    struct Page {
        content: String,
        y: f32,
        mark: i64,
        elements: Vec<Object>,
    }

    impl Page {
        fn shown(&mut self, font: &str, size: f32, x: f32, text: &str) {
            self.content.push_str(&format!(
                "BT /{font} {size} Tf 1 0 0 1 {x} {} Tm ({}) Tj ET\n",
                self.y,
                latin(text)
            ));
        }

        fn marked(&mut self, tag: &str, lines: &[String], font: &str, size: f32, x: f32) -> i64 {
            let mark = self.mark;
            self.mark += 1;
            self.content.push_str(&format!("/{tag} << /MCID {mark} >> BDC\n"));
            for line in lines {
                self.shown(font, size, x, line);
                self.y -= size * 1.25;
            }
            self.content.push_str("EMC\n");
            mark
        }
    }

    fn element(tag: &str, kids: Vec<Object>) -> Object {
        Object::Dictionary(dictionary! { "S" => Object::Name(tag.as_bytes().to_vec()), "K" => kids })
    }

    pub fn make(tagged: bool) -> Vec<u8> {
        let mut page = Page { content: String::new(), y: 780.0, mark: 0, elements: Vec::new() };
        page.content.push_str("/Artifact BMC\n");
        if tagged {
            page.shown("F1", 8.0, 60.0, "Region Norr RUTIN sida 1");
        }
        page.content.push_str("EMC\n");
        page.y -= 24.0;
        let mut list: Vec<Object> = Vec::new();
        for (kind, text) in RUTIN {
            if kind != "li" && !list.is_empty() {
                page.elements.push(element("L", std::mem::take(&mut list)));
            }
            let (tag, font, size) = match kind {
                "title" => ("H1", "F2", 20.0),
                "h1" => ("H2", "F2", 15.0),
                "h2" => ("H3", "F2", 13.0),
                _ => ("P", "F1", 11.0),
            };
            page.y -= size * 0.9;
            if kind == "li" {
                let label = page.marked("Lbl", &["•".to_string()], font, size, 66.0);
                page.y += size * 1.25;
                let body = page.marked("LBody", &wrap(text, 78), font, size, 80.0);
                list.push(element(
                    "LI",
                    vec![element("Lbl", vec![label.into()]), element("LBody", vec![body.into()])],
                ));
            } else {
                let mark = page.marked(tag, &wrap(text, 84), font, size, 60.0);
                page.elements.push(element(tag, vec![mark.into()]));
            }
        }
        let mut rows = Vec::new();
        for (n, (term, text)) in TERMS.iter().enumerate() {
            page.y -= 12.0;
            let font = if n == 0 { "F2" } else { "F1" };
            let left = page.marked("TD", &[(*term).to_string()], font, 11.0, 60.0);
            page.y += 11.0 * 1.25;
            let right = page.marked("TD", &[(*text).to_string()], font, 11.0, 260.0);
            let cell = if n == 0 { "TH" } else { "TD" };
            rows.push(element(
                "TR",
                vec![element(cell, vec![left.into()]), element(cell, vec![right.into()])],
            ));
        }
        page.elements.push(element("Table", rows));
        save(page, tagged)
    }

    fn save(page: Page, tagged: bool) -> Vec<u8> {
        let mut document = Document::with_version("1.7");
        let pages: ObjectId = document.new_object_id();
        let content = document.add_object(Stream::new(dictionary! {}, page.content.into_bytes()));
        let font = |name: &str| dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => name, "Encoding" => "WinAnsiEncoding" };
        let (plain, bold) =
            (document.add_object(font("Helvetica")), document.add_object(font("Helvetica-Bold")));
        let id = document.add_object(dictionary! {
            "Type" => "Page", "Parent" => pages, "Contents" => content,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
            "Resources" => dictionary! { "Font" => dictionary! { "F1" => plain, "F2" => bold } },
        });
        document.objects.insert(
            pages,
            Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => vec![id.into()], "Count" => 1 }),
        );
        let mut catalog = dictionary! { "Type" => "Catalog", "Pages" => pages };
        if tagged {
            let root =
                Object::Dictionary(dictionary! { "S" => "Document", "Pg" => id, "K" => page.elements });
            let tree = document.add_object(dictionary! { "Type" => "StructTreeRoot", "K" => vec![root] });
            catalog.set("StructTreeRoot", tree);
            catalog.set("MarkInfo", dictionary! { "Marked" => true });
        }
        finish(document, catalog)
    }

    fn finish(mut document: Document, catalog: lopdf::Dictionary) -> Vec<u8> {
        let catalog = document.add_object(catalog);
        document.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    }

    pub fn scanned() -> Vec<u8> {
        let mut document = Document::with_version("1.7");
        let pages: ObjectId = document.new_object_id();
        document.add_object(Stream::new(dictionary! { "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1, "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8 }, vec![0]));
        let content = document.add_object(Stream::new(dictionary! {}, b"q Q".to_vec()));
        let page =
            document.add_object(dictionary! { "Type" => "Page", "Parent" => pages, "Contents" => content });
        document.objects.insert(
            pages,
            Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }),
        );
        finish(document, dictionary! { "Type" => "Catalog", "Pages" => pages })
    }
}
