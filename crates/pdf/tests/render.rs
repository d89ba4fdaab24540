//! Documents as files: read again with another library. The font is the one `scripts/setup.sh` installs.
use chrono::{DateTime, Utc};
use lopdf::Object;
use pdf::{Attachment, Block, Document, Error, Font, MAX_CHARS, Run, find};

fn font() -> Font {
    Font::open(&find(None).expect("Debian's fonts-noto-cjk is installed")).expect("a font")
}

fn document(paragraphs: usize) -> Document {
    let mut blocks = vec![Block::Title("公共数据开放利用协议".into())];
    for n in 0..paragraphs {
        blocks.push(Block::Heading(format!("{}　使用的系统与场景", n + 1)));
        blocks.push(Block::Paragraph(vec![
            Run::plain("乙方只在系统“"),
            Run::underlined("停车通平台 ParkingOS 2.0"),
            Run::plain("”上，为应用服务“"),
            Run::underlined("停车通"),
            Run::plain("”，在下列场景中使用数据："),
            Run::underlined("停车诱导（杭州市），接口调用；"),
            Run::plain("不得将原始数据提供给第三方，不得超出约定的范围、系统和场景使用，并在成果中注明数据来源。"),
        ]));
    }
    blocks.push(Block::Fact("哈希".into(), "3fa9".repeat(16)));
    blocks.push(Block::Address {
        label: "核验地址".into(),
        url: format!("https://data.example.cn/verify?number=XY-2026-000001&sha256={}", "3fa9".repeat(16)),
        square: "核验地址的二维码".into(),
    });
    Document {
        title: "公共数据开放利用协议 XY-2026-000001".into(),
        author: "公共数据开放平台".into(),
        language: "zh-CN".into(),
        made: "2026-10-21T01:30:00Z".parse::<DateTime<Utc>>().expect("an instant"),
        id: "XY-2026-000001".into(),
        blocks,
        foot: "XY-2026-000001 · SHA-256 3fa93fa9".into(),
        page_of: |page, all| format!("第 {page} 页，共 {all} 页"),
        attachment: Some(Attachment {
            name: "XY-2026-000001.txt".into(),
            media: "text/plain".into(),
            description: "协议文本".into(),
            bytes: "当事人\n甲方".into(),
        }),
    }
}

fn read(bytes: &[u8]) -> lopdf::Document {
    lopdf::Document::load_mem(bytes).expect("a PDF")
}

fn text(file: &lopdf::Document) -> String {
    let pages: Vec<u32> = file.get_pages().into_keys().collect();
    let text = file.extract_text(&pages).expect("text");
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Bytes of the font programs of a file.
fn fonts(file: &lopdf::Document) -> Vec<usize> {
    let program = |object: &Object| {
        let descriptor = object.as_dict().ok().filter(|dict| dict.has_type(b"FontDescriptor"))?;
        let keys: [&[u8]; 3] = [b"FontFile", b"FontFile2", b"FontFile3"];
        let stream = keys.into_iter().find_map(|key| descriptor.get(key).ok())?;
        Some(file.get_object(stream.as_reference().ok()?).ok()?.as_stream().ok()?.content.len())
    };
    file.objects.values().filter_map(program).collect()
}

#[test]
fn r077_a_document_holds_its_text_its_font_and_its_file() {
    let bytes = document(3).render(&font()).expect("a file");
    let file = read(&bytes);
    let all = text(&file);
    for words in
        ["公共数据开放利用协议", "停车通平台ParkingOS2.0", "注明数据来源", "XY-2026-000001", "第1页", "3fa93fa9"]
    {
        assert!(all.contains(words), "{words} in {all}");
    }
    let fonts = fonts(&file);
    assert!(!fonts.is_empty(), "embedded");
    assert!(bytes.len() < 200_000, "the used glyphs alone, not {} bytes", bytes.len());
    let catalog = file.catalog().expect("a catalogue");
    assert_eq!(catalog.get(b"Lang").and_then(Object::as_str).expect("a language"), b"zh-CN");
    assert!(catalog.has(b"StructTreeRoot") && catalog.has(b"Outlines"), "tagged, with an outline");
    let attached = file.objects.values().filter_map(|object| object.as_stream().ok());
    let attached = attached.filter(|stream| stream.dict.has_type(b"EmbeddedFile"));
    let attached: Vec<_> = attached.map(|stream| stream.decompressed_content().expect("a file")).collect();
    assert_eq!(attached, ["当事人\n甲方".as_bytes()]);
    let metadata = String::from_utf8_lossy(&bytes).into_owned();
    assert!(metadata.contains("pdfaid:part") && metadata.contains("pdfuaid:part"), "it says what it keeps to");
}

#[test]
fn r077_the_same_document_gives_the_same_bytes() {
    let first = document(2).render(&font()).expect("a file");
    assert_eq!(first, document(2).render(&font()).expect("a file"));
    let mut other = document(2);
    other.foot.push('.');
    assert_ne!(first, other.render(&font()).expect("a file"));
}

#[test]
fn long_documents_go_on_on_further_pages() {
    let file = read(&document(40).render(&font()).expect("a file"));
    let pages = file.get_pages().len();
    assert!((6..20).contains(&pages), "{pages}");
    assert!(text(&file).contains(&format!("第{pages}页，共{pages}页")));
}

#[test]
fn what_no_font_has_spoils_no_document() {
    let mut odd = document(1);
    odd.blocks.push(Block::Paragraph(vec![Run::underlined("\u{e000}\u{7}甲\u{fe00}\u{10fffd} 🄰 \u{1f99c}\r\n\n乙")]));
    odd.blocks.push(Block::Paragraph(vec![Run::plain("")]));
    odd.blocks.push(Block::Paragraph(vec![Run::plain("a".repeat(400))]));
    let all = text(&read(&odd.render(&font()).expect("a file")));
    assert!(all.contains('甲') && all.contains('乙') && all.contains(&"a".repeat(30)), "{all}");
}

#[test]
fn what_is_too_long_is_refused() {
    let mut long = document(1);
    long.blocks.push(Block::Paragraph(vec![Run::plain("字".repeat(MAX_CHARS))]));
    assert!(matches!(long.render(&font()), Err(Error::TooLong(_))));
}

#[test]
fn a_file_that_is_no_font_is_named() {
    let here = std::path::Path::new("Cargo.toml");
    let Err(error) = Font::open(here) else { panic!("no font") };
    assert!(error.to_string().contains("Cargo.toml"), "{error}");
    assert_eq!(find(Some(std::path::Path::new("/nowhere/font.ttc"))), None, "what is named counts alone");
}
