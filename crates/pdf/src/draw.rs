//! The file: every line drawn and tagged, so that a screen reader hears headings, paragraphs and links in their order.
use crate::face::Font;
use crate::layout::{self, Line};
use crate::page::{HEIGHT, Item, MEASURE, SIDE, SQUARE, TOP, WIDTH, What};
use crate::{Block, Document, Error, Run};
use chrono::{Datelike as _, Timelike as _};
use krilla::SerializeSettings;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::luma;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, BBox, ContentTag, Node, SpanTag, Tag, TagGroup, TagKind, TagTree};
use krilla::text::KrillaGlyph;
use qrcodegen::{QrCode, QrCodeEcc};
use std::num::NonZeroU16;

/// Size of the foot.
const FOOT: f32 = 8.5;
/// Below the base line, and how thick, in em.
const UNDERLINE: (f32, f32) = (0.16, 0.045);

fn failed(error: impl std::fmt::Debug) -> Error {
    Error::Write(format!("{error:?}"))
}

/// Draws everything.
pub fn draw(document: &Document, font: &Font, pages: Vec<Vec<Item>>) -> Result<Vec<u8>, Error> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A3_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(failed)?;
    let mut file = krilla::Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    file.set_metadata(metadata(document));
    let mut outline = Outline::new();
    // What belongs to each block, in the order it was drawn in.
    let mut leaves: Vec<Vec<Node>> = document.blocks.iter().map(|_| Vec::new()).collect();
    let all = pages.len();
    for (at, items) in pages.into_iter().enumerate() {
        let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| failed("no page"))?;
        let mut page = file.start_page_with(settings);
        let mut links = Vec::new();
        let mut surface = page.surface();
        for item in items {
            let block = &document.blocks[item.block];
            if let (Block::Heading(text), What::Line(..)) = (block, &item.what)
                && leaves[item.block].is_empty()
            {
                let point = Point::from_xy(SIDE, (item.y - 20.0).max(0.0));
                outline.push_child(OutlineNode::new(text.clone(), XyzDestination::new(at, point)));
            }
            match &item.what {
                What::Line(line, look) => {
                    let id = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
                    text(&mut surface, font, line, (item.x, item.y), look.size, look.bold);
                    surface.end_tagged();
                    underlined(&mut surface, line, (item.x, item.y), look.size);
                    match block {
                        Block::Address { url, .. } if !line.text.ends_with('：') => {
                            let size = (line.width() * look.size, look.size);
                            links.push((item.block, url, id, (item.x, item.y), size));
                        }
                        _ => leaves[item.block].push(id.into()),
                    }
                }
                What::Square => {
                    let Block::Address { url, square, .. } = block else { continue };
                    let id = surface.start_tagged(ContentTag::Other);
                    squares(&mut surface, url, (item.x, item.y))?;
                    surface.end_tagged();
                    let rect = rect(item.x, item.y, SQUARE, SQUARE)?;
                    let figure = Tag::Figure(Some(square.clone())).with_bbox(Some(BBox::new(at, rect)));
                    leaves[item.block].push(TagGroup::with_children(figure, vec![id.into()]).into());
                }
            }
        }
        foot(&mut surface, font, document, (at + 1, all));
        surface.finish();
        for (block, url, id, (x, y), (width, height)) in links {
            let target = Target::Action(Action::Link(LinkAction::new(url.clone())));
            let place = LinkAnnotation::new(rect(x, y - height, width, height * 1.25)?, target);
            let link = page.add_tagged_annotation(Annotation::new_link(place, Some(url.clone())));
            let group = TagGroup::with_children(Tag::Link, vec![link.into(), id.into()]);
            // Before the square.
            leaves[block].push(group.into());
        }
        page.finish();
    }
    file.set_outline(outline);
    let mut tree = TagTree::new().with_lang(Some(document.language.clone()));
    for (block, leaves) in document.blocks.iter().zip(leaves).filter(|(_, leaves)| !leaves.is_empty()) {
        tree.push(TagGroup::with_children(tag(block), leaves));
    }
    file.set_tag_tree(tree);
    if let Some(kept) = &document.attachment {
        let attached = EmbeddedFile {
            path: kept.name.clone(),
            mime_type: MimeType::new(&kept.media),
            description: Some(kept.description.clone()),
            association_kind: AssociationKind::Source,
            data: kept.bytes.clone().into(),
            modification_date: Some(date(document)),
            compress: Some(true),
            location: None,
        };
        file.embed_file(attached).ok_or_else(|| failed("two files of one name"))?;
    }
    file.finish().map_err(failed)
}

