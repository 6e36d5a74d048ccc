//! Work shared out among threads, each of which does one piece at a time.
//!
//! typst hands out the pieces of a document through rayon. In one pool for all, a thread that waits
//! for its piece would begin another whole document on the same stack, and another on top of that
//! one. So each worker is a pool of its own with one thread, and stacks stay as deep as one document.

use std::{
    panic::resume_unwind,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use anyhow::Result;

/// The stack of a worker in bytes: what typst is used to.
const STACK: usize = 16 << 20;

/// What `work` makes of each piece, in the order of the pieces; or the first fault.
pub(super) fn share_out<P: Sync, R: Send>(
    pieces: &[P],
    work: impl Fn(&P) -> Result<R> + Sync,
) -> Result<Vec<R>> {
    let next = AtomicUsize::new(0);
    let until_none_is_left = || {
        let mut done = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(piece) = pieces.get(place) else { return Ok(done) };
            match work(piece) {
                Ok(made) => done.push((place, made)),
                Err(fault) => {
                    next.store(pieces.len(), Ordering::Relaxed);
                    return Err(fault);
                }
            }
        }
    };
    let mut done = thread::scope(|scope| {
        let workers = rayon::current_num_threads().min(pieces.len());
        let worker = |_| scope.spawn(|| alone(until_none_is_left));
        let started: Vec<_> = (0..workers).map(worker).collect();
        let mut done = Vec::with_capacity(pieces.len());
        for worker in started {
            done.extend(worker.join().unwrap_or_else(|panic| resume_unwind(panic))?);
        }
        anyhow::Ok(done)
    })?;
    done.sort_unstable_by_key(|(place, _)| *place);
    Ok(done.into_iter().map(|(_, made)| made).collect())
}

/// Does the work in a pool of one thread.
fn alone<R: Send>(work: impl Fn() -> Result<R> + Send) -> Result<R> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build()?;
    pool.install(work)
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    #[test]
    fn what_is_made_stands_in_the_order_of_the_pieces() {
        let pieces: Vec<usize> = (0..100).collect();
        let doubled = share_out(&pieces, |piece| Ok(piece * 2)).unwrap();
        assert_eq!(doubled, (0..100).map(|piece| piece * 2).collect::<Vec<_>>());
        assert_eq!(share_out(&[], |piece: &usize| Ok(*piece)).unwrap(), Vec::<usize>::new());
    }

    #[test]
    fn a_fault_ends_the_work() {
        let fault = share_out(&[1, 2, 3], |piece| if *piece == 2 { bail!("no") } else { Ok(()) });
        assert_eq!(fault.unwrap_err().to_string(), "no");
    }

    /// Work within a piece is never mixed with another piece.
    #[test]
    fn a_piece_has_its_thread_to_itself() {
        share_out(&[(); 8], |()| {
            assert_eq!(rayon::current_num_threads(), 1);
            Ok(())
        })
        .unwrap();
    }
}
