//! A service that runs modules for others: an operation behind HTTP, health for the load balancer, metrics for Prometheus,
//! the whole status for `parsify stats`, and an end that loses no call.
//!
//! ```sh
//! cargo run -p parsify --features metrics --example service -- 127.0.0.1:8080
//! curl -s http://127.0.0.1:8080/format -d '{"price":1.10}'
//! curl -s http://127.0.0.1:8080/health
//! curl -s http://127.0.0.1:8080/metrics
//! curl -s http://127.0.0.1:8080/status | parsify stats -
//! ```
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Json, Response};
use axum::routing::{get, post};
use axum::{Router, serve};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusRecorder};
use parsify::{CallOptions, ErrorKind, Failure, Health, ModuleManager, Monitor, Request};
use tokio::net::TcpListener;

/// What every request needs. Cheap to clone.
#[derive(Clone)]
struct App {
    manager: ModuleManager,
    metrics: Arc<PrometheusRecorder>,
}

fn router(app: App) -> Router {
    Router::new()
        .route("/format", post(format))
        .route("/health", get(health))
        .route("/status", get(status))
        .route("/metrics", get(metrics))
        .with_state(app)
}

async fn format(State(app): State<App>, json: String) -> Result<String, Failed> {
    let request = Request::new("format").with_text("json", json);
    let execution = app.manager.execute("json-processor", request, CallOptions::new()).await?;
    Ok(execution.response.text().unwrap_or_default().to_owned())
}

/// A load balancer looks at the code alone: whatever serves, well or not, gets requests.
async fn health(State(app): State<App>) -> Response {
    let health = app.manager.health();
    let code = match health.health {
        Health::Unhealthy => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::OK,
    };
    (code, Json(health)).into_response()
}

async fn status(State(app): State<App>) -> Response {
    Json(app.manager.status()).into_response()
}

async fn metrics(State(app): State<App>) -> String {
    metrics::with_local_recorder(&*app.metrics, || app.manager.publish_metrics());
    app.metrics.handle().render()
}

/// A failure as an answer: whose fault it is decides the code, and the caller gets code, message and hints.
struct Failed(Failure);

impl From<Failure> for Failed {
    fn from(failure: Failure) -> Self {
        Self(failure)
    }
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        let code = match self.0.kind() {
            ErrorKind::Input | ErrorKind::Params | ErrorKind::Unsupported => StatusCode::BAD_REQUEST,
            ErrorKind::Capacity | ErrorKind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            ErrorKind::Timeout => StatusCode::GATEWAY_TIMEOUT,
            kind if kind.is_limit() => StatusCode::PAYLOAD_TOO_LARGE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        (code, Json(self.0)).into_response()
    }
}

/// Serves until it is told to stop; then lets the calls that run come to their end.
async fn run(listener: TcpListener, stop: impl Future<Output = ()> + Send + 'static) -> Result<(), Failure> {
    let manager = ModuleManager::builder().with_monitor(Monitor::new()).build().await?;
    // The first request should not wait for a compilation.
    manager.warm_up(&["json-processor"], |_, _| ()).await?;
    let app = App { manager: manager.clone(), metrics: Arc::new(PrometheusBuilder::new().build_recorder()) };
    if let Err(error) = serve(listener, router(app)).with_graceful_shutdown(stop).await {
        println!("the service ended: {error}");
    }
    let drained = manager.shutdown(Duration::from_secs(10)).await;
    println!("{} calls were left running", drained.running);
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8080".to_owned());
    let listener = TcpListener::bind(&address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    let ctrl_c = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    Ok(run(listener, ctrl_c).await?)
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpStream;
    use tokio::sync::oneshot;

    use super::*;

    /// The code and the body of an answer.
    async fn ask(address: std::net::SocketAddr, method: &str, path: &str, body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let length = body.len();
        let head =
            format!("{method} {path} HTTP/1.1\r\nHost: here\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
        stream.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn it_serves_tells_and_ends() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let service = tokio::spawn(run(listener, async move {
            let _ = stopped.await;
        }));
        assert_eq!(ask(address, "POST", "/format", "[1,  2]").await, (200, "[\n  1,\n  2\n]\n".to_owned()));
        let (code, body) = ask(address, "POST", "/format", "[1, 2").await;
        assert!(code == 400 && body.contains("\"code\":\"json.unclosed-bracket\""), "{code} {body}");
        let (code, body) = ask(address, "GET", "/health", "").await;
        assert!(code == 200 && body.contains("\"module\":\"json-processor\""), "{code} {body}");
        let (code, body) = ask(address, "GET", "/status", "").await;
        assert!(code == 200 && body.contains("\"successes\":1"), "{code} {body}");
        let (code, body) = ask(address, "GET", "/metrics", "").await;
        let line = "parsify_calls_total{module=\"json-processor\",version=\"0.1.0\",operation=\"format\",outcome=\"success\"} 1";
        assert!(code == 200 && body.contains(line), "{code} {body}");
        stop.send(()).unwrap();
        service.await.unwrap().unwrap();
    }
}
