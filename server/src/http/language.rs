//! The outermost layer: takes `/en` off the path and puts the [`Locale`] into the request, so that there is one route list.
use domain::locale::Locale;
use http::uri::PathAndQuery;
use http::{Request, Uri};
use std::task::{Context, Poll};

/// Wraps the router.
#[derive(Clone, Copy, Debug)]
pub struct Strip;

impl<S> tower::Layer<S> for Strip {
    type Service = Stripped<S>;
    fn layer(&self, inner: S) -> Stripped<S> {
        Stripped { inner }
    }
}

/// The router behind [`Strip`].
#[derive(Clone, Debug)]
pub struct Stripped<S> {
    inner: S,
}

impl<S: tower::Service<Request<B>>, B> tower::Service<Request<B>> for Stripped<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, mut request: Request<B>) -> Self::Future {
        let locale = match without_prefix(request.uri()) {
            Some(uri) => {
                *request.uri_mut() = uri;
                Locale::En
            }
            None => Locale::ZhCn,
        };
        request.extensions_mut().insert(locale);
        self.inner.call(request)
    }
}

/// The address without `/en`, if it stands there as a whole segment.
fn without_prefix(uri: &Uri) -> Option<Uri> {
    let rest = uri.path().strip_prefix("/en")?;
    let path = match rest {
        "" => "/",
        rest if rest.starts_with('/') && !rest.starts_with("//") => rest,
        _ => return None,
    };
    let text = uri.query().map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"));
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = PathAndQuery::try_from(text).ok();
    Uri::from_parts(parts).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_segment_is_a_language() {
        let strip = |text: &str| without_prefix(&text.parse().unwrap()).map(|u| u.to_string());
        assert_eq!(strip("/en").as_deref(), Some("/"));
        assert_eq!(strip("/en/data?q=a").as_deref(), Some("/data?q=a"));
        assert_eq!(strip("/energy"), None);
        assert_eq!(strip("/en//evil.example"), None);
        assert_eq!(strip("/data/en"), None);
    }
}
