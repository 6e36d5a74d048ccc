//! A chart as a PNG, for where SVG is not shown.

use std::sync::{Arc, LazyLock};

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree, fontdb::Database},
};

use crate::render::font::{ALL, FAMILY};

/// The fonts of the charts and no other, so that every machine draws the same.
static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for font in ALL {
        fonts.load_font_data(font.to_vec());
    }
    fonts.set_sans_serif_family(FAMILY);
    Arc::new(fonts)
});

/// The chart `svg`, as [`super::svg`] makes it, as a PNG with `scale` dots to the pixel.
///
/// # Panics
///
/// When `svg` is not a chart of ours, or `scale` leaves nothing of it.
pub fn png(svg: &str, scale: f32) -> Vec<u8> {
    let tree = tree(svg);
    let size = tree.size().to_int_size().scale_by(scale).expect("the scale is above zero");
    let mut pixmap = Pixmap::new(size.width(), size.height()).expect("a chart has a size");
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    pixmap.encode_png().expect("a picture in memory can be written")
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
