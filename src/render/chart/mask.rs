//! What a shape covers of each dot.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "a picture is far smaller than what a whole number can count"
)]

use resvg::tiny_skia::{self, FillRule, Path, Transform};

use super::element::Turn;

/// Steps from no dot to a whole one: few, so that a chart needs few colors.
pub(super) const STEPS: u8 = 15;

/// A shape as dots.
pub(super) struct Mask {
    /// Of its first dot, counted to the right and downwards.
    pub(super) left: i32,
    pub(super) top: i32,
    /// Of a row, in dots.
    width: usize,
    /// Row by row, how much each dot is covered: nothing to [`STEPS`].
    covered: Vec<u8>,
}

impl Mask {
    /// A mask `width` dots wide, of what is covered row by row, in shares of a dot.
    pub(super) fn of(left: i32, top: i32, width: usize, shares: &[f32]) -> Mask {
        let covered = shares.iter().map(|share| steps(*share)).collect();
        Mask { left, top, width, covered }
    }

    pub(super) fn empty() -> Mask {
        Mask { left: 0, top: 0, width: 0, covered: Vec::new() }
    }

    /// What `path` covers; none where it covers nothing.
    pub(super) fn fill(path: &Path) -> Option<Mask> {
        let bounds = path.bounds();
        // A dot more on every side, for what rounding may add.
        let (left, top) = (bounds.left().floor() - 1.0, bounds.top().floor() - 1.0);
        let size = |from: f32, to: f32| (to.ceil() + 1.0 - from) as u32;
        let (width, height) = (size(left, bounds.right()), size(top, bounds.bottom()));
        let mut mask = tiny_skia::Mask::new(width, height)?;
        mask.fill_path(path, FillRule::Winding, true, Transform::from_translate(-left, -top));
        let step = |covered: &u8| {
            ((u16::from(*covered) * u16::from(STEPS) + 127) / u16::from(u8::MAX)) as u8
        };
        let covered = mask.data().iter().map(step).collect();
        Some(Mask { left: left as i32, top: top as i32, width: width as usize, covered })
    }

    /// A rectangle with its sides along the dots.
    pub(super) fn rectangle(across: (f32, f32), down: (f32, f32)) -> Mask {
        let (left, columns) = along(across);
        let (top, rows) = along(down);
        let mut covered = Vec::with_capacity(columns.len() * rows.len());
        for row in rows {
            covered.extend(columns.iter().map(|column| (row * column + STEPS / 2) / STEPS));
        }
        Mask { left, top, width: columns.len(), covered }
    }

    /// The mask, turned about where it is counted from.
    pub(super) fn turned(self, turn: Turn) -> Mask {
        let (width, height) = (self.width, self.covered.len() / self.width.max(1));
        let (right, bottom) = (self.left + width as i32, self.top + height as i32);
        let (left, top, is_upright) = match turn {
            Turn::None => return self,
            Turn::Quarter => (-bottom, self.left, true),
            Turn::Half => (-right, -bottom, false),
            Turn::ThreeQuarters => (self.top, -right, true),
        };
        let (columns, rows) = if is_upright { (height, width) } else { (width, height) };
        let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
        let before = |(column, row): (usize, usize)| match turn {
            Turn::None => (column, row),
            Turn::Quarter => (row, height - 1 - column),
            Turn::Half => (width - 1 - column, height - 1 - row),
            Turn::ThreeQuarters => (width - 1 - row, column),
        };
        let covered = places.map(before).map(|(column, row)| self.covered[row * width + column]);
        Mask { left, top, width: columns, covered: covered.collect() }
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.covered.chunks_exact(self.width.max(1))
    }
}

/// The dots along one side: the first, and how much of each is covered.
fn along((from, to): (f32, f32)) -> (i32, Vec<u8>) {
    let (first, end) = (from.floor() as i32, to.ceil() as i32);
    let share = |dot: i32| (to.min((dot + 1) as f32) - from.max(dot as f32)).clamp(0.0, 1.0);
    (first, (first..end).map(|dot| steps(share(dot))).collect())
}

fn steps(share: f32) -> u8 {
    (share * f32::from(STEPS)).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(mask: &Mask) -> Vec<&[u8]> {
        mask.rows().collect()
    }

    /// From 1.8 to 4 across and from 0 to 1.5 down: a fifth, one and one; a whole row and half a row.
    #[test]
    fn a_rectangle_covers_parts_of_the_dots_at_its_edges() {
        let mask = Mask::rectangle((1.8, 4.0), (0.0, 1.5));
        assert_eq!((mask.left, mask.top), (1, 0));
        assert_eq!(rows(&mask), [[3, 15, 15], [2, 8, 8]]);
    }

    /// Two dots wide and one high, from 1 to 3 across and from -2 to -1 down.
    #[test]
    fn a_turned_mask_lies_where_its_corners_lie() {
        let mask = || Mask::of(1, -2, 2, &[1.0, 0.2]);
        let turned = |turn| {
            let turned = mask().turned(turn);
            (turned.left, turned.top, rows(&turned).concat())
        };
        assert_eq!(turned(Turn::None), (1, -2, vec![15, 3]));
        // To the right becomes downwards: x from 1 to 2, y from 1 to 3.
        assert_eq!(turned(Turn::Quarter), (1, 1, vec![15, 3]));
        assert_eq!(turned(Turn::Half), (-3, 1, vec![3, 15]));
        // To the right becomes upwards: x from -2 to -1, y from -3 to -1.
        assert_eq!(turned(Turn::ThreeQuarters), (-2, -3, vec![3, 15]));
    }
}
