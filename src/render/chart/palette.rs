//! A picture with a palette: which colors there are, and which of them each dot has.

use std::iter;

use resvg::tiny_skia::{Pixmap, PremultipliedColorU8};
use rustc_hash::FxHashMap;

use super::element::Ink;

/// As many colors as a byte can name.
const MOST: usize = 256;

/// So many dots are looked at together: most are paper.
const RUN: usize = 16;

/// A picture whose dots are places in a palette.
pub(super) struct Indexed {
    /// Red, green and blue, one color after another.
    pub(super) palette: Vec<u8>,
    /// One a dot, row by row.
    pub(super) places: Vec<u8>,
}

/// `dots` with a palette of `inks` and of the colors between them. Where those are more than a palette
/// holds, a dot takes the nearest: one of many steps at the edge of a shape stands for another.
pub(super) fn indexed(dots: &Pixmap, inks: impl IntoIterator<Item = Ink>) -> Indexed {
    let mut colors = Colors::default();
    for (red, green, blue) in inks {
        colors.place(u32::from_le_bytes([red, green, blue, 0]));
    }
    let width = dots.width() as usize;
    let mut places: Vec<u8> = Vec::with_capacity(dots.pixels().len());
    let mut above: &[PremultipliedColorU8] = &[];
    for row in dots.pixels().chunks_exact(width) {
        if row == above {
            places.extend_from_within(places.len() - width..);
        } else {
            colors.places(row, &mut places);
        }
        above = row;
    }
    Indexed { palette: colors.palette(), places }
}

/// The colors so far, in the order in which they came.
#[derive(Default)]
struct Colors {
    known: Vec<u32>,
    places: FxHashMap<u32, u8>,
}

impl Colors {
    /// Adds the places of a row of dots.
    fn places(&mut self, row: &[PremultipliedColorU8], places: &mut Vec<u8>) {
        // No dot of a chart is this.
        let (mut last, mut place) = (PremultipliedColorU8::TRANSPARENT, 0);
        for run in row.chunks(RUN) {
            // Counted, not searched, so that the processor looks at all of them at once.
            let others = run.iter().filter(|dot| **dot != last).count();
            if others == 0 {
                places.extend(iter::repeat_n(place, run.len()));
                continue;
            }
            for dot in run {
                if *dot != last {
                    last = *dot;
                    place = self.place(u32::from_le_bytes([dot.red(), dot.green(), dot.blue(), 0]));
                }
                places.push(place);
            }
        }
    }

    /// Which one a color is, or stands for it.
    fn place(&mut self, color: u32) -> u8 {
        if let Some(place) = self.places.get(&color) {
            return *place;
        }
        let place = if self.known.len() < MOST {
            self.known.push(color);
            self.known.len() - 1
        } else {
            self.nearest(color)
        };
        let place = u8::try_from(place).unwrap_or_default();
        self.places.insert(color, place);
        place
    }

    fn nearest(&self, color: u32) -> usize {
        let apart = |other: u32| -> u32 {
            let (one, other) = (color.to_le_bytes(), other.to_le_bytes());
            one.iter().zip(other).map(|(one, other)| u32::from(one.abs_diff(other)).pow(2)).sum()
        };
        let places = (0..self.known.len()).min_by_key(|place| apart(self.known[*place]));
        places.unwrap_or_default()
    }

    fn palette(&self) -> Vec<u8> {
        let colors = self.known.iter().map(|color| color.to_le_bytes());
        colors.flat_map(|[red, green, blue, _]| [red, green, blue]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHITE: Ink = (255, 255, 255);

    /// A picture of one row after another.
    fn picture(width: u32, inks: &[Ink]) -> Pixmap {
        let mut dots = Pixmap::new(width, u32::try_from(inks.len()).unwrap() / width).unwrap();
        for (dot, (red, green, blue)) in dots.pixels_mut().iter_mut().zip(inks) {
            *dot = PremultipliedColorU8::from_rgba(*red, *green, *blue, 255).unwrap();
        }
        dots
    }

    #[test]
    fn every_dot_finds_its_color_again() {
        let (black, blue) = ((0, 0, 0), (0x12, 0x34, 0x56));
        let inks = [WHITE, black, WHITE, WHITE, black, WHITE, blue, blue, black];
        let Indexed { palette, places } = indexed(&picture(3, &inks), [WHITE]);
        assert_eq!(palette, [0xff, 0xff, 0xff, 0, 0, 0, 0x12, 0x34, 0x56]);
        assert_eq!(places, [0, 1, 0, 0, 1, 0, 2, 2, 1]);
    }

    #[test]
    fn long_runs_are_as_long_as_they_were() {
        let mut inks = vec![WHITE; 40];
        inks[17] = (0, 0, 0);
        inks.extend(vec![(0, 0, 0); 40]);
        let Indexed { places, .. } = indexed(&picture(40, &inks), []);
        let expected = (0..80).map(|at| u8::from(at == 17 || 40 <= at));
        assert_eq!(places, expected.collect::<Vec<u8>>());
    }

    /// 300 greens and one ink: the ink stays what it is, and no green is moved by more than a step.
    #[test]
    fn what_a_palette_cannot_hold_takes_the_nearest_of_it() {
        let ink = (200, 0, 100);
        let mut inks: Vec<Ink> = (0..=255).map(|green| (0, green, 0)).collect();
        inks.extend((0..44).map(|red| (1, red, 0)));
        inks.push(ink);
        let Indexed { palette, places } = indexed(&picture(301, &inks), [ink]);
        assert_eq!(palette.len(), 3 * MOST);
        for ((red, green, blue), place) in inks.into_iter().zip(places) {
            let at = usize::from(place) * 3;
            let apart = red.abs_diff(palette[at])
                + green.abs_diff(palette[at + 1])
                + blue.abs_diff(palette[at + 2]);
            assert!(apart <= u8::from((red, green, blue) != ink), "{:?}", (red, green, blue));
        }
    }
}
