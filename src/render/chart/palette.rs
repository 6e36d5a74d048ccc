//! Few colors, and which of them each dot has.

/// Places to look colors up in: enough that few fall together.
const PLACES: usize = 1024;

/// A picture whose dots are places in a palette.
pub(super) struct Indexed {
    /// Red, green and blue, one color after another.
    pub(super) palette: Vec<u8>,
    /// One a dot.
    pub(super) pixels: Vec<u8>,
}

/// A picture of dots in red, green, blue and a fourth byte that is the same for all; none where it
/// has more than 256 colors.
pub(super) fn indexed(dots: &[u8]) -> Option<Indexed> {
    let mut colors = Colors { known: Vec::new(), places: vec![None; PLACES] };
    let mut pixels = Vec::with_capacity(dots.len() / 4);
    let mut last: Option<(u32, u8)> = None;
    for dot in dots.chunks_exact(4) {
        let color = u32::from_le_bytes([dot[0], dot[1], dot[2], 0]);
        let place = match last {
            Some((same, place)) if same == color => place,
            _ => colors.place(color)?,
        };
        last = Some((color, place));
        pixels.push(place);
    }
    let palette = colors.known.iter().flat_map(|color| {
        let [red, green, blue, _] = color.to_le_bytes();
        [red, green, blue]
    });
    Some(Indexed { palette: palette.collect(), pixels })
}

/// The colors so far, in the order in which they came.
struct Colors {
    known: Vec<u32>,
    places: Vec<Option<u8>>,
}

impl Colors {
    /// Which one a color is; none where there is no room for another.
    fn place(&mut self, color: u32) -> Option<u8> {
        // Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4): its upper bits.
        let mut at = (color.wrapping_mul(0x9E37_79B9) >> 22) as usize;
        while let Some(known) = self.places[at] {
            if self.known[usize::from(known)] == color {
                return Some(known);
            }
            at = (at + 1) % PLACES;
        }
        // A byte names 256, and so there are always free places.
        let new = u8::try_from(self.known.len()).ok()?;
        self.known.push(color);
        self.places[at] = Some(new);
        Some(new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dots(colors: impl Iterator<Item = u32>) -> Vec<u8> {
        colors.flat_map(|color| (color | 0xFF00_0000).to_le_bytes()).collect()
    }

    #[test]
    fn every_dot_finds_its_color_again() {
        let colors = [0x00FF_FFFF, 0x0000_0000, 0x00FF_FFFF, 0x0012_3456, 0x0012_3456];
        let Indexed { palette, pixels } = indexed(&dots(colors.into_iter())).unwrap();
        assert_eq!(palette, [0xFF, 0xFF, 0xFF, 0, 0, 0, 0x56, 0x34, 0x12]);
        assert_eq!(pixels, [0, 1, 0, 2, 2]);
    }

    #[test]
    fn a_byte_names_so_many_colors_and_no_more() {
        let many = |count: u32| dots((0..count).map(|color| color * 65_537));
        assert_eq!(indexed(&many(256)).unwrap().palette.len(), 3 * 256);
        assert!(indexed(&many(257)).is_none());
    }
}
