//! A chart as a PNG, for where SVG is not shown.

use std::sync::{Arc, LazyLock};

use png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter};
use resvg::{
    tiny_skia::{Color, Pixmap, Transform},
    usvg::{Options, Tree, fontdb::Database},
};

use super::{canvas::Canvas, element::Sheet};
use crate::render::font::{ALL, FAMILY};

/// How hard to press: beyond this, twice the time saves a tenth of the bytes.
const PRESSED: DeflateCompression = DeflateCompression::Level(2);

/// The fonts of the charts and no other, so that every machine draws the same.
static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for font in ALL {
        fonts.load_font_data(font.to_vec());
    }
    fonts.set_sans_serif_family(FAMILY);
    Arc::new(fonts)
});

/// The chart as a PNG with `scale` dots to the pixel.
pub(super) fn png(sheet: &Sheet, scale: f32) -> Vec<u8> {
    let bytes = if let Some(canvas) = Canvas::of(sheet, scale) {
        packed(&canvas.dots, canvas.width, Some(canvas.palette.bytes()))
    } else {
        let dots = shaped(&sheet.svg(), scale);
        let colors = dots.pixels().iter().flat_map(|dot| [dot.red(), dot.green(), dot.blue()]);
        packed(&colors.collect::<Vec<u8>>(), dots.width() as usize, None)
    };
    bytes.expect("a picture in memory can be written")
}

/// The chart `svg` as dots, by a renderer that sets every script there is. It takes several times as
/// long.
pub(super) fn shaped(svg: &str, scale: f32) -> Pixmap {
    let tree = tree(svg);
    let size = tree.size().to_int_size().scale_by(scale).expect("the scale is above zero");
    let mut dots = Pixmap::new(size.width(), size.height()).expect("a chart has a size");
    // Nothing shines through, so that a color is what it is.
    dots.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut dots.as_mut());
    dots
}

/// Dots as a PNG: places in a palette, or red, green and blue.
fn packed(
    dots: &[u8],
    width: usize,
    palette: Option<Vec<u8>>,
) -> Result<Vec<u8>, png::EncodingError> {
    let bytes_a_row = if palette.is_some() { width } else { width * 3 };
    let size = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, size(width), size(dots.len() / bytes_a_row));
    encoder.set_depth(BitDepth::Eight);
    encoder.set_deflate_compression(PRESSED);
    encoder.set_filter(Filter::NoFilter);
    encoder.set_color(ColorType::Rgb);
    if let Some(palette) = palette {
        encoder.set_color(ColorType::Indexed);
        encoder.set_palette(palette);
    }
    let mut writer = encoder.write_header()?;
    writer.write_image_data(dots)?;
    writer.finish()?;
    Ok(bytes)
}

/// The chart as the renderer understands it, with all text laid out.
pub(super) fn tree(svg: &str) -> Tree {
    let options = Options {
        font_family: FAMILY.to_string(),
        fontdb: Arc::clone(&FONTS),
        ..Options::default()
    };
    Tree::from_str(svg, &options).expect("a chart is sound SVG")
}