fn metadata(document: &Document) -> Metadata {
    Metadata::new()
        .title(document.title.clone())
        .language(document.language.clone())
        .authors(vec![document.author.clone()])
        .creation_date(date(document))
        .document_id(document.id.clone())
}

fn date(document: &Document) -> DateTime {
    let made = document.made;
    let small = |value: u32| u8::try_from(value).unwrap_or_default();
    DateTime::new(u16::try_from(made.year()).unwrap_or_default())
        .month(small(made.month()))
        .day(small(made.day()))
        .hour(small(made.hour()))
        .minute(small(made.minute()))
        .second(small(made.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}

fn tag(block: &Block) -> TagKind {
    let heading = |level, text: &String| Tag::Hn(level, Some(text.clone())).into();
    match block {
        Block::Title(text) => heading(NonZeroU16::MIN, text),
        Block::Heading(text) => heading(NonZeroU16::MIN.saturating_add(1), text),
        _ => Tag::P.into(),
    }
}

fn rect(x: f32, y: f32, width: f32, height: f32) -> Result<Rect, Error> {
    Rect::from_xywh(x, y, width, height).ok_or_else(|| failed("no rectangle"))
}

fn black() -> Fill {
    Fill { paint: luma::Color::black().into(), opacity: NormalizedF32::ONE, ..Fill::default() }
}

/// A line of text; bold: its outline is drawn as well, so that one font file is enough.
fn text(surface: &mut Surface<'_>, font: &Font, line: &Line, (x, y): (f32, f32), size: f32, bold: bool) {
    let glyphs: Vec<_> = line
        .glyphs
        .iter()
        .map(|placed| KrillaGlyph {
            glyph_id: placed.glyph,
            text_range: placed.range.clone(),
            x_advance: placed.advance,
            x_offset: 0.0,
            y_offset: 0.0,
            y_advance: 0.0,
            location: None,
        })
        .collect();
    surface.set_fill(Some(black()));
    let stroke = Stroke { paint: luma::Color::black().into(), width: size * 0.03, ..Stroke::default() };
    surface.set_stroke(bold.then_some(stroke));
    surface.draw_glyphs(Point::from_xy(x, y), &glyphs, font.face.clone(), &line.text, size, false);
    surface.set_stroke(None);
}

fn box_path(x: f32, y: f32, width: f32, height: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(Rect::from_xywh(x, y, width, height)?);
    path.finish()
}

/// Lines below what was filled in; that it was is a matter of looks, the words say it by themselves.
fn underlined(surface: &mut Surface<'_>, line: &Line, (x, y): (f32, f32), size: f32) {
    let (below, thick) = (UNDERLINE.0 * size, UNDERLINE.1 * size);
    for (from, to) in line.underlines() {
        if let Some(path) = box_path(x + from * size, y + below, (to - from) * size, thick) {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
            surface.set_fill(Some(black()));
            surface.draw_path(&path);
            surface.end_tagged();
        }
    }
}

/// The address as a square for cameras, with the quiet zone that is asked for.
fn squares(surface: &mut Surface<'_>, url: &str, (x, y): (f32, f32)) -> Result<(), Error> {
    const QUIET: i32 = 4;
    let code = QrCode::encode_text(url, QrCodeEcc::Medium).map_err(failed)?;
    #[expect(clippy::cast_precision_loss, reason = "at most 177 modules")]
    let (module, place) = (SQUARE / (code.size() + 2 * QUIET) as f32, |at: i32| (at + QUIET) as f32);
    let mut path = PathBuilder::new();
    for row in 0..code.size() {
        for column in (0..code.size()).filter(|column| code.get_module(*column, row)) {
            path.push_rect(rect(x + place(column) * module, y + place(row) * module, module, module)?);
        }
    }
    surface.set_fill(Some(black()));
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
    Ok(())
}

/// Number, hash and page, on every page.
fn foot(surface: &mut Surface<'_>, font: &Font, document: &Document, (page, all): (usize, usize)) {
    let y = HEIGHT - TOP / 2.0;
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
    let one = |text: String| layout::lines(font, &[Run::plain(text)], f32::MAX, 0.0, false).into_iter().next();
    if let Some(line) = one(document.foot.clone()) {
        text(surface, font, &line, (SIDE, y), FOOT, false);
    }
    if let Some(line) = one((document.page_of)(page, all)) {
        let x = SIDE + MEASURE - line.width() * FOOT;
        text(surface, font, &line, (x, y), FOOT, false);
    }
    surface.end_tagged();
}
