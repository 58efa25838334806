//! An HTTP/1.1 server on loopback.

use crate::error::{Context, Error, Result};
use crate::ui::Printer;
use bytes::Bytes;
use http::{Request, Response};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use tokio::net::TcpListener;

/// Listens on 127.0.0.1 and, where there is one, on ::1: a browser may try either for a name under `localhost`.
pub async fn listen(port: u16) -> Result<Vec<TcpListener>> {
    let first = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.doing(|| format!("cannot listen on 127.0.0.1:{port}"))?;
    let second = TcpListener::bind((Ipv6Addr::LOCALHOST, port)).await.ok();
    Ok([Some(first), second].into_iter().flatten().collect())
}

/// Serves until an accept fails for good.
pub async fn serve<F, A>(ui: Printer, listeners: Vec<TcpListener>, handler: F) -> Result<()>
where
    F: Fn(Request<Incoming>, IpAddr) -> A + Send + Sync + 'static,
    A: Future<Output = Response<Full<Bytes>>> + Send + 'static,
{
    let handler = Arc::new(handler);
    let mut loops = tokio::task::JoinSet::new();
    for listener in listeners {
        loops.spawn(accept(ui.clone(), listener, handler.clone()));
    }
    while let Some(ended) = loops.join_next().await {
        ended.map_err(|error| Error::bug("a server's loop broke off").caused_by(error))??;
    }
    Ok(())
}

async fn accept<F, A>(ui: Printer, listener: TcpListener, handler: Arc<F>) -> Result<()>
where
    F: Fn(Request<Incoming>, IpAddr) -> A + Send + Sync + 'static,
    A: Future<Output = Response<Full<Bytes>>> + Send + 'static,
{
    loop {
        let (stream, peer) = match listener.accept().await {
            Ok(accepted) => accepted,
            Err(error) => {
                // Out of file descriptors, or a visitor that has gone already: neither may end the site.
                ui.warning(format!("cannot accept a connection: {error}"));
                tokio::time::sleep(std::time::Duration::from_millis(100)).await;
                continue;
            }
        };
        let _ = stream.set_nodelay(true);
        let handler = handler.clone();
        tokio::spawn(async move {
            let service = service_fn(move |request| {
                let answer = handler(request, peer.ip());
                async move { Ok::<_, Infallible>(answer.await) }
            });
            let _ =
                hyper::server::conn::http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), service).await;
        });
    }
}
