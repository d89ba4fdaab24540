//! How providers are asked: encrypted or on this machine, no redirects (a provider must not lead us elsewhere), bounded in time and size.
use crate::outbound;
use anyhow::Context;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use serde::de::DeserializeOwned;
use std::time::Duration;

/// For one question.
const TIMEOUT: Duration = Duration::from_secs(10);
/// Bytes of an answer: keys and claims are far smaller.
const MAX_ANSWER: usize = 1 << 20;

/// A client.
pub struct Http {
    client: reqwest::Client,
    local: bool,
}

impl Http {
    /// `local`: the provider is on this machine; no proxy is asked, plain HTTP is allowed.
    pub fn open(local: bool) -> anyhow::Result<Self> {
        Ok(Self { client: outbound::named(local, TIMEOUT).context("HTTP client")?, local })
    }

    /// `GET` of JSON. The error says what is wrong without what was sent.
    pub async fn get<T: DeserializeOwned>(&self, address: &str, login: Option<String>) -> Result<T, String> {
        self.ask(address, self.client.get(address), login).await
    }

    /// `POST` of a form, answered with JSON.
    pub async fn post<T: DeserializeOwned>(
        &self,
        address: &str,
        form: String,
        login: Option<String>,
    ) -> Result<T, String> {
        let request = self.client.post(address).header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(form);
        self.ask(address, request, login).await
    }

    async fn ask<T: DeserializeOwned>(
        &self,
        address: &str,
        request: reqwest::RequestBuilder,
        login: Option<String>,
    ) -> Result<T, String> {
        if !self.local && !address.starts_with("https://") {
            return Err(format!("{address} is not encrypted"));
        }
        let mut request = request.header(ACCEPT, "application/json");
        if let Some(login) = login {
            request = request.header(AUTHORIZATION, login);
        }
        let fault = |error: reqwest::Error| format!("{address}: {:#}", anyhow::Error::from(error.without_url()));
        let answer = request.send().await.map_err(fault)?;
        let status = answer.status();
        // Faults of the client's making are told in the body (RFC 6749, 5.2).
        if status.is_server_error() || status.is_redirection() {
            return Err(format!("{address}: {status}"));
        }
        let body = outbound::body(answer, MAX_ANSWER).await.map_err(|error| format!("{address}: {error:#}"))?;
        serde_json::from_slice(&body).map_err(|_| format!("{address}: {status}, and not the JSON that is due"))
    }
}
