//! The colors of a picture: those it is drawn in, and those between them.

use rustc_hash::FxHashMap;

use super::{element::Ink, mask::STEPS};

/// As many colors as a byte can name.
const MOST: usize = 256;

/// Colors, each named by its place. Where there is no room for another, the nearest stands for it: at
/// the edge of a shape, one of many steps for the next.
#[derive(Default)]
pub(super) struct Palette {
    known: Vec<Ink>,
    places: FxHashMap<Ink, u8>,
    /// What was mixed before: for each color above, each number of steps and each color below.
    mixed: Vec<Option<u8>>,
}

impl Palette {
    /// The place of a color.
    pub(super) fn place(&mut self, ink: Ink) -> u8 {
        if let Some(place) = self.places.get(&ink) {
            return *place;
        }
        let place = if self.known.len() < MOST {
            self.known.push(ink);
            self.known.len() - 1
        } else {
            self.nearest(ink)
        };
        let place = u8::try_from(place).unwrap_or(u8::MAX);
        self.places.insert(ink, place);
        place
    }

    /// The place of what shows where so many [`STEPS`] of `above` lie on `below`.
    pub(super) fn mix(&mut self, below: u8, above: u8, steps: u8) -> u8 {
        let steps_on = usize::from(above) * (usize::from(STEPS) + 1) + usize::from(steps);
        let at = steps_on * MOST + usize::from(below);
        if self.mixed.len() <= at {
            self.mixed.resize((steps_on + 1) * MOST, None);
        }
        if let Some(place) = self.mixed[at] {
            return place;
        }
        let (under, over) = (self.known[usize::from(below)], self.known[usize::from(above)]);
        let share = |under: u8, over: u8| {
            let (all, steps) = (u16::from(STEPS), u16::from(steps));
            let sum = u16::from(under) * (all - steps) + u16::from(over) * steps;
            u8::try_from((sum + all / 2) / all).unwrap_or(u8::MAX)
        };
        let ink = (share(under.0, over.0), share(under.1, over.1), share(under.2, over.2));
        let place = self.place(ink);
        self.mixed[at] = Some(place);
        place
    }

    fn nearest(&self, ink: Ink) -> usize {
        let apart = |other: &Ink| {
            let one = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
            one(ink.0, other.0) + one(ink.1, other.1) + one(ink.2, other.2)
        };
        (0..self.known.len()).min_by_key(|place| apart(&self.known[*place])).unwrap_or_default()
    }

    /// Red, green and blue, one color after another.
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.known.iter().flat_map(|(red, green, blue)| [*red, *green, *blue]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHITE: Ink = (255, 255, 255);
    const BLACK: Ink = (0, 0, 0);

    #[test]
    fn a_color_has_one_place() {
        let mut palette = Palette::default();
        assert_eq!([WHITE, BLACK, WHITE].map(|ink| palette.place(ink)), [0, 1, 0]);
        assert_eq!(palette.bytes(), [255, 255, 255, 0, 0, 0]);
    }

    /// A third of black on white: 255 x 10 / 15 = 170.
    #[test]
    fn what_lies_on_a_color_lets_it_show_through() {
        let mut palette = Palette::default();
        let (white, black) = (palette.place(WHITE), palette.place(BLACK));
        let grey = palette.mix(white, black, STEPS / 3);
        assert_eq!(palette.known[usize::from(grey)], (170, 170, 170));
        assert_eq!(palette.mix(white, black, 0), white);
        assert_eq!(palette.mix(white, black, STEPS), black);
    }

    #[test]
    fn what_has_no_room_takes_the_nearest() {
        let mut palette = Palette::default();
        for green in 0..=u8::MAX {
            palette.place((0, green, 0));
        }
        assert_eq!(palette.place((1, 17, 0)), 17);
        assert_eq!(palette.bytes().len(), 3 * MOST);
    }
}
