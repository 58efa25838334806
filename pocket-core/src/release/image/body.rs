//! Blobs on their way to a registry, and how far they are.

use crate::error::Context as _;
use crate::ui::Step;
use crate::{Error, Result};
use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Instant;

/// A piece of a file: small enough that others get their turn.
const PIECE: usize = 128 * 1024;

/// How much of a push has been sent, and of one blob in it. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Progress {
    inner: Arc<Inner>,
    /// Of this blob.
    own: Arc<AtomicU64>,
}

#[derive(Debug)]
struct Inner {
    total: u64,
    at: AtomicU64,
    begun: Instant,
}

impl Progress {
    pub(super) fn new(total: u64) -> Self {
        Progress { inner: Arc::new(Inner { total, at: AtomicU64::new(0), begun: Instant::now() }), own: Arc::default() }
    }

    /// That of one more blob.
    pub(super) fn of_a_blob(&self) -> Self {
        Progress { inner: Arc::clone(&self.inner), own: Arc::default() }
    }

    pub(super) fn add(&self, bytes: u64) {
        self.own.fetch_add(bytes, Ordering::Relaxed);
        self.inner.at.fetch_add(bytes, Ordering::Relaxed);
    }

    /// The blob is sent again from its beginning.
    pub(super) fn again(&self) {
        self.inner.at.fetch_sub(self.own.swap(0, Ordering::Relaxed), Ordering::Relaxed);
    }

    /// `48 of 130 MB, 9.1 MB/s`
    pub(super) fn show(&self, step: &Step) {
        let (at, total) = (self.inner.at.load(Ordering::Relaxed), self.inner.total);
        let rate = at as f64 / 1e6 / self.inner.begun.elapsed().as_secs_f64().max(0.1);
        step.detail(format!("{} / {} MB, {rate:.1} MB/s", at / 1_000_000, total.div_ceil(1_000_000)));
    }
}

/// What a file holds.
pub(super) fn file(path: &Path, size: u64, progress: &Progress) -> Result<reqwest::Body> {
    let reading = || format!("cannot read {}", path.display());
    let file = File::open(path).doing(reading)?;
    if file.metadata().doing(reading)?.len() != size {
        return Err(Error::user(format!("{} changed while it was sent", path.display())).hint("run the same command again"));
    }
    Ok(reqwest::Body::wrap(FileBody { file, left: size, progress: progress.clone() }))
}

/// Bytes in memory.
pub(super) fn bytes(bytes: &[u8], progress: &Progress) -> reqwest::Body {
    progress.add(bytes.len() as u64);
    reqwest::Body::from(bytes.to_vec())
}

/// What comes from another registry.
pub(super) fn passed_on(answer: reqwest::Response, size: u64, progress: &Progress) -> reqwest::Body {
    let body = http::Response::<reqwest::Body>::from(answer).into_body();
    reqwest::Body::wrap(Passed { body, left: size, progress: progress.clone() })
}

struct FileBody {
    file: File,
    left: u64,
    progress: Progress,
}

impl Body for FileBody {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<std::io::Result<Frame<Bytes>>>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        let mut piece = vec![0; PIECE.min(usize::try_from(self.left).unwrap_or(PIECE))];
        if let Err(error) = self.file.read_exact(&mut piece) {
            return Poll::Ready(Some(Err(error)));
        }
        self.left -= piece.len() as u64;
        self.progress.add(piece.len() as u64);
        Poll::Ready(Some(Ok(Frame::data(piece.into()))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

struct Passed {
    body: reqwest::Body,
    left: u64,
    progress: Progress,
}

impl Body for Passed {
    type Data = Bytes;
    type Error = reqwest::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<std::result::Result<Frame<Bytes>, reqwest::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        if let Poll::Ready(Some(Ok(frame))) = &polled
            && let Some(data) = frame.data_ref()
        {
            self.left = self.left.saturating_sub(data.len() as u64);
            self.progress.add(data.len() as u64);
        }
        polled
    }

    /// As the manifest says: the other registry need not.
    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
