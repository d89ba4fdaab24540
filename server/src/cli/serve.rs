//! `portal serve`
use crate::clock::System;
use crate::config::Config;
use crate::http::{metrics, service};
use crate::{Portal, jobs};
use anyhow::Context;
use axum::ServiceExt;
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use clap::Args;
use http::Request;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Time for requests under way to end after Ctrl-C.
const GRACE: Duration = Duration::from_secs(20);

#[derive(Debug, Args)]
pub struct Serve {
    /// Address and port; port 0 takes a free one [default: 127.0.0.1:3000]
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<SocketAddr>,
    /// Certificate chain (PEM) for HTTPS without a reverse proxy
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// Private key (PEM) of the certificate
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// Migrate a PostgreSQL database at the start (SQLite always is, after a copy)
    #[arg(long)]
    migrate: bool,
}

impl Serve {
    /// Puts the flags into the configuration.
    pub fn apply(&self, config: &mut Config) {
        if let Some(listen) = self.listen {
            config.listen = listen;
        }
        if self.tls_cert.is_some() {
            config.tls_cert.clone_from(&self.tls_cert);
            config.tls_key.clone_from(&self.tls_key);
        }
    }

    /// # Errors
    /// When something cannot be opened or the address is taken.
    pub async fn run(self, mut config: Config) -> anyhow::Result<ExitCode> {
        let listener = std::net::TcpListener::bind(config.listen)
            .with_context(|| format!("cannot listen on {}", config.listen))?;
        listener.set_nonblocking(true)?;
        // Port 0 became a real one: links and the printed line need it.
        config.listen = listener.local_addr()?;
        let tls = match (&config.tls_cert, &config.tls_key) {
            (Some(cert), Some(key)) => {
                let _ = rustls::crypto::ring::default_provider().install_default();
                Some(RustlsConfig::from_pem_file(cert, key).await.context("TLS certificate or key")?)
            }
            _ => None,
        };
        let handle = metrics::start();
        let metrics_listen = config.metrics_listen;
        let system = Arc::new(System);
        let portal = Portal::open(config, system.clone(), system, self.migrate).await?;
        let (stop, stopped) = watch::channel(false);
        let mut jobs = jobs::start(portal.core(), &stopped);
        if let (Some(address), Some(handle)) = (metrics_listen, handle) {
            match tokio::net::TcpListener::bind(address).await {
                Ok(listener) => {
                    let mut stopped = stopped.clone();
                    jobs.spawn(async move {
                        let ended = async move { stopped.changed().await.unwrap_or_default() };
                        let _ = axum::serve(listener, metrics::router(handle)).with_graceful_shutdown(ended).await;
                    });
                }
                // Another portal on this machine has it: that is no reason not to serve.
                Err(error) => tracing::warn!(%address, %error, "no metrics"),
            }
        }
        let shutdown = Handle::new();
        tokio::spawn({
            let shutdown = shutdown.clone();
            async move {
                signalled().await;
                tracing::info!("stopping: requests under way may end");
                shutdown.graceful_shutdown(Some(GRACE));
            }
        });
        println!("listening on {}", portal.config.base());
        let app = ServiceExt::<Request<hyper::body::Incoming>>::into_make_service_with_connect_info::<SocketAddr>(
            service(portal.clone()),
        );
        match tls {
            Some(tls) => axum_server::from_tcp_rustls(listener, tls)?.handle(shutdown).serve(app).await?,
            None => axum_server::from_tcp(listener)?.handle(shutdown).serve(app).await?,
        }
        let _ = stop.send(true);
        while jobs.join_next().await.is_some() {}
        portal.store.close().await;
        tracing::info!("stopped");
        Ok(ExitCode::SUCCESS)
    }
}

async fn signalled() {
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated => {}
    }
}
